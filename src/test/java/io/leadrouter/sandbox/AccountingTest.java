package io.leadrouter.sandbox;

import static io.leadrouter.domain.DecisionKind.ASSIGNED;
import static io.leadrouter.domain.DecisionKind.CLOSED;
import static io.leadrouter.domain.DecisionKind.DUPLICATE;
import static io.leadrouter.domain.DecisionKind.FAILED;
import static io.leadrouter.domain.DecisionKind.MERGED;
import static io.leadrouter.domain.DecisionKind.NURTURED;
import static io.leadrouter.domain.DecisionKind.OUTCOME_RECORDED;
import static io.leadrouter.domain.DecisionKind.REJECTED;
import static io.leadrouter.domain.DecisionKind.REVOKED;
import static io.leadrouter.domain.DecisionKind.SUPPRESSED;
import static io.leadrouter.domain.DecisionKind.UNROUTABLE;
import static io.leadrouter.domain.DecisionKind.UPDATED;
import static io.leadrouter.domain.DecisionKind.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountingTest {

  private final Accounting accounting = new Accounting("leads", "lead-outcomes");
  private long sequence;

  @Test
  void everyKindOfEndingIsCountedOnce() {
    publish(12);
    accounting.deadLettered(lead(0));
    accounting.rejected(lead(1));
    decide(DUPLICATE, "a", 1, lead(2));
    decide(SUPPRESSED, "b", 0, lead(3));
    decide(UPDATED, "c", 1, lead(4));
    decide(NURTURED, "d", 1, lead(5));
    decide(REJECTED, "e", 1, lead(6));
    decide(UNROUTABLE, "f", 1, lead(7));
    decide(WAITING, "g", 1, lead(8));
    assign("h", 1, 1, lead(9));
    decide(NURTURED, "i", 0, lead(10));
    decide(MERGED, "j", 1, lead(11));

    assertThat(accounting.tally().json(7))
        .isEqualTo(
            """
            {"published":12,"duplicates":1,"rejected":2,"deadLettered":1,"suppressed":1,\
            "nurtured":2,"assigned":1,"observed":0,"waiting":1,"unroutable":1,"updated":1,"merged":1,"lost":0,\
            "conversions":0,"elapsedMs":7}""");
    assertThat(accounting.tally().adds()).isTrue();
    assertThat(accounting.contradictions()).isEmpty();
  }

  @Test
  void aLeadCountsWhereItStandsLast() {
    publish(1);
    decide(WAITING, "a", 1, lead(0));
    assertThat(where(0)).isEqualTo(Ending.WAITING);
    assign("a", 1, 1);
    assertThat(where(0)).isEqualTo(Ending.ASSIGNED);
    decide(REVOKED, "a", 1, outcome(0));
    decide(UNROUTABLE, "a", 1, outcome(0));
    assertThat(where(0)).isEqualTo(Ending.UNROUTABLE);
    assign("a", 1, 2);
    decide(CLOSED, "a", 1, outcome(1));
    assertThat(where(0)).isEqualTo(Ending.ASSIGNED);
    assertThat(accounting.contradictions()).isEmpty();
  }

  @Test
  void aLeadThatComesBackBeginsAnotherCycleOfItsOwn() {
    publish(2);
    assign("a", 1, 1, lead(0));
    decide(CLOSED, "a", 1, outcome(0));
    decide(WAITING, "a", 2, lead(1));

    assertThat(accounting.tally().of(Ending.ASSIGNED)).isEqualTo(1);
    assertThat(accounting.tally().of(Ending.WAITING)).isEqualTo(1);
  }

  @Test
  void aCorrectionThatRoutesTheLeadAgainIsStillACorrection() {
    publish(2);
    decide(WAITING, "a", 1, lead(0));
    decide(UPDATED, "a", 1, lead(1));
    assign("a", 1, 1, lead(1));

    assertThat(accounting.tally().of(Ending.UPDATED)).isEqualTo(1);
    assertThat(accounting.tally().of(Ending.ASSIGNED)).isEqualTo(1);
    assertThat(accounting.contradictions()).isEmpty();
  }

  @Test
  void aLeadThatWakesUpCountsAsAssignedAndNoLongerAsNurtured() {
    publish(1);
    decide(NURTURED, "a", 0, lead(0));
    assertThat(where(0)).isEqualTo(Ending.NURTURED);
    assign("a", 1, 1, new Origin("lead-activities", 0, 5));
    assertThat(where(0)).isEqualTo(Ending.ASSIGNED);
  }

  @Test
  void withdrawnConsentSuppressesALeadThatNobodyHadYet() {
    publish(3);
    decide(WAITING, "a", 1, lead(0));
    decide(SUPPRESSED, "a", 1, lead(1));
    assertThat(accounting.tally().of(Ending.SUPPRESSED)).isEqualTo(2);
    assign("b", 1, 1, lead(2));
    publish(3, 4);
    decide(SUPPRESSED, "b", 1, lead(3));
    assertThat(accounting.tally().of(Ending.SUPPRESSED)).isEqualTo(3);
    assertThat(accounting.tally().of(Ending.ASSIGNED)).isEqualTo(1);
  }

  @Test
  void aRecordThatNobodyMentionsIsLost() {
    publish(2);
    assign("a", 1, 1, lead(0));

    assertThat(accounting.tally().of(Ending.LOST)).isEqualTo(1);
    assertThat(accounting.tally().adds()).isFalse();
    assertThat(accounting.settled()).isFalse();
    assertThat(accounting.lost()).containsExactly(lead(1));
  }

  @Test
  void aLeadThatCouldNotBeDecidedIsLostUntilItIs() {
    publish(1);
    decide(FAILED, "a", 0, lead(0));
    assertThat(where(0)).isEqualTo(Ending.LOST);
    decide(WAITING, "a", 1, lead(0));
    assertThat(where(0)).isEqualTo(Ending.WAITING);
    assertThat(accounting.contradictions()).isEmpty();
  }

  @Test
  void aRecordThatIsTakenTwiceIsAContradiction() {
    publish(1);
    assign("a", 1, 1, lead(0));
    // What a router does that reads a record again after it has decided it.
    decide(DUPLICATE, "a", 1, lead(0));

    assertThat(accounting.contradictions()).singleElement().asString().contains("leads-0 offset 0");
    assertThat(accounting.tally().adds()).isTrue();
  }

  @Test
  void aRecordThatIsBothUnreadableAndUnusableIsAContradiction() {
    publish(1);
    accounting.deadLettered(lead(0));
    accounting.rejected(lead(0));
    assertThat(accounting.contradictions()).hasSize(1);
    accounting.rejected(lead(0));
    assertThat(accounting.contradictions()).hasSize(2);
  }

  @Test
  void aCycleThatTwoRecordsBeginIsAContradiction() {
    publish(2);
    assign("a", 1, 1, lead(0));
    decide(WAITING, "a", 1, lead(1));
    assertThat(accounting.contradictions()).isNotEmpty();
    assertThat(accounting.tally().of(Ending.LOST)).isEqualTo(1);
  }

  @Test
  void aTurnThatIsGivenTwiceIsAContradiction() {
    publish(1);
    assign("a", 1, 1, lead(0));
    assign("a", 1, 1);
    assertThat(accounting.contradictions())
        .anySatisfy(sentence -> assertThat(sentence).contains("attempt 1 of cycle 1 of a"));
  }

  @Test
  void aDecisionWithoutItsAssignmentIsAContradictionAndNotSettled() {
    publish(1);
    decide(ASSIGNED, "a", 1, lead(0));
    assertThat(accounting.settled()).isFalse();
    assertThat(accounting.contradictions()).hasSize(1);
    accounting.assigned(assignment("a", 1, 1));
    assertThat(accounting.settled()).isTrue();
    assertThat(accounting.contradictions()).isEmpty();
  }

  @Test
  void aHoleInAGroupsSequenceIsAContradiction() {
    publish(2);
    assign("a", 1, 1, lead(0));
    sequence++;
    assign("b", 1, 1, lead(1));
    assertThat(accounting.contradictions()).containsExactly("1 decisions of group g are missing");
  }

  @Test
  void anOutcomeThatNobodyAnswersIsNotSettled() {
    accounting.published(outcome(0));
    assertThat(accounting.settled()).isFalse();
    decide(OUTCOME_RECORDED, "a", 1, outcome(0));
    assertThat(accounting.settled()).isTrue();
    accounting.published(outcome(1));
    accounting.rejected(outcome(1));
    assertThat(accounting.settled()).isTrue();
    assertThat(accounting.answeredOutcomes()).isEqualTo(2);
  }

  @Test
  void whatAnEarlierRunLeftIsNotCounted() {
    publish(1);
    assign("of-yesterday", 1, 2);
    decide(CLOSED, "of-yesterday", 1, outcome(3));
    decide(WAITING, "a", 1, lead(0));
    assertThat(accounting.tally().published()).isEqualTo(1);
    assertThat(accounting.tally().of(Ending.ASSIGNED)).isZero();
    assertThat(accounting.contradictions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ConversionResult.class)
  void theLastWordAboutACycleCounts(ConversionResult last) {
    accounting.concluded(conversion("a", 1, ConversionResult.CONVERTED));
    accounting.concluded(conversion("a", 2, last));
    assertThat(accounting.tally().conversions())
        .isEqualTo(last == ConversionResult.CONVERTED ? 1 : 0);
    accounting.concluded(conversion("a", 2, ConversionResult.CONVERTED));
    assertThat(accounting.contradictions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfTheTopicsDoesNotMatter(long seed) {
    // Each inner list is one partition, whose own order stays.
    List<List<Runnable>> partitions = new ArrayList<>();
    List<Runnable> leads = new ArrayList<>();
    List<Runnable> decisions = new ArrayList<>();
    List<Runnable> assignments = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int offset = i;
      leads.add(() -> accounting.published(lead(offset)));
      decisions.add(() -> decide(WAITING, "l" + offset, 1, lead(offset)));
      decisions.add(() -> decide(ASSIGNED, "l" + offset, 1));
      assignments.add(() -> accounting.assigned(assignment("l" + offset, 1, 1)));
    }
    partitions.addAll(List.of(leads, decisions, assignments));
    Random random = new Random(seed);
    while (!partitions.isEmpty()) {
      Collections.shuffle(partitions, random);
      partitions.get(0).remove(0).run();
      partitions.removeIf(List::isEmpty);
    }
    assertThat(accounting.tally().of(Ending.ASSIGNED)).isEqualTo(50);
    assertThat(accounting.tally().adds()).isTrue();
    assertThat(accounting.settled()).isTrue();
    assertThat(accounting.contradictions()).isEmpty();
  }

  private void publish(int count) {
    publish(0, count);
  }

  private void publish(int from, int to) {
    for (int offset = from; offset < to; offset++) {
      accounting.published(lead(offset));
    }
  }

  /** Where the only record stands. */
  private Ending where(int offset) {
    assertThat(accounting.tally().published()).isEqualTo(offset + 1);
    for (Ending ending : Ending.values()) {
      if (accounting.tally().of(ending) == 1) {
        return ending;
      }
    }
    throw new AssertionError("It stands nowhere");
  }

  private void assign(String leadId, int cycle, int attempt, Origin... origin) {
    accounting.decided(decision(ASSIGNED, leadId, cycle, attempt, origin));
    accounting.assigned(assignment(leadId, cycle, attempt));
  }

  private void decide(DecisionKind kind, String leadId, int cycle, Origin... origin) {
    accounting.decided(decision(kind, leadId, cycle, 1, origin));
  }

  private Decision decision(
      DecisionKind kind, String leadId, int cycle, int attempt, Origin... origin) {
    return new Decision(
        kind,
        leadId,
        cycle,
        attempt,
        "",
        origin.length == 0 ? Optional.empty() : Optional.of(origin[0]),
        cycle == 0 ? "" : "g",
        cycle == 0 ? 0 : ++sequence,
        1,
        "",
        Choice.NONE,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        false);
  }

  private static Assignment assignment(String leadId, int cycle, int attempt) {
    return new Assignment(
        leadId,
        cycle,
        attempt,
        AssignmentStatus.ASSIGNED,
        "rep",
        "",
        "g",
        "",
        "",
        1,
        new Score(0, 0, 0, "D", 3, List.of()),
        "routed",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Conversion conversion(String leadId, int sequence, ConversionResult result) {
    return new Conversion(
        leadId,
        1,
        sequence,
        result,
        "",
        Optional.empty(),
        "rep",
        "g",
        "",
        "",
        1,
        "web",
        "",
        OptionalDouble.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        false);
  }

  private static Origin lead(long offset) {
    return new Origin("leads", 0, offset);
  }

  private static Origin outcome(long offset) {
    return new Origin("lead-outcomes", 0, offset);
  }
}
