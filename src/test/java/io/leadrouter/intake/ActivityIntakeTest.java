package io.leadrouter.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.domain.LeadActivity;
import io.leadrouter.domain.Problem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityIntakeTest {

  private static final Instant WHEN = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void aGoodActivityHasNoProblem() {
    assertThat(
            ActivityIntake.problems(
                "l-1", new LeadActivity("l-1", "a-1", "webinar", WHEN, Map.of("length", "40"))))
        .isEmpty();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            ActivityIntake.problems(
                "l-2", new LeadActivity("l-1", " ", "", Instant.EPOCH, Map.of())))
        .extracting(Problem::field, Problem::code)
        .containsExactlyInAnyOrder(
            tuple("key", "mismatch"),
            tuple("eventId", "missing"),
            tuple("kind", "missing"),
            tuple("occurredAt", "out-of-range"));
  }
}
