package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Disposition;
import io.leadrouter.recovery.Sabotage.Moment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a fault at any step of a history, state, in-memory index and outputs are what they are
 * after the same history without faults:
 *
 * <ol>
 *   <li>a short history is told again and again to one running topology;
 *   <li>each time, what every processor does for an event fails one step later, until none has more
 *       steps;
 *   <li>another topology is told the same, as often, and nothing fails.
 * </ol>
 *
 * <p>Each telling stands on what the faults of the one before have left in memory and in the
 * stores, so a difference shows in who gets the next leads.
 */
@BrokerTest
@Timeout(600)
class FaultTest {

  private static final List<String> READERS =
      List.of("validate-lead", "relay-outcome", "place-rep", "route-group");

  private static final List<String> STORES =
      List.of(
          "lead-states",
          "lead-examples",
          "examples-due",
          "rep-homes",
          "announced-policies",
          "open-leads",
          "settled-leads",
          "rep-seats",
          "pool-tallies",
          "groups",
          "active-policy");

  @TempDir Path disk;

  @Test
  void stateIndexAndOutputsAgreeAfterAFaultAtAnyStep(Broker broker, Broker other, Broker calm) {
    try (Trial corrupted =
            new Trial(broker, Moment.TAKING, task -> new TaskCorruptedException(Set.of(task)));
        Trial failed =
            new Trial(other, Moment.STEP, task -> new IllegalStateException("sabotage"));
        Trial undisturbed = new Trial(calm, Moment.STEP, null)) {
      List<Trial> trials = List.of(corrupted, failed, undisturbed);
      trials.forEach(Trial::begin);
      boolean struck = true;
      for (int telling = 0; struck; telling++) {
        struck = tell(trials, telling);
      }
      trials.forEach(Trial::stop);
      assertThat(corrupted.sabotage.struck()).containsExactlyInAnyOrderElementsOf(READERS);
      assertThat(failed.sabotage.struck()).containsAll(STORES);
      for (Trial trial : List.of(corrupted, failed)) {
        trial.site.outputs().guarantees().hold();
        assertThat(trial.site.outputs().journeys())
            .isEqualTo(undisturbed.site.outputs().journeys());
        assertThat(StoredState.read(trial.site)).isEqualTo(StoredState.read(undisturbed.site));
      }
    }
  }

  /**
   * Leads come, one waits; a rep and the policy change; leads go, and the one from the line.
   *
   * @return whether anything failed
   */
  private static boolean tell(List<Trial> trials, int telling) {
    String first = "a" + telling;
    String second = "b" + telling;
    int version = telling + 2;
    return event(trials, telling, site -> site.lead(first, NORTH))
        | event(trials, telling, site -> site.lead(second, NORTH))
        | event(trials, telling, site -> site.rep("ana", NORTH, 1))
        | event(
            trials,
            telling,
            site -> site.policy(version),
            outputs -> outputs.awaitPolicy(version, 2))
        | event(trials, telling, site -> site.outcome(first, Disposition.LOST))
        | event(trials, telling, site -> site.outcome(second, Disposition.CONVERTED));
  }

  private static boolean event(List<Trial> trials, int telling, Consumer<Site> event) {
    return event(trials, telling, event, Outputs::awaitAnswers);
  }

  private static boolean event(
      List<Trial> trials, int telling, Consumer<Site> event, Consumer<Outputs> done) {
    trials.forEach(trial -> trial.arm(telling + 1));
    trials.forEach(trial -> event.accept(trial.site));
    trials.forEach(trial -> done.accept(trial.site.outputs()));
    return trials.stream().filter(Trial::disarm).count() > 0;
  }

  /** One running topology, and what is done to it. */
  private final class Trial implements AutoCloseable {

    private final Sabotage sabotage;
    private final Moment moment;
    private final Function<TaskId, RuntimeException> fault;
    private final Site site;
    private final Instance instance;

    /** With {@code fault} null, nothing fails. */
    Trial(Broker broker, Moment moment, Function<TaskId, RuntimeException> fault) {
      this.moment = moment;
      this.fault = fault;
      site = Site.inOrder(broker);
      sabotage = new Sabotage(site.clock());
      instance =
          new Instance(
              site.config(
                  Site.APPLICATION,
                  disk.resolve(broker.prefix()),
                  Map.of("commit.interval.ms", "20")),
              sabotage,
              StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    void begin() {
      site.rep("ana", NORTH, 1);
      site.rep("bob", SOUTH, 1);
      site.outputs().awaitAnswers();
      site.policy(1);
      site.outputs().awaitPolicy(1, 2);
    }

    void arm(int nth) {
      sabotage.armEach(moment, nth, fault);
    }

    boolean disarm() {
      return sabotage.disarm();
    }

    void stop() {
      instance.close();
      site.outputs().readToEnd();
    }

    @Override
    public void close() {
      instance.close();
      site.close();
    }
  }
}
