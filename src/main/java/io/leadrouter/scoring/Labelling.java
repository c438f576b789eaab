package io.leadrouter.scoring;

import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Fate;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.LeadExample;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.TrainingExample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a lead becomes an example, and of what. One rule: what was said last holds, and it is taught
 * when it is not what was taught before.
 *
 * <ul>
 *   <li>CONVERTED makes it a conversion; LOST, or nothing within the horizon, none.
 *   <li>What differs from what was taught is taught as a correction, for as long as the horizon
 *       after the label; the same again teaches nothing.
 *   <li>REOPENED makes the outcome open again, and the horizon begins anew; until more is known,
 *       what was taught stands.
 *   <li>RETURNED as a duplicate teaches nothing by silence: what becomes of the person the other
 *       lead tells. Every other return leaves the lead to somebody else, and its outcome open.
 * </ul>
 *
 * Whose attempt an outcome speaks of makes no difference: the label is the lead's. In a later cycle
 * an outcome of before it began is of an earlier one, and counts no more.
 */
public final class Labelling {

  /** By then the groups have told each other of every person's open leads. */
  static final Duration UNTIL_MERGED = Duration.ofMinutes(10);

  private static final String DUPLICATE = "duplicate";

  private Labelling() {}

  /**
   * What is to be remembered, and taught.
   *
   * @param taught empty: nothing
   */
  public record Lesson(LeadExample example, Optional<TrainingExample> taught) {

    private static Lesson none(LeadExample example) {
      return new Lesson(example, Optional.empty());
    }
  }

  /**
   * A lead that goes to a group for the first time in its cycle.
   *
   * @param features with which it was scored
   * @param identities pseudonyms of its person, if another lead of theirs may go on in its place
   * @param returned whether an earlier cycle of it is over
   */
  public static LeadExample begun(
      ScoredLead lead,
      List<Feature> features,
      List<String> identities,
      boolean returned,
      Duration horizon) {
    return new LeadExample(
        lead.lead().leadId(),
        features,
        lead.scoredAt(),
        lead.score().estimate().map(Estimate::withoutReasons),
        identities,
        returned,
        Fate.AWAITED,
        Optional.empty(),
        Optional.of(
            lead.scoredAt().plus(identities.isEmpty() ? horizon : shorter(UNTIL_MERGED, horizon))),
        List.of());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Something was said of the lead. */
  public static Lesson told(
      LeadExample example, LeadOutcome outcome, Instant now, Duration horizon) {
    boolean known = example.recentOutcomes().contains(outcome.outcomeId());
    boolean ofBefore = example.returned() && outcome.occurredAt().isBefore(example.scoredAt());
    if (known || ofBefore) {
      return Lesson.none(example);
    }
    LeadExample heard = example.heard(outcome.outcomeId());
    return switch (outcome.disposition()) {
      case CONVERTED -> labelled(heard, Fate.CONVERTED, now.plus(horizon), now);
      case LOST -> labelled(heard, Fate.LOST, now.plus(horizon), now);
      case REOPENED -> Lesson.none(reopened(example, heard, now.plus(horizon)));
      case RETURNED -> Lesson.none(returned(example, heard, outcome.reason(), horizon));
      case UNKNOWN,
          DELIVERED,
          REFUSED,
          ACCEPTED,
          DECLINED,
          CONTACTED,
          QUALIFIED,
          REASSIGNED,
          ASSIGNED_BY_HAND ->
          Lesson.none(example);
    };
  }

  private static LeadExample reopened(LeadExample example, LeadExample heard, Instant due) {
    boolean closed = example.fate() == Fate.CONVERTED || example.fate() == Fate.LOST;
    return closed ? heard.with(Fate.AWAITED, due) : example;
  }

  private static LeadExample returned(
      LeadExample example, LeadExample heard, String reason, Duration horizon) {
    return reason.equals(DUPLICATE) && example.fate() == Fate.AWAITED
        ? heard.with(Fate.DUPLICATE, example.scoredAt().plus(horizon))
        : example;
  }

  /**
   * The time has come that the example was waiting for: what follows is as of then, however late it
   * is noticed.
   */
  public static Lesson ranOut(LeadExample example, Duration horizon) {
    Instant due = example.due().orElseThrow();
    if (example.uncertain()) {
      return Lesson.none(example.certain(example.scoredAt().plus(horizon)));
    }
    return example.fate() == Fate.AWAITED
        ? labelled(example, Fate.SILENT, due.plus(horizon), due)
        : Lesson.none(example.settled(example.fate()));
  }

  /** Another lead of the same person goes on in its place. */
  public static Lesson merged(LeadExample example) {
    return Lesson.none(example.settled(Fate.DUPLICATE));
  }

  private static Lesson labelled(LeadExample example, Fate fate, Instant due, Instant now) {
    boolean converted = fate == Fate.CONVERTED;
    LeadExample labelled = example.with(fate, due);
    if (example.settled() || example.taught().equals(Optional.of(converted))) {
      return Lesson.none(labelled);
    }
    return new Lesson(
        labelled.taught(converted),
        Optional.of(
            new TrainingExample(
                example.leadId(),
                example.features(),
                converted,
                example.taught().isPresent(),
                example.scoredAt(),
                now,
                example.estimate().map(Estimate::modelVersion).orElse(""),
                example.estimate().stream().mapToDouble(Estimate::probability).findFirst())));
  }
}
