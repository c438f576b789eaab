package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Disposition;
import io.leadrouter.recovery.Sabotage.Moment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share two groups; what one leaves, the other takes up, and nothing twice. */
@BrokerTest
@Timeout(240)
class TakeoverTest {

  private static final int LEADS = 60;

  /**
   * An instance that sleeps is replaced, and what it has begun is given up. Only who is to sleep:
   * on a machine at work on something else the others may look asleep.
   */
  private static final Map<String, String> GIVEN_UP_SOON =
      Map.of("consumer.max.poll.interval.ms", "3000", "producer.transaction.timeout.ms", "4000");

  @TempDir Path disk;

  @Test
  void aSecondInstanceTakesOverFromOneThatCrashed(Broker broker) {
    Sabotage sabotage = new Sabotage();
    try (Site site = Site.withPolicy(broker, Site.POLICY);
        Instance victim = start(site, "victim", sabotage, GIVEN_UP_SOON);
        Instance heir = start(site, "heir", new Sabotage(), Map.of())) {
      begin(site, victim, heir);
      flow(site, 0, LEADS / 2);
      sabotage.arm(Moment.STEP, 7, task -> new IllegalStateException("crash"));
      flow(site, LEADS / 2, LEADS);
      site.outputs().awaitAnswers();
      site.outputs().await("crash", () -> victim.state() == KafkaStreams.State.ERROR);
      shared(site);
    }
  }

  /** It wakes up in the middle of a record that its heir has long since decided. */
  @Test
  void anInstanceThatWakesUpAfterItWasReplacedWritesNothing(Broker broker) {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    Sabotage sabotage = new Sabotage();
    try (Site site = Site.withPolicy(broker, Site.POLICY);
        Instance victim = start(site, "victim", sabotage, GIVEN_UP_SOON);
        Instance heir = start(site, "heir", new Sabotage(), Map.of())) {
      begin(site, victim, heir);
      flow(site, 0, LEADS / 2);
      sabotage.arm(
          Moment.STEP,
          7,
          task -> {
            asleep.countDown();
            uninterrupted(wake);
            return null;
          });
      flow(site, LEADS / 2, LEADS);
      uninterrupted(asleep);
      site.outputs().awaitAnswers();
      wake.countDown();
      flow(site, LEADS, LEADS + 10);
      site.outputs().await("victim at work again", victim::works);
      site.outputs().awaitAnswers();
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      assertThat(site.outputs().assigned()).isEqualTo(2 * (LEADS + 10));
    }
  }

  @Test
  void aRepWhoMovesWhileInstancesComeAndGoKeepsItsLeadsAndItsRoom(Broker broker) {
    try (Site site = Site.withPolicy(broker, Site.POLICY)) {
      Instance first = start(site, "first", new Sabotage(), Map.of());
      Instance second = start(site, "second", new Sabotage(), Map.of());
      begin(site, first, second);
      site.rep("mia", NORTH, 8);
      site.outputs().awaitAnswers();
      flow(site, 0, 20);
      site.outputs().awaitAnswers();
      assertThat(site.outputs().given().get("mia")).isBetween(6, 8);

      first.close();
      site.rep("mia", SOUTH, 8);
      flow(site, 20, 30);
      first = start(site, "first", new Sabotage(), Map.of());
      second.close();
      for (int i = 0; i < 20; i++) {
        site.outcome("n-" + i, Disposition.LOST);
      }
      flow(site, 30, 40);
      second = start(site, "second", new Sabotage(), Map.of());
      site.outputs().awaitAnswers();
      site.rep("mia", NORTH, 8);
      flow(site, 40, 60);
      site.outputs().awaitAnswers();
      first.close();
      second.close();
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      assertThat(site.outputs().assigned()).isEqualTo(120);
    }
  }

  private static void begin(Site site, Instance first, Instance second) {
    assertThat(Site.partitionOf(NORTH)).isNotEqualTo(Site.partitionOf(SOUTH));
    for (String rep : new String[] {"ana", "bob"}) {
      site.rep(rep, NORTH, 1000);
    }
    for (String rep : new String[] {"cyd", "dan"}) {
      site.rep(rep, SOUTH, 1000);
    }
    site.outputs().awaitAnswers();
    site.outputs().await("both at work", () -> first.works() && second.works());
  }

  private static void flow(Site site, int from, int to) {
    for (int i = from; i < to; i++) {
      site.lead("n-" + i, NORTH);
      site.lead("s-" + i, SOUTH);
    }
  }

  /** Nothing lost, nothing doubled, and everybody got the same. */
  private static void shared(Site site) {
    site.outputs().readToEnd();
    site.outputs().guarantees().hold();
    assertThat(site.outputs().given())
        .isEqualTo(Map.of("ana", LEADS / 2, "bob", LEADS / 2, "cyd", LEADS / 2, "dan", LEADS / 2));
  }

  private Instance start(Site site, String name, Sabotage sabotage, Map<String, String> more) {
    return new Instance(
        site.config(Site.APPLICATION, disk.resolve(name), more),
        sabotage,
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
