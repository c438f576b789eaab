package io.leadrouter.sandbox;

import io.leadrouter.cli.Refusal;
import io.leadrouter.cli.RouterConfig;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes messages and counts what the broker has acknowledged. Thread-safe. */
final class Outbox implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaProducer<String, byte[]> producer;
  private final TopicSerdes serdes;
  private final String prefix;
  private final Map<Topic, AtomicLong> acknowledged = new EnumMap<>(Topic.class);
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  Outbox(RouterConfig config) {
    Map<String, Object> properties = new HashMap<>(config.producerProperties());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    serdes = new TopicSerdes(config);
    prefix = config.topicPrefix();
    for (Topic topic : Topic.values()) {
      acknowledged.put(topic, new AtomicLong());
    }
  }

  void send(Message message) {
    AtomicLong count = acknowledged.get(message.topic());
    producer.send(
        new ProducerRecord<>(message.topic().named(prefix), message.key(), bytes(message)),
        (metadata, e) -> {
          if (e == null) {
            count.incrementAndGet();
          } else {
            failure.compareAndSet(null, e);
          }
        });
  }

  private byte[] bytes(Message message) {
    if (message instanceof Message.Event event) {
      return serdes.write(message.topic(), message.topic().named(prefix), event.value());
    }
    return ((Message.Garbage) message).bytes();
  }

  /** Returns when everything sent is acknowledged. */
  void flush() {
    producer.flush();
    failure()
        .ifPresent(
            e -> {
              throw new Refusal("The broker refused a record of the sample: " + e.getMessage(), e);
            });
  }

  /** Records of the topic that the broker has. */
  long acknowledged(Topic topic) {
    return acknowledged.get(topic).get();
  }

  /** Why a record could not be published; empty when all could. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    serdes.close();
  }
}
