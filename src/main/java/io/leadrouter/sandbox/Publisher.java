package io.leadrouter.sandbox;

import io.leadrouter.domain.Lead;
import io.leadrouter.event.Leads;
import io.leadrouter.kafka.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Publishes the sample at a pace, or as fast as the broker takes it. People who return do so at the
 * end of a limited sample: by then what they asked for before has been closed. Runs on a thread of
 * its own.
 */
final class Publisher implements AutoCloseable {

  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final Sample sample;
  private final Outbox outbox;
  private final Consumer<Lead> interesting;
  private final long first;
  private final OptionalLong count;
  private final OptionalDouble rate;
  private final Queue<Long> returning = new ArrayDeque<>();
  private final Worker worker;
  private long start;
  private long next;
  private volatile long sent;
  private volatile boolean done;

  /**
   * @param first index in the sample, from 0
   * @param count empty: no end
   * @param rate leads a second; empty: as fast as possible
   * @param interesting told of leads whose story is worth telling, before they are published
   */
  Publisher(
      Sample sample,
      Outbox outbox,
      long first,
      OptionalLong count,
      OptionalDouble rate,
      Consumer<Lead> interesting) {
    this.sample = sample;
    this.outbox = outbox;
    this.first = first;
    this.count = count;
    this.rate = rate;
    this.interesting = interesting;
    this.worker = new Worker("sandbox-publisher", this::publishNext, () -> {});
  }

  void start() {
    start = System.nanoTime();
    worker.start();
  }

  /** Records sent to {@code leads} so far. */
  long sent() {
    return sent;
  }

  /** Whether all but those who return have been sent and acknowledged. */
  boolean isDone() {
    return done;
  }

  /** Those who return, after {@link #isDone}; the number of them. */
  int publishReturning() {
    int count = returning.size();
    returning.forEach(this::publish);
    returning.clear();
    outbox.flush();
    return count;
  }

  Optional<RuntimeException> failure() {
    return worker.failure();
  }

  @Override
  public void close() {
    worker.close();
  }

  private void publishNext() {
    if (done) {
      LockSupport.parkNanos(LONGEST_PAUSE);
      return;
    }
    if (count.isPresent() && next >= count.getAsLong()) {
      outbox.flush();
      done = true;
      return;
    }
    if (rate.isPresent()) {
      long wait = start + (long) (next / rate.getAsDouble() * 1e9) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, LONGEST_PAUSE));
        return;
      }
    }
    long index = first + next++;
    if (count.isPresent() && sample.kind(index) == Kind.RETURNING) {
      returning.add(index);
    } else {
      publish(index);
    }
  }

  private void publish(long index) {
    for (Message message : sample.at(index, Instant.now())) {
      if (message.topic() == Topic.LEADS) {
        tell(index, message);
        sent++;
      }
      outbox.send(message);
    }
  }

  private void tell(long index, Message message) {
    if (sample.kind(index) == Kind.FRESH
        && message instanceof Message.Event event
        && event.value() instanceof io.leadrouter.event.Lead lead) {
      Lead read = Leads.read(lead);
      if (read.company().employees() >= 100) {
        interesting.accept(read);
      }
    }
  }
}
