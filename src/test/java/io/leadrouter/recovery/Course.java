package io.leadrouter.recovery;

import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.recovery.Sabotage.Moment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;

/** A site whose routers are disturbed in one way, while it is told what happens in business. */
abstract class Course implements AutoCloseable {

  private static final Map<String, String> QUICK = Map.of("commit.interval.ms", "20");

  private final Site site;
  private final Path disk;
  private final List<Instance> running = new ArrayList<>();
  private int disturbances;

  private Course(Broker broker, Path disk) {
    site = Site.inOrder(broker);
    // Before anybody starts, lest one has not heard of it when the first lead comes.
    site.policy(1, BusyWeek.POLICY);
    this.disk = disk.resolve(broker.prefix());
  }

  final Site site() {
    return site;
  }

  /** How often something was disturbed. */
  final int disturbances() {
    return disturbances;
  }

  /** Before something happens. */
  void disturb() {}

  /** Before both groups are asked whether all is decided that came of it. */
  void disturbRinging() {}

  /** Once it is over. */
  void settle() {}

  final void disturbed() {
    disturbances++;
  }

  final Instance start(
      String stateDir, Sabotage sabotage, StreamThreadExceptionResponse afterFailure) {
    Instance instance =
        new Instance(
            site.config(Site.APPLICATION, disk.resolve(stateDir), QUICK), sabotage, afterFailure);
    running.add(instance);
    return instance;
  }

  final void stop(Instance instance) {
    instance.close();
    running.remove(instance);
  }

  /** Stops what runs, and reads what that has left. */
  final void stop() {
    List.copyOf(running).forEach(this::stop);
    site.outputs().readToEnd();
  }

  @Override
  public final void close() {
    List.copyOf(running).forEach(this::stop);
    site.close();
  }

  /** Nothing is. */
  static final class Undisturbed extends Course {

    Undisturbed(Broker broker, Path disk) {
      super(broker, disk);
      start("state", new Sabotage(site().clock()), StreamThreadExceptionResponse.REPLACE_THREAD);
    }
  }

  /** Threads die at some step of what happens, and are replaced; tasks are found corrupted. */
  static final class Faults extends Course {

    private static final int LATEST = 12;
    private static final int ONE_IN = 3;

    private final Sabotage sabotage = new Sabotage(site().clock());
    private final Random random;

    Faults(Broker broker, Path disk, Random random) {
      super(broker, disk);
      this.random = random;
      start("state", sabotage, StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    /**
     * A task is found corrupted when it has done nothing yet, for Kafka Streams commits what it
     * finds in the transaction that a thread's tasks share: here, where all are at rest, and at the
     * first record that a group's task takes, or any.
     */
    @Override
    void disturb() {
      if (spared()) {
        return;
      }
      Function<TaskId, RuntimeException> corrupted =
          task -> new TaskCorruptedException(Set.of(task));
      switch (random.nextInt(4)) {
        case 0 -> sabotage.arm(Moment.TAKING, 1, corrupted);
        case 1 -> sabotage.armAt("route-group", Moment.TAKING, corrupted);
        default -> fail();
      }
    }

    /** What one group has told the other is still being done. */
    @Override
    void disturbRinging() {
      if (!spared()) {
        fail();
      }
    }

    /** Each takes a second or two. */
    private boolean spared() {
      return random.nextInt(ONE_IN) > 0;
    }

    private void fail() {
      sabotage.arm(
          Moment.STEP, 1 + random.nextInt(LATEST), task -> new IllegalStateException("sabotage"));
    }

    @Override
    void settle() {
      if (sabotage.disarm()) {
        disturbed();
      }
    }
  }

  /** The router is stopped and started, and every other time it has lost its state. */
  static final class Restarts extends Course {

    private static final int EVERY = 8;

    private Instance instance;

    /** From anywhere between two restarts. */
    private int events;

    Restarts(Broker broker, Path disk, Random random) {
      super(broker, disk);
      events = random.nextInt(EVERY);
      instance = start("state0");
    }

    private Instance start(String stateDir) {
      return start(
          stateDir, new Sabotage(site().clock()), StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Override
    void disturb() {
      if (++events % EVERY == 0) {
        stop(instance);
        disturbed();
        instance = start("state" + disturbances() / 2);
      }
    }
  }

  /** Of two instances one crashes, the other takes over, and a third comes in its place. */
  static final class Crashes extends Course {

    /**
     * The other takes over when the session of the one that crashed is over: that takes a while.
     */
    private static final int MOST = 3;

    private static final int LATEST = 6;
    private static final int ONE_IN = 6;

    private record Partner(Instance instance, Sabotage sabotage) {}

    private final Random random;
    private Partner victim;
    private Partner heir;
    private int started;

    /** Until whoever is to crash has come to a step at which it does. */
    private boolean due;

    Crashes(Broker broker, Path disk, Random random) {
      super(broker, disk);
      this.random = random;
      victim = join();
      heir = join();
    }

    private Partner join() {
      Sabotage sabotage = new Sabotage(site().clock());
      Instance instance =
          start("state" + started++, sabotage, StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
      return new Partner(instance, sabotage);
    }

    private void awaitBoth() {
      int all = site().tasks();
      site()
          .outputs()
          .await(
              "both at work",
              () ->
                  victim.instance.works()
                      && heir.instance.works()
                      && victim.instance.tasks() + heir.instance.tasks() == all);
    }

    @Override
    void disturb() {
      due |= random.nextInt(ONE_IN) == 0;
      if (due && disturbances() < MOST) {
        awaitBoth();
        victim.sabotage.arm(
            Moment.STEP, 1 + random.nextInt(LATEST), task -> new IllegalStateException("crash"));
      }
    }

    @Override
    void settle() {
      if (victim.sabotage.disarm()) {
        Partner crashed = victim;
        site().outputs().await("crash", () -> crashed.instance.state() == KafkaStreams.State.ERROR);
        stop(crashed.instance);
        disturbed();
        due = false;
        victim = heir;
        heir = join();
        awaitBoth();
      }
    }
  }
}
