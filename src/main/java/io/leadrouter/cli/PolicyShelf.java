package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.RegistryUnavailableException;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies that were published, and the way to publish the next. */
final class PolicyShelf implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyShelf.class);

  private final RouterConfig config;
  private final String topic;
  private final AvroSerde<RoutingPolicy> values;

  PolicyShelf(RouterConfig config) {
    this.config = config;
    this.topic = Topic.ROUTING_POLICIES.named(config.topicPrefix());
    this.values = AvroSerde.of(RoutingPolicy.class, config.serdeConfig());
  }

  /**
   * The shelf of a cluster that may not be ready.
   *
   * @throws Refusal when no broker answers, or the topic is missing
   */
  static PolicyShelf on(RouterConfig config) {
    try (Cluster cluster = new Cluster(config)) {
      cluster.requireTopic(Topic.ROUTING_POLICIES.named(config.topicPrefix()));
    }
    return new PolicyShelf(config);
  }

  /** What is on the topic now. */
  PolicyHistory history() {
    Map<String, PolicyHistory.Entry> entries = new LinkedHashMap<>();
    int[] highest = {0};
    try (Log log = new Log(config, topic, Log.From.BEGINNING)) {
      log.readToEnd(
          record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            OptionalInt version = PublishedPolicy.versionIn(key);
            if (version.isEmpty()) {
              LOG.warn("Record {} of {} has no version in its key", record.offset(), topic);
              return;
            }
            highest[0] = Math.max(highest[0], version.getAsInt());
            if (record.value() == null) {
              entries.remove(key);
            } else {
              entries.put(
                  key, new PolicyHistory.Entry(version.getAsInt(), read(key, record.value())));
            }
          },
          () -> true);
    }
    return new PolicyHistory(entries.values(), highest[0]);
  }

  /** Empty when routers cannot read it either. */
  private Optional<PublishedPolicy> read(String key, byte[] value) {
    try {
      return Optional.of(Policies.read(values.deserializer().deserialize(topic, value)))
          .filter(policy -> policy.key().equals(key));
    } catch (SerializationException e) {
      // Then the record is not to blame, and passing it over would give its version away again.
      if (RegistryUnavailableException.in(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Publishes the next policy. Two who do so at the same time never get the same version: whoever
   * begins later shuts the other out, and has seen what was published before.
   *
   * @param next makes the policy from what is there; empty to publish nothing
   * @return what was published
   * @throws Refusal when somebody else publishes at the same moment
   */
  Optional<PublishedPolicy> publish(Function<PolicyHistory, Optional<PublishedPolicy>> next) {
    AtomicReference<Optional<PublishedPolicy>> published = new AtomicReference<>(Optional.empty());
    new SoleWriter<>(config, topic, values, "policy")
        .write(
            () -> {
              published.set(next.apply(history()));
              return published.get().stream().map(this::record).toList();
            },
            () -> history().holds(published.get().orElseThrow()));
    return published.get();
  }

  private ProducerRecord<String, RoutingPolicy> record(PublishedPolicy policy) {
    return new ProducerRecord<>(topic, policy.key(), Policies.write(policy));
  }

  @Override
  public void close() {
    values.close();
  }
}
