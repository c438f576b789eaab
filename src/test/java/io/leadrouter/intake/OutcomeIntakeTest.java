package io.leadrouter.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeIntakeTest {

  private static final Instant WHEN = Instant.parse("2026-03-02T09:00:00Z");

  @ParameterizedTest
  @EnumSource(value = Disposition.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void everyDispositionOfTheContractCanBeUsed(Disposition disposition) {
    LeadOutcome outcome =
        new LeadOutcome(
            "l-1",
            "o-1",
            OptionalInt.of(1),
            OptionalInt.of(2),
            "r-1",
            disposition,
            "",
            Optional.of(new Money(new BigDecimal("99.5"), "EUR")),
            WHEN);

    assertThat(OutcomeIntake.problems("l-1", outcome)).isEmpty();
  }

  @Test
  void aDispositionOfALaterSchemaIsKeptForLater() {
    assertThat(OutcomeIntake.problems("l-1", outcome(Disposition.UNKNOWN)))
        .extracting(Problem::field, Problem::code)
        .containsExactly(tuple("disposition", "unknown"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Disposition.class,
      names = {"REASSIGNED", "ASSIGNED_BY_HAND"})
  void whoGivesALeadToSomebodySaysToWhom(Disposition disposition) {
    assertThat(OutcomeIntake.problems("l-1", outcome(disposition)))
        .extracting(Problem::field, Problem::code)
        .containsExactly(tuple("repId", "missing"));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    LeadOutcome outcome =
        new LeadOutcome(
            "",
            "",
            OptionalInt.of(0),
            OptionalInt.of(-1),
            "",
            Disposition.CONVERTED,
            "",
            Optional.of(new Money(new BigDecimal("-1"), "shells")),
            Instant.EPOCH);

    assertThat(OutcomeIntake.problems(null, outcome))
        .extracting(Problem::field, Problem::code)
        .containsExactlyInAnyOrder(
            tuple("leadId", "missing"),
            tuple("key", "missing"),
            tuple("outcomeId", "missing"),
            tuple("cycle", "out-of-range"),
            tuple("attempt", "out-of-range"),
            tuple("value.amount", "out-of-range"),
            tuple("value.currency", "unknown"),
            tuple("occurredAt", "out-of-range"));
  }

  private static LeadOutcome outcome(Disposition disposition) {
    return new LeadOutcome(
        "l-1",
        "o-1",
        OptionalInt.empty(),
        OptionalInt.empty(),
        "",
        disposition,
        "",
        Optional.empty(),
        WHEN);
  }
}
