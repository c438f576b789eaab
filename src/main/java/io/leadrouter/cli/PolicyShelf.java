package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.RegistryUnavailableException;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
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
    Map<String, Object> properties = new HashMap<>(config.producerProperties());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-publisher");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.LARGEST_RECORD));
    try (KafkaProducer<String, RoutingPolicy> producer =
        new KafkaProducer<>(properties, new StringSerializer(), values.serializer())) {
      producer.initTransactions();
      Optional<PublishedPolicy> policy = next.apply(history());
      if (policy.isPresent()) {
        send(producer, policy.get());
      }
      return policy;
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw somebodyElse(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProducerFencedException
          || e.getCause() instanceof InvalidProducerEpochException) {
        throw somebodyElse(e);
      }
      throw new Refusal(
          "the policy can't be sent to %s: %s".formatted(topic, e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while publishing the policy", e);
    }
  }

  private void send(KafkaProducer<String, RoutingPolicy> producer, PublishedPolicy policy)
      throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, policy.key(), Policies.write(policy))).get();
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      if (!metAnother(e)) {
        throw e;
      }
      if (!history().holds(policy)) {
        throw somebodyElse(e);
      }
    }
  }

  /** Brokers have these answers for a commit in the moment in which another shuts it out. */
  private static boolean metAnother(KafkaException e) {
    return e instanceof InvalidTxnStateException || !(e instanceof ApiException);
  }

  @Override
  public void close() {
    values.close();
  }

  private static Refusal somebodyElse(Exception e) {
    return new Refusal(
        "somebody else publishes a policy at this moment; look at 'policy history', then publish again",
        e);
  }
}
