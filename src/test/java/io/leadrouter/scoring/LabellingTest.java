package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Fate;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.LeadExample;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.TrainingExample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is taught of a lead, and when. */
class LabellingTest {

  private static final Instant SCORED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HORIZON = Duration.ofDays(90);
  private static final List<Feature> FEATURES = List.of(new Feature.Word("source", "web"));
  private static final Estimate ESTIMATE =
      new Estimate(0.25, "7", List.of(new Estimate.Reason("source = web", -1)));

  private final List<String> lessons = new ArrayList<>();
  private LeadExample example = begun(false, List.of());
  private Instant now = SCORED;
  private int outcomes;

  private static LeadExample begun(boolean returned, List<String> identities) {
    ScoredLead lead =
        new ScoredLead(
            ScorerTest.lead("DE", 500),
            Optional.empty(),
            new DataQuality(1, List.of()),
            new Score(30, 30, 0, "C", 3, List.of(), Optional.of(ESTIMATE)),
            1,
            SCORED);
    return Labelling.begun(lead, FEATURES, identities, returned, HORIZON);
  }

  private void says(Disposition disposition) {
    says(disposition, "", "o" + ++outcomes, now);
  }

  private void says(Disposition disposition, String reason, String outcomeId, Instant occurredAt) {
    LeadOutcome outcome =
        new LeadOutcome(
            "l1",
            outcomeId,
            OptionalInt.empty(),
            OptionalInt.empty(),
            "ana",
            disposition,
            reason,
            Optional.empty(),
            occurredAt);
    learn(Labelling.told(example, outcome, now, HORIZON));
  }

  private void passes(int days) {
    now = now.plus(Duration.ofDays(days));
    while (example.due().filter(due -> !due.isAfter(now)).isPresent()) {
      learn(Labelling.ranOut(example, HORIZON));
    }
  }

  private void learn(Labelling.Lesson lesson) {
    example = lesson.example();
    lesson
        .taught()
        .ifPresent(
            taught ->
                lessons.add(
                    (taught.converted() ? "converted" : "not")
                        + (taught.correction() ? ", corrected" : "")));
  }

  @Test
  void aConversionIsTaughtWithWhatWasKnownWhenTheLeadWasScored() {
    now = now.plusSeconds(60);
    LeadOutcome won =
        new LeadOutcome(
            "l1",
            "o1",
            OptionalInt.empty(),
            OptionalInt.empty(),
            "ana",
            Disposition.CONVERTED,
            "",
            Optional.empty(),
            now);
    assertThat(Labelling.told(example, won, now, HORIZON).taught())
        .contains(
            new TrainingExample(
                example.leadId(),
                FEATURES,
                true,
                false,
                SCORED,
                now,
                "7",
                OptionalDouble.of(0.25)));
  }

  @Test
  void whatIsLostIsTaughtAsNoConversion() {
    says(Disposition.LOST);
    assertThat(lessons).containsExactly("not");
  }

  @Test
  void whatIsSaidOfAnAttemptTeachesNothingYet() {
    for (Disposition disposition :
        List.of(
            Disposition.DELIVERED,
            Disposition.ACCEPTED,
            Disposition.CONTACTED,
            Disposition.QUALIFIED,
            Disposition.DECLINED,
            Disposition.REASSIGNED)) {
      says(disposition);
    }
    says(Disposition.RETURNED, "bad-contact-data", "o9", now);
    assertThat(lessons).isEmpty();
    passes(90);
    assertThat(lessons).containsExactly("not");
  }

  @Test
  void silenceForTheWholeHorizonIsTaughtAsNoConversionAndALaterOneCorrectsIt() {
    passes(89);
    assertThat(lessons).isEmpty();
    passes(1);
    assertThat(lessons).containsExactly("not");
    passes(60);
    says(Disposition.CONVERTED);
    assertThat(lessons).containsExactly("not", "converted, corrected");
  }

  @Test
  void theSameIsNotTaughtTwice() {
    says(Disposition.CONVERTED);
    says(Disposition.CONVERTED);
    passes(400);
    assertThat(lessons).containsExactly("converted");
  }

  @Test
  void whatIsSaidLastHolds() {
    says(Disposition.LOST);
    says(Disposition.CONVERTED);
    says(Disposition.LOST);
    assertThat(lessons).containsExactly("not", "converted, corrected", "not, corrected");
  }

  @Test
  void aReopenedDealIsOpenUntilMoreIsKnown() {
    says(Disposition.CONVERTED);
    passes(30);
    says(Disposition.REOPENED);
    assertThat(lessons).containsExactly("converted");
    says(Disposition.CONVERTED);
    assertThat(lessons).containsExactly("converted");
    says(Disposition.REOPENED);
    passes(89);
    assertThat(lessons).containsExactly("converted");
    passes(1);
    assertThat(lessons).containsExactly("converted", "not, corrected");
  }

  @Test
  void aReportThatComesAgainAfterTheDealWasReopenedChangesNothing() {
    says(Disposition.CONVERTED, "", "won", now);
    says(Disposition.REOPENED);
    says(Disposition.CONVERTED, "", "won", now);
    passes(90);
    assertThat(lessons).containsExactly("converted", "not, corrected");
  }

  @Test
  void whatIsReopenedAndWasNotClosedWaitsOn() {
    passes(60);
    says(Disposition.REOPENED);
    passes(30);
    assertThat(lessons).containsExactly("not");
  }

  @Test
  void afterTheHorizonOnceMoreNothingIsCorrectedAndTheFeaturesAreForgotten() {
    passes(90);
    passes(90);
    says(Disposition.CONVERTED);
    assertThat(lessons).containsExactly("not");
    assertThat(example.features()).isEmpty();
    assertThat(example.due()).isEmpty();
    assertThat(example.over()).as("the next report begins the next cycle").isTrue();
  }

  @Test
  void aDuplicateTeachesNothingBySilence() {
    says(Disposition.RETURNED, "duplicate", "returned", now);
    passes(400);
    assertThat(lessons).isEmpty();
    assertThat(example.features()).isEmpty();
  }

  @Test
  void aDuplicateThatConvertsAfterAllIsAConversion() {
    says(Disposition.RETURNED, "duplicate", "returned", now);
    says(Disposition.CONVERTED);
    assertThat(lessons).containsExactly("converted");
  }

  @Test
  void ofALeadInWhosePlaceAnotherGoesOnNothingIsTaught() {
    example = begun(false, List.of("pseudonym"));
    assertThat(example.due()).contains(SCORED.plus(Labelling.UNTIL_MERGED));
    learn(Labelling.merged(example));
    passes(400);
    assertThat(lessons).isEmpty();
    assertThat(example.over()).as("its next report may be a journey of its own").isTrue();
  }

  @Test
  void whoIsNobodyElseIsAwaitedForAsLongAsEverybody() {
    example = begun(false, List.of("pseudonym"));
    passes(1);
    assertThat(example.identities()).isEmpty();
    passes(88);
    assertThat(lessons).isEmpty();
    passes(1);
    assertThat(lessons).containsExactly("not");
  }

  @Test
  void whatHappenedBeforeALaterCycleBeganIsNotOfIt() {
    example = begun(true, List.of());
    now = SCORED.plusSeconds(60);
    says(Disposition.LOST, "", "late", SCORED.minusSeconds(1));
    assertThat(lessons).isEmpty();
    says(Disposition.CONVERTED);
    assertThat(lessons).containsExactly("converted");
  }

  /** Whatever is said, in whatever order: what is taught in the end is what holds in the end. */
  @Test
  void whatWasTaughtLastIsWhatHolds() {
    Random random = new Random(5);
    List<Disposition> dispositions =
        List.of(
            Disposition.CONVERTED, Disposition.LOST, Disposition.REOPENED, Disposition.RETURNED);
    for (int i = 0; i < 2_000; i++) {
      example = begun(random.nextBoolean(), random.nextBoolean() ? List.of() : List.of("p"));
      now = SCORED;
      lessons.clear();
      for (int step = 0; step < 12; step++) {
        if (random.nextInt(3) == 0) {
          passes(random.nextInt(100));
        } else {
          String reason = random.nextBoolean() ? "duplicate" : "spam";
          says(dispositions.get(random.nextInt(4)), reason, "o" + random.nextInt(8), now);
        }
      }
      boolean corrects = false;
      for (String lesson : lessons) {
        assertThat(lesson.endsWith("corrected"))
            .as("all but the first: %s", lessons)
            .isEqualTo(corrects);
        corrects = true;
      }
      for (int k = 1; k < lessons.size(); k++) {
        assertThat(lessons.get(k).startsWith("converted"))
            .isNotEqualTo(lessons.get(k - 1).startsWith("converted"));
      }
      if (!example.settled()
          && example.fate() != Fate.AWAITED
          && example.fate() != Fate.DUPLICATE) {
        assertThat(lessons.get(lessons.size() - 1).startsWith("converted"))
            .isEqualTo(example.fate() == Fate.CONVERTED);
      }
    }
  }
}
