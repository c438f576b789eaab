package io.leadrouter.intake;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether an outcome can be used. Thread-safe, never throws for what a record can hold. */
public final class OutcomeIntake {

  private static final Problem UNKNOWN_DISPOSITION =
      new Problem(
          "disposition",
          "unknown",
          "this version of the router does not know the disposition; publish it again after an"
              + " update");
  private static final Problem NO_HOLDER =
      new Problem(
          "repId",
          "missing",
          "repId is blank; this disposition needs the rep who has the lead now");
  private static final Problem CYCLE =
      new Problem("cycle", "out-of-range", "cycle counts from 1; leave it out for the present one");
  private static final Problem ATTEMPT =
      new Problem(
          "attempt", "out-of-range", "attempt counts from 1; leave it out for the present one");
  private static final Problem NEGATIVE_VALUE =
      new Problem("value.amount", "out-of-range", "the value is below zero");
  private static final Problem CURRENCY =
      new Problem("value.currency", "unknown", "the currency is not an ISO 4217 code such as EUR");

  /** What a reason has to look like so that it cannot be a sentence about somebody. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final String NOT_A_CODE = "not-a-code";

  private OutcomeIntake() {}

  /**
   * The outcome with nothing but a code as its reason, which goes on to topics that hold no
   * personal data. Text that is no code, such as a note about the person, becomes {@value
   * #NOT_A_CODE}.
   */
  public static LeadOutcome coded(LeadOutcome outcome) {
    String reason = outcome.reason().strip();
    String code = reason.isEmpty() || CODE.matcher(reason).matches() ? reason : NOT_A_CODE;
    return code.equals(outcome.reason())
        ? outcome
        : new LeadOutcome(
            outcome.leadId(),
            outcome.outcomeId(),
            outcome.cycle(),
            outcome.attempt(),
            outcome.repId(),
            outcome.disposition(),
            code,
            outcome.value(),
            outcome.occurredAt());
  }

  /**
   * Every reason why the outcome cannot be used; none: it can.
   *
   * <p>A disposition that a later schema brought reads as {@link Disposition#UNKNOWN} here. It is a
   * problem, and not passed over, so that it can be published again once the router knows it.
   *
   * @param key of the record; null when it has none
   */
  public static List<Problem> problems(String key, LeadOutcome outcome) {
    List<Problem> problems = new ArrayList<>(0);
    Identity.checkLead(key, outcome.leadId(), problems);
    Identity.checkId("outcomeId", outcome.outcomeId(), problems);
    switch (outcome.disposition()) {
      case UNKNOWN -> problems.add(UNKNOWN_DISPOSITION);
      case REASSIGNED, ASSIGNED_BY_HAND -> {
        if (outcome.repId().isBlank()) {
          problems.add(NO_HOLDER);
        }
      }
      default -> {}
    }
    if (outcome.cycle().isPresent() && outcome.cycle().getAsInt() < 1) {
      problems.add(CYCLE);
    }
    if (outcome.attempt().isPresent() && outcome.attempt().getAsInt() < 1) {
      problems.add(ATTEMPT);
    }
    outcome
        .value()
        .ifPresent(
            value -> {
              if (value.amount().signum() < 0) {
                problems.add(NEGATIVE_VALUE);
              }
              if (!CurrencyCode.isKnown(value.currency())) {
                problems.add(CURRENCY);
              }
            });
    Identity.checkTime("occurredAt", outcome.occurredAt(), problems);
    return List.copyOf(problems);
  }
}
