package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.event.ScoredLead;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.TrainingExample;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import io.leadrouter.scoring.Evaluation;
import io.leadrouter.scoring.InvalidModelException;
import io.leadrouter.scoring.ModelText;
import io.leadrouter.topology.OfflineModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What a site has learnt, and how well it foresaw what it learnt then: read from its topics by
 * somebody who knows nothing of the router.
 */
final class Learnt {

  private final List<ScoringModel> models = new ArrayList<>();
  private final Map<String, OfflineModel> offline = new HashMap<>();
  private final List<ScoredLead> scored;
  private final List<TrainingExample> examples;
  private final Map<String, Instant> reported = new HashMap<>();

  private Learnt(Site site) throws InvalidModelException {
    for (ScoringModel model : values(site, Topic.SCORING_MODELS, ScoringModel.class)) {
      models.add(model);
      if (ModelText.read(model.getText()).predictor().isPresent()) {
        offline.put(model.getVersion(), new OfflineModel(ModelText.read(model.getText())));
      }
    }
    models.sort(Comparator.comparing(ScoringModel::getCreatedAt));
    scored = values(site, Topic.SCORED_LEADS, ScoredLead.class);
    examples = values(site, Topic.TRAINING_EXAMPLES, TrainingExample.class);
    for (ConsumerRecord<String, byte[]> record :
        Committed.records(site, Topic.LEAD_OUTCOMES.bareName())) {
      reported.put(record.key(), Instant.ofEpochMilli(record.timestamp()));
    }
  }

  static Learnt at(Site site) throws InvalidModelException {
    return new Learnt(site);
  }

  /** The values of a topic. */
  static <T extends SpecificRecord> List<T> values(Site site, Topic topic, Class<T> type) {
    List<T> values = new ArrayList<>();
    try (Deserializer<T> deserializer =
        AvroSerde.of(type, site.config("learnt", Path.of("none"), Map.of()).serdeConfig())
            .deserializer()) {
      for (ConsumerRecord<String, byte[]> record : Committed.records(site, topic.bareName())) {
        if (record.value() != null) {
          values.add(deserializer.deserialize(record.topic(), record.value()));
        }
      }
    }
    return values;
  }

  /** The examples, in the order in which they are learnt. */
  List<TrainingExample> examples() {
    return examples;
  }

  /** Leads that were scored by a model; the others were scored before one knew enough. */
  List<ScoredLead> foreseen() {
    return scored.stream().filter(lead -> lead.getScore().getEstimate() != null).toList();
  }

  /** Whether this lead was. */
  boolean foresaw(String leadId) {
    return foreseen().stream().anyMatch(lead -> lead.getLead().getLeadId().equals(leadId));
  }

  /** Every probability is what the model stamped on it gives for the lead. */
  void assertReproducible() {
    for (ScoredLead lead : foreseen()) {
      var estimate = lead.getScore().getEstimate();
      assertThat(offline.get(estimate.getModelVersion()).probability(lead))
          .isCloseTo(estimate.getProbability(), within(1e-9));
    }
  }

  /** From the report of each outcome to the first model that knows it, the quickest first. */
  List<Duration> lags() {
    List<Duration> lags = new ArrayList<>();
    int learnt = 0;
    for (TrainingExample example : examples) {
      learnt += example.getCorrection() ? 0 : 1;
      int knowing = learnt;
      Optional<ScoringModel> first =
          models.stream().filter(model -> model.getExamples() >= knowing).findFirst();
      first.ifPresent(
          model ->
              lags.add(Duration.between(reported.get(example.getLeadId()), model.getCreatedAt())));
    }
    lags.sort(Comparator.naturalOrder());
    return lags;
  }

  /**
   * How well the outcomes were foreseen.
   *
   * @param converted by lead
   */
  Evaluation evaluation(Map<String, Boolean> converted) {
    List<ScoredLead> foreseen =
        foreseen().stream().sorted(Comparator.comparing(ScoredLead::getScoredAt)).toList();
    double[] probabilities = new double[foreseen.size()];
    boolean[] outcomes = new boolean[foreseen.size()];
    for (int i = 0; i < outcomes.length; i++) {
      probabilities[i] = foreseen.get(i).getScore().getEstimate().getProbability();
      outcomes[i] = converted.get(foreseen.get(i).getLead().getLeadId());
    }
    return Evaluation.of(probabilities, outcomes);
  }

  /** All figures, for people. */
  String report(Map<String, Boolean> converted) {
    List<Duration> lags = lags();
    Evaluation evaluation = evaluation(converted);
    return String.format(
        Locale.ROOT,
        "%d leads, %d foreseen by %d models; %d outcomes learnt; from an outcome to the first model"
            + " that knows it: median %.1f s, 99 %% %.1f s, longest %.1f s; log loss %.4f, AUC %.4f,"
            + " calibration error %.4f",
        scored.size(),
        foreseen().size(),
        models.size(),
        examples.size(),
        seconds(lags, 0.5),
        seconds(lags, 0.99),
        seconds(lags, 1),
        evaluation.logLoss(),
        evaluation.auc(),
        evaluation.calibrationError());
  }

  private static double seconds(List<Duration> lags, double share) {
    return lags.isEmpty()
        ? Double.NaN
        : lags.get((int) Math.round((lags.size() - 1) * share)).toMillis() / 1e3;
  }
}
