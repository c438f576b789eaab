package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
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

  /** The policy in force: the one of the highest version; empty when none was published. */
  Optional<PublishedPolicy> inForce() {
    Map<String, PublishedPolicy> policies = new HashMap<>();
    try (Log log = new Log(config, topic, Log.From.BEGINNING)) {
      log.readToEnd(
          record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            try {
              RoutingPolicy value = values.deserializer().deserialize(topic, record.value());
              if (value == null) {
                policies.remove(key);
              } else {
                policies.put(key, Policies.read(value));
              }
            } catch (SerializationException e) {
              LOG.warn(
                  "Record {} of {} can't be read and is passed over", record.offset(), topic, e);
            }
          },
          () -> true);
    }
    return policies.values().stream().max(Comparator.comparingInt(PublishedPolicy::version));
  }

  /**
   * Publishes the next policy. Two who do so at the same time never get the same version: whoever
   * begins later shuts the other out.
   *
   * @param next makes the policy from the one in force
   * @throws Refusal when somebody else publishes at the same moment
   */
  PublishedPolicy publish(Function<Optional<PublishedPolicy>, PublishedPolicy> next) {
    Map<String, Object> properties = new HashMap<>(config.producerProperties());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-publisher");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.LARGEST_RECORD));
    try (KafkaProducer<String, RoutingPolicy> producer =
        new KafkaProducer<>(properties, new StringSerializer(), values.serializer())) {
      producer.initTransactions();
      PublishedPolicy policy = next.apply(inForce());
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, policy.key(), Policies.write(policy))).get();
      producer.commitTransaction();
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

  @Override
  public void close() {
    values.close();
  }

  private static Refusal somebodyElse(Exception e) {
    return new Refusal(
        "somebody else published a policy at this moment; look at it, then publish again", e);
  }
}
