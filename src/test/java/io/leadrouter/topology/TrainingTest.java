package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.ModelPin;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.domain.TrainingExample;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.Topic;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.RouterMetrics;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.ModelText;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of leads is learnt, and what was learnt comes back to every instance. */
class TrainingTest {

  private static final ModelPin PIN = new ModelPin("ann", "the new one is odd", Flow.START);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Flow flow = new Flow(new RouterMetrics(meters, new PolicyStanding()));
  private final Learner offline = new Learner();
  private final Random random = new Random(1);
  private int leads;

  @AfterEach
  void stop() {
    flow.close();
  }

  @Test
  void aMinuteAfterAnOutcomeThereIsAModelThatKnowsIt() {
    flow.passes(Duration.ofMinutes(2));
    assertThat(published()).isEmpty();

    happens(1);
    flow.passes(Duration.ofSeconds(5));
    assertThat(versions(published())).containsExactly("1");
    happens(1);
    flow.passes(Duration.ofSeconds(50));
    assertThat(published()).isEmpty();
    flow.passes(Duration.ofSeconds(10));
    assertThat(versions(published())).containsExactly("2");
    flow.passes(Duration.ofMinutes(10));
    assertThat(published()).isEmpty();
  }

  @Test
  void afterManyOutcomesItComesSooner() {
    happens(1);
    flow.passes(Duration.ofSeconds(5));
    published();

    happens(99);
    flow.passes(Duration.ofSeconds(5));
    assertThat(published()).isEmpty();
    happens(1);
    flow.passes(Duration.ofSeconds(5));
    assertThat(versions(published())).containsExactly("2");
  }

  @Test
  void theModelIsWhatALearnerMakesOfTheSameExamplesToTheBit() {
    happens(700);
    flow.passes(Duration.ofSeconds(5));

    PublishedModel model = Training.read(published().get(0).value());
    assertThat(model.text()).isEqualTo(ModelText.write(offline.model()));
    assertThat(model.examples()).isEqualTo(offline.experience().examples());
    assertThat(model.conversions()).isEqualTo(offline.experience().conversions());
    assertThat(model.createdAt()).isEqualTo(flow.now());
    assertThat(gauge("leadrouter.model.version")).isEqualTo(1);
  }

  @Test
  void theLastTenStayAndThePinnedOne() {
    List<TestRecord<String, ScoringModel>> records = new ArrayList<>();
    for (int version = 1; version <= 14; version++) {
      happens(1);
      flow.passes(Duration.ofMinutes(1));
      records.addAll(published());
      if (version == 2) {
        publish(Training.read(records.get(1).value()).pinned(PIN));
      }
    }
    assertThat(records.stream().filter(record -> record.value() == null).map(TestRecord::key))
        .doesNotContain("2", "5")
        .contains("1", "3", "4");
    assertThat(gauge("leadrouter.model.version")).isEqualTo(2);
    assertThat(gauge("leadrouter.model.pinned")).isEqualTo(1);

    flow.bytes(Topic.SCORING_MODELS, PublishedModel.PIN, null);
    assertThat(gauge("leadrouter.model.version")).isEqualTo(14);
    assertThat(gauge("leadrouter.model.pinned")).isZero();
  }

  @Test
  void itNumbersOnFromWhatIsThere() {
    publish(PublishedModel.trained(41, ModelText.write(offline.model()), 0, 0, Flow.START));
    happens(1);
    flow.passes(Duration.ofMinutes(1));
    assertThat(versions(published())).containsExactly("42");
  }

  @Test
  void anImportedModelIsInForceWhileItIsPinnedAndTheTrainerGoesOnMeanwhile() {
    happens(1);
    flow.passes(Duration.ofMinutes(1));
    String text = ModelText.write(new Learner().model());
    PublishedModel imported = PublishedModel.imported(text, 0, 0, Flow.START, "ann", "");
    publish(imported);
    assertThat(gauge("leadrouter.model.version")).isEqualTo(1);
    publish(imported.pinned(PIN));
    assertThat(gauge("leadrouter.model.version")).isEqualTo(-1);

    happens(1);
    flow.passes(Duration.ofMinutes(1));
    assertThat(gauge("leadrouter.model.version")).isEqualTo(-1);
    flow.bytes(Topic.SCORING_MODELS, PublishedModel.PIN, null);
    assertThat(gauge("leadrouter.model.version")).isEqualTo(2);
    assertThat(Training.read(published().get(1).value()).text())
        .isEqualTo(ModelText.write(offline.model()));
  }

  @Test
  void whatIsNoModelIsCountedAndTheLastGoodOneStays() {
    happens(1);
    flow.passes(Duration.ofMinutes(1));
    ScoringModel good = published().get(0).value();
    PublishedModel next = PublishedModel.trained(2, good.getText(), 1, 0, Flow.START);

    flow.bytes(Topic.SCORING_MODELS, "1", "no such bytes".getBytes(StandardCharsets.UTF_8));
    flow.bytes(Topic.SCORING_MODELS, "1", new byte[0]);
    flow.send(Topic.SCORING_MODELS, "3", Training.write(next));
    flow.send(Topic.SCORING_MODELS, PublishedModel.PIN, Training.write(next));
    flow.send(Topic.SCORING_MODELS, "2", Training.write(next.pinned(PIN)));
    publish(PublishedModel.trained(2, "lead-router-model\t1\nnonsense", 1, 0, Flow.START));
    publish(
        PublishedModel.trained(
            2, good.getText().replaceFirst("experience\t1", "experience\tmany"), 1, 0, Flow.START));

    assertThat(gauge("leadrouter.model.version")).isEqualTo(1);
    assertThat(
            meters
                .get("leadrouter.global.records.bad")
                .tag("topic", "scoring-models")
                .counter()
                .count())
        .isEqualTo(7);
    publish(next);
    assertThat(gauge("leadrouter.model.version")).isEqualTo(2);
  }

  @Test
  void howWellItForeseesIsWatched() {
    happens(700);
    flow.passes(Duration.ofSeconds(5));

    assertThat(gauge("leadrouter.training.examples")).isEqualTo(offline.experience().examples());
    assertThat(gauge("leadrouter.training.conversions"))
        .isEqualTo(offline.experience().conversions());
    assertThat(gauge("leadrouter.training.log.loss")).isEqualTo(offline.trackRecord().logLoss());
    assertThat(gauge("leadrouter.training.log.loss"))
        .isLessThan(gauge("leadrouter.training.log.loss.of.rate"));
    assertThat(gauge("leadrouter.training.predicted.ratio")).isBetween(0.8, 1.2);
  }

  /** Outcomes of leads, and corrections of some; the offline learner learns the same. */
  private void happens(int lessons) {
    for (int i = 0; i < lessons; i++) {
      String source = random.nextInt(3) == 0 ? "referral" : "web";
      List<Feature> features =
          List.of(
              new Feature.Word("source", source),
              new Feature.Figure("employees", random.nextInt(1_000)));
      boolean converted = random.nextInt(10) < (source.equals("referral") ? 6 : 1);
      boolean correction = i > 100 && i % 50 == 0;
      OptionalDouble probability =
          random.nextBoolean() ? OptionalDouble.of(0.3) : OptionalDouble.empty();
      if (correction) {
        offline.correct(features, converted, probability);
      } else {
        offline.learn(features, converted);
      }
      Instant scoredAt = flow.now().minus(Duration.ofDays(3));
      flow.send(
          Topic.TRAINING_EXAMPLES,
          TrainingExample.KEY,
          Training.write(
              new TrainingExample(
                  "l-" + leads++,
                  features,
                  converted,
                  correction,
                  scoredAt,
                  flow.now(),
                  "",
                  probability)));
    }
  }

  private void publish(PublishedModel model) {
    flow.send(Topic.SCORING_MODELS, model.key(), Training.write(model));
  }

  private List<TestRecord<String, ScoringModel>> published() {
    return flow.records(Topic.SCORING_MODELS, ScoringModel.class);
  }

  private static List<String> versions(List<TestRecord<String, ScoringModel>> records) {
    return records.stream().map(TestRecord::key).toList();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
