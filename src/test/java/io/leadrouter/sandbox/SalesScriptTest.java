package io.leadrouter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SalesScriptTest {

  private static final Set<Disposition> ENDS =
      EnumSet.of(
          Disposition.CONVERTED, Disposition.LOST, Disposition.DECLINED, Disposition.RETURNED);

  private final SalesScript script = new SalesScript(3);

  @Test
  void theSameSeedAndAttemptGiveTheSameScript() {
    SalesScript same = new SalesScript(3);
    for (int i = 0; i < 100; i++) {
      assertThat(same.of(assignment(i, 1, "A"))).isEqualTo(script.of(assignment(i, 1, "A")));
    }
  }

  @Test
  void everyLeadIsClosedOrGivenBackSoThatRoomBecomesFree() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(script.of(assignment(i, 1, "B")))
          .extracting(SalesScript.Step::disposition)
          .filteredOn(ENDS::contains)
          .hasSize(1);
    }
  }

  @Test
  void nobodyPassesALeadRoundForEver() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(script.of(assignment(i, 3, "B")))
          .extracting(SalesScript.Step::disposition)
          .doesNotContain(Disposition.DECLINED, Disposition.RETURNED);
    }
  }

  @Test
  void stepsFollowOneAnother() {
    for (int i = 0; i < 1_000; i++) {
      List<Duration> times =
          script.of(assignment(i, 1, "C")).stream().map(SalesScript.Step::after).toList();
      assertThat(times).isSorted().allMatch(time -> time.compareTo(Duration.ZERO) > 0);
    }
  }

  @Test
  void aDealHasAValueAndABetterGradeClosesMoreOfThem() {
    assertThat(converted("A")).isGreaterThan(converted("D") * 2);
    for (int i = 0; i < 1_000; i++) {
      assertThat(script.of(assignment(i, 1, "A")))
          .allMatch(
              step -> step.value().isPresent() == (step.disposition() == Disposition.CONVERTED));
    }
  }

  private long converted(String grade) {
    long converted = 0;
    for (int i = 0; i < 1_000; i++) {
      converted +=
          script.of(assignment(i, 1, grade)).stream()
              .filter(step -> step.disposition() == Disposition.CONVERTED)
              .count();
    }
    return converted;
  }

  private static Assignment assignment(int lead, int attempt, String grade) {
    return new Assignment(
        "lead-" + lead,
        1,
        attempt,
        AssignmentStatus.ASSIGNED,
        "rep",
        "",
        "g",
        "",
        "",
        1,
        new Score(0, 0, 0, grade, 3, List.of()),
        "routed",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
