package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.recovery.Sabotage.Moment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the probes are told while state is restored and partitions move: restores are held up, so
 * that they last as long as somebody looks.
 */
@BrokerTest
@Timeout(240)
class ReadinessTest {

  @TempDir Path disk;

  @Test
  void anInstanceIsLiveButNotReadyWhileItRestoresBeforeItFirstRuns(Broker broker) {
    try (Site site = Site.withPolicy(broker, Site.POLICY)) {
      try (Instance before = start(site, "before", new Sabotage())) {
        begin(site);
        site.leads("l", NORTH, 0, 10);
        site.outputs().awaitAnswers();
      }
      Sabotage sabotage = new Sabotage();
      HeldUp restore = HeldUp.nextOf(sabotage);
      try (Instance afresh = start(site, "afresh", sabotage)) {
        restore.awaitBegun();
        answers(afresh, State.REBALANCING, true, false);
        restore.goOn();
        site.leads("l", NORTH, 10, 20);
        site.outputs().awaitAnswers();
        site.outputs().await("work at all tasks", afresh::works);
        answers(afresh, State.RUNNING, true, true);
      }
    }
  }

  @Test
  void anInstanceStaysReadyWhileItsStandbysTakeOver(Broker broker) {
    Sabotage sabotage = new Sabotage();
    try (Site site = Site.withPolicy(broker, Site.POLICY);
        Instance heir = start(site, "heir", sabotage)) {
      begin(site);
      HeldUp restore;
      try (Instance leaving = start(site, "leaving", new Sabotage())) {
        site.leads("l", NORTH, 0, 10);
        site.leads("m", SOUTH, 0, 10);
        site.outputs().awaitAnswers();
        site.outputs().await("both keep copies", () -> keepsCopies(heir) && keepsCopies(leaving));
        answers(heir, State.RUNNING, true, true);
        restore = HeldUp.nextOf(sabotage);
      }
      restore.awaitBegun();
      answers(heir, State.REBALANCING, true, true);
      restore.goOn();
      site.leads("l", NORTH, 10, 20);
      site.leads("m", SOUTH, 10, 20);
      site.outputs().awaitAnswers();
      site.outputs().await("work at all tasks", () -> heir.tasks() == site.tasks());
      answers(heir, State.RUNNING, true, true);
    }
  }

  @Test
  void anInstanceThatFailedIsDeadAndNotReadyWhateverItKeeps(Broker broker) {
    Sabotage sabotage = new Sabotage();
    try (Site site = Site.withPolicy(broker, Site.POLICY);
        Instance victim = start(site, "victim", sabotage);
        Instance heir = start(site, "heir", new Sabotage())) {
      begin(site);
      site.outputs().await("both keep copies", () -> keepsCopies(victim) && keepsCopies(heir));
      sabotage.arm(Moment.STEP, 1, task -> new IllegalStateException("crash"));
      site.leads("l", NORTH, 0, 10);
      site.leads("m", SOUTH, 0, 10);
      site.outputs().await("crash", () -> victim.state() == State.ERROR);
      answers(victim, State.ERROR, false, false);
      site.outputs().awaitAnswers();
    }
  }

  private static void begin(Site site) {
    site.rep("ana", NORTH, 1000);
    site.rep("cyd", SOUTH, 1000);
    site.outputs().awaitAnswers();
  }

  private static boolean keepsCopies(Instance instance) {
    return instance.works() && instance.standbys() > 0;
  }

  private static void answers(Instance instance, State state, boolean live, boolean ready) {
    assertThat(instance.health().live().up()).as("live").isEqualTo(live);
    assertThat(instance.health().ready().up()).as("ready").isEqualTo(ready);
    assertThat(instance.state()).isEqualTo(state);
  }

  private Instance start(Site site, String name, Sabotage sabotage) {
    return new Instance(
        site.config(Site.APPLICATION, disk.resolve(name), Map.of("num.standby.replicas", "1")),
        sabotage,
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }

  /** A restore that has begun, and goes on when the test says so. */
  private static final class HeldUp {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    /** The next restore of whatever it breaks. */
    static HeldUp nextOf(Sabotage sabotage) {
      HeldUp restore = new HeldUp();
      sabotage.arm(Moment.RESTORING, 1, task -> restore.holdUp());
      return restore;
    }

    private RuntimeException holdUp() {
      begun.countDown();
      await(goesOn);
      return null;
    }

    void awaitBegun() {
      await(begun);
    }

    void goOn() {
      goesOn.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
