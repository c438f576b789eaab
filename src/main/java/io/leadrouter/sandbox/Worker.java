package io.leadrouter.sandbox;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A thread that does one thing over and over until it is closed or the thing fails. */
final class Worker implements AutoCloseable {

  private final Thread thread;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private volatile boolean closing;

  /**
   * @param round what to do; must return within moments
   * @param used closed by the thread itself when it ends, for Kafka's consumers belong to one
   *     thread
   */
  Worker(String name, Runnable round, AutoCloseable used) {
    thread =
        new Thread(
            () -> {
              try (used) {
                while (!closing) {
                  round.run();
                }
              } catch (RuntimeException e) {
                failure.set(e);
              } catch (Exception e) {
                failure.set(new IllegalStateException(e));
              }
            },
            name);
  }

  void start() {
    thread.start();
  }

  /** Why it ended by itself; empty while it works. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Returns when the thread has ended. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
