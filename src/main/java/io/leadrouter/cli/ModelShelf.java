package io.leadrouter.cli;

import io.leadrouter.domain.PublishedModel;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.RegistryUnavailableException;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The models that were published, and the way to import and to pin one. */
final class ModelShelf implements AutoCloseable {

  /** What somebody changes: a value for each key, empty for none any more. */
  record Change(Map<String, Optional<PublishedModel>> records) {

    static final Change NONE = new Change(Map.of());
  }

  private final RouterConfig config;
  private final String topic;
  private final AvroSerde<ScoringModel> values;

  private ModelShelf(RouterConfig config) {
    this.config = config;
    this.topic = Topic.SCORING_MODELS.named(config.topicPrefix());
    this.values = AvroSerde.of(ScoringModel.class, config.serdeConfig());
  }

  /**
   * The shelf of a cluster that may not be ready.
   *
   * @throws Refusal when no broker answers, or the topic is missing
   */
  static ModelShelf on(RouterConfig config) {
    try (Cluster cluster = new Cluster(config)) {
      cluster.requireTopic(Topic.SCORING_MODELS.named(config.topicPrefix()));
    }
    return new ModelShelf(config);
  }

  /** What is on the topic now. */
  ModelHistory history() {
    return new ModelHistory(records());
  }

  private Map<String, PublishedModel> records() {
    Map<String, byte[]> latest = new HashMap<>();
    try (Log log = new Log(config, topic, Log.From.BEGINNING)) {
      log.readToEnd(
          record -> {
            if (record.key() != null) {
              latest.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
            }
          },
          () -> true);
    }
    Map<String, PublishedModel> records = new HashMap<>();
    latest.forEach(
        (key, value) ->
            Optional.ofNullable(value)
                .flatMap(this::read)
                .ifPresent(model -> records.put(key, model)));
    return records;
  }

  /** Empty when routers cannot read it either. */
  private Optional<PublishedModel> read(byte[] value) {
    try {
      return Optional.of(Training.read(values.deserializer().deserialize(topic, value)));
    } catch (SerializationException e) {
      if (RegistryUnavailableException.in(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Changes what is there, all of it or nothing.
   *
   * @param next what to change, given what is there
   * @return whether anything was changed
   * @throws Refusal when somebody else does so at the same moment
   */
  boolean change(Function<ModelHistory, Change> next) {
    Map<String, Optional<PublishedModel>> changed = new HashMap<>();
    new SoleWriter<>(config, topic, values, "model")
        .write(
            () -> {
              changed.putAll(next.apply(history()).records());
              List<ProducerRecord<String, ScoringModel>> records = new ArrayList<>();
              changed.forEach(
                  (key, model) ->
                      records.add(
                          new ProducerRecord<>(
                              topic, key, model.map(Training::write).orElse(null))));
              return records;
            },
            () -> {
              Map<String, PublishedModel> there = records();
              return changed.entrySet().stream()
                  .allMatch(c -> c.getValue().equals(Optional.ofNullable(there.get(c.getKey()))));
            });
    return !changed.isEmpty();
  }

  @Override
  public void close() {
    values.close();
  }
}
