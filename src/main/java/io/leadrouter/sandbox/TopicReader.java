package io.leadrouter.sandbox;

import io.leadrouter.cli.RouterConfig;
import io.leadrouter.domain.Origin;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every partition of some topics as any client outside the router would: committed records
 * only, and without a consumer group. Belongs to one thread after it is made.
 */
final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicSerdes serdes;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<TopicPartition, Long> ends;

  private TopicReader(RouterConfig config, Set<Topic> read) {
    Map<String, Object> properties = new HashMap<>(config.consumerProperties());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    serdes = new TopicSerdes(config);
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : read) {
      String name = topic.named(config.topicPrefix());
      topics.put(name, topic);
      consumer
          .partitionsFor(name)
          .forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
    }
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
  }

  /** Reads what is published from now on. */
  static TopicReader fromNow(RouterConfig config, Set<Topic> topics) {
    TopicReader reader = new TopicReader(config, topics);
    reader.ends.forEach(reader.consumer::seek);
    return reader;
  }

  /** Reads everything, old records too. */
  static TopicReader fromTheStart(RouterConfig config, Set<Topic> topics) {
    TopicReader reader = new TopicReader(config, topics);
    reader.consumer.seekToBeginning(reader.ends.keySet());
    return reader;
  }

  /**
   * A record as it was read.
   *
   * @param old whether it was there when the reader was made
   * @param value empty for a null, and for the topics that the sandbox need not decode
   */
  record Read(
      Topic topic, Origin origin, boolean old, Optional<SpecificRecord> value, Headers headers) {}

  /** Hands over what has come, waiting at most so long. */
  void poll(Duration wait, Consumer<Read> to) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      to.accept(read(record));
    }
  }

  /** Whether everything that was there when the reader was made has been handed over. */
  boolean caughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** How many records the topic has ever had, those of unfinished transactions included. */
  long everPublished(Topic topic) {
    return ends.entrySet().stream()
        .filter(end -> topics.get(end.getKey().topic()) == topic)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Read read(ConsumerRecord<byte[], byte[]> record) {
    Topic topic = topics.get(record.topic());
    boolean asBytes = topic == Topic.LEADS || topic == Topic.DEAD_LETTERS || record.value() == null;
    return new Read(
        topic,
        new Origin(record.topic(), record.partition(), record.offset()),
        record.offset() < ends.get(new TopicPartition(record.topic(), record.partition())),
        asBytes
            ? Optional.empty()
            : Optional.of(serdes.read(topic, record.topic(), record.value())),
        record.headers());
  }

  @Override
  public void close() {
    consumer.close();
    serdes.close();
  }
}
