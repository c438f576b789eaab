package io.leadrouter.topology;

import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the running topology tells whoever watches it.
 *
 * <p>Called on Kafka Streams' own threads, from several at once and again for records that are
 * processed again after a failure: what it counts is for people, the topics hold the truth. An
 * implementation is thread-safe, does not block and does not throw. No argument is null.
 */
public interface RouterObserver {

  /** Watches nothing. */
  RouterObserver NONE =
      new RouterObserver() {
        @Override
        public void decided(Decision decision) {}

        @Override
        public void concluded(Conversion conversion) {}

        @Override
        public void rejected(String topic, List<Problem> problems) {}

        @Override
        public void deadLettered(String topic) {}

        @Override
        public void policyActivated(int version) {}

        @Override
        public void policyLeft(int version) {}

        @Override
        public void policyLoaded(int version) {}

        @Override
        public void policyRefused(int version, String reason) {}

        @Override
        public void badGlobalRecord(String topic) {}

        @Override
        public void line(String group, int waiting, Optional<Instant> oldestWaitingSince) {}

        @Override
        public void undelivered(String group, int count, Optional<Instant> oldestAssignedAt) {}

        @Override
        public void workforce(String group, Workforce workforce) {}

        @Override
        public void groupLeft(String group) {}

        @Override
        public void commandFailed(String group) {}

        @Override
        public void exampleFailed() {}

        @Override
        public void modelInForce(Optional<ModelInForce> model) {}

        @Override
        public void learnt(Progress progress) {}

        @Override
        public void trainerLeft() {}

        @Override
        public void forecasted(int published, int due, Instant asOf) {}
      };

  /** A decision was taken, by intake (group {@code ""}) or by a group. */
  void decided(Decision decision);

  /** A lead's cycle was converted, lost or opened again. */
  void concluded(Conversion conversion);

  /**
   * A record could be read but not used.
   *
   * @param topic where it came from, by the name that it has on the brokers
   * @param problems every reason, at least one
   */
  void rejected(String topic, List<Problem> problems);

  /** A record of this topic, named as on the brokers, could not be read: a dead letter. */
  void deadLettered(String topic);

  /** This policy version is in force in one task more of this instance. */
  void policyActivated(int version);

  /** In one task less: it has another, or is no longer this instance's. */
  void policyLeft(int version);

  /** This policy version can be used here; the highest that can is in force. */
  void policyLoaded(int version);

  /**
   * This policy version cannot be used here and stays out of force.
   *
   * @param version 0 when not even that could be read
   * @param reason one line for people, without personal data
   */
  void policyRefused(int version, String reason);

  /**
   * A record of this global table's topic, likewise, could not be used; its last good value stays.
   */
  void badGlobalRecord(String topic);

  /**
   * How a group's waiting line stands now.
   *
   * @param waiting how many leads wait
   * @param oldestWaitingSince since when the longest waiting one does; empty when none waits
   */
  void line(String group, int waiting, Optional<Instant> oldestWaitingSince);

  /**
   * How many of a group's leads should be in the CRM by now and nobody has said that they are.
   *
   * @param oldestAssignedAt when the first of them was assigned; empty when there is none
   */
  void undelivered(String group, int count, Optional<Instant> oldestAssignedAt);

  /** How a group's reps stand now. */
  void workforce(String group, Workforce workforce);

  /** This instance does not run the group any more: its leads are another's to report. */
  void groupLeft(String group);

  /** A command of this group could not be decided, and was recorded as a failure. */
  void commandFailed(String group);

  /** A training example could not be learnt, and was left out. */
  void exampleFailed();

  /** What scores leads in this instance from now on; empty: no model does. */
  void modelInForce(Optional<ModelInForce> model);

  /** What the trainer, which this instance runs, has learnt by now. */
  void learnt(Progress progress);

  /** This instance does not run the trainer any more. */
  void trainerLeft();

  /**
   * A model that scores leads.
   *
   * @param createdAt when it was trained or imported
   * @param pinned whether it stays, whatever is trained meanwhile
   */
  record ModelInForce(String version, Instant createdAt, boolean pinned) {}

  /**
   * What was learnt, and how well the latest outcomes were foreseen, each before it was learnt: as
   * {@code scoring.TrackRecord} has it.
   */
  record Progress(
      long examples,
      long conversions,
      double logLoss,
      double logLossOfRate,
      double predicted,
      double converted) {}

  /**
   * Forecasts were computed.
   *
   * @param published how many records
   * @param due of how many dimensions there is still something to say
   * @param asOf what they know
   */
  void forecasted(int published, int due, Instant asOf);
}
