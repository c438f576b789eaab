package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.kafka.Topic;
import io.leadrouter.recovery.Sabotage.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two groups on two instances give each other leads and reps, while the instances come and go:
 *
 * <ol>
 *   <li>in each round one instance goes, the first time by a crash, and comes back, and all the
 *       time something comes in;
 *   <li>between rounds time passes, so that leads are taken back, wait out and count no more;
 *   <li>in the end, when nothing is on its way any more, the {@link Guarantees} hold and the {@link
 *       Books} balance.
 * </ol>
 *
 * <p>Other rounds: {@code -Drecovery.seed=N}; what happens at the same time is never twice the
 * same.
 */
@BrokerTest
@Timeout(600)
class TwoGroupsTest {

  private static final long SEED = Long.getLong("recovery.seed", 20_261_126);
  private static final int ROUNDS = 6;
  private static final int CRASHES = 2;
  private static final int BUSTLE = 60;

  @TempDir Path disk;

  private final Random random = new Random(SEED);
  private final Sabotage[] sabotages = new Sabotage[2];
  private final Instance[] instances = new Instance[2];

  @Test
  void nothingIsLostOrDoubledBetweenTwoGroupsWhoseInstancesComeAndGo(Broker broker) {
    System.out.println("recovery.seed=" + SEED);
    try (Site site = Site.standingStill(broker)) {
      // Before they start, lest one has not heard of it when the first lead comes.
      site.policy(1, BusyWeek.POLICY);
      Bustle bustle = new Bustle(site, random);
      for (int i = 0; i < 2; i++) {
        join(site, i);
      }
      site.ring(NORTH);
      site.ring(SOUTH);
      site.outputs().awaitAnswers();
      bustle.everybodyIsThere();
      for (int round = 0; round < ROUNDS; round++) {
        bustle.goesOn(BUSTLE);
        awaitBoth(site);
        int going = round % 2;
        if (round < CRASHES) {
          sabotages[going].arm(
              Moment.STEP, 1 + random.nextInt(20), task -> new IllegalStateException("crash"));
          bustle.goesOn(BUSTLE);
          site.outputs().await("crash", () -> instances[going].state() == KafkaStreams.State.ERROR);
        }
        instances[going].close();
        bustle.goesOn(BUSTLE);
        join(site, going);
        bustle.goesOn(BUSTLE);
        site.passes(Duration.ofMinutes(random.nextInt(5 * 60)));
      }
      awaitBoth(site);
      calmDown(site);
      for (Instance instance : instances) {
        instance.close();
      }
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      Books.balance(site);
      assertThat(Features.of(site))
          .contains(
              "decided HANDED_OVER",
              "decided MERGED",
              "decided ERASED",
              "command LeadHandedOver",
              "command RepHandedOver",
              "command RoomChanged",
              "command HolderLeft",
              "REVOKED not-accepted",
              "assignment ASSIGNED imported");
    } finally {
      for (Instance instance : instances) {
        instance.close();
      }
    }
  }

  /**
   * Until nothing is on its way any more: the groups are told of something that changes nothing,
   * and send each other nothing after it.
   */
  private static void calmDown(Site site) {
    site.awaitTaken();
    site.outputs().awaitAnswers();
    int sent = -1;
    int now = sent(site);
    while (sent != now) {
      site.ring(NORTH);
      site.outputs().awaitAnswers();
      site.ring(SOUTH);
      site.outputs().awaitAnswers();
      sent = now + 2;
      now = sent(site);
    }
  }

  /** How many commands were sent to groups. */
  private static int sent(Site site) {
    return Committed.records(site, Topic.ROUTING_COMMANDS.bareName()).size();
  }

  private void awaitBoth(Site site) {
    int all = site.tasks();
    site.outputs()
        .await(
            "both at work",
            () ->
                instances[0].works()
                    && instances[1].works()
                    && instances[0].tasks() + instances[1].tasks() == all);
  }

  private void join(Site site, int i) {
    sabotages[i] = new Sabotage(site.clock());
    instances[i] =
        new Instance(
            site.config(Site.APPLICATION, disk.resolve("instance" + i), Map.of()),
            sabotages[i],
            StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }
}
