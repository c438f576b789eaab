package io.leadrouter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;

/** What is committed on a topic, as bytes, read without a consumer group. Not thread-safe. */
final class Log implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PAUSE_MS = 10;
  private static final int FETCH_WAIT_MS = 50;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  /** Where to begin. */
  enum From {
    BEGINNING,
    LATEST
  }

  /**
   * @param topic exists
   */
  Log(RouterConfig config, String topic, From from) {
    Map<String, Object> properties = new HashMap<>(config.consumerProperties());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // A consumer that is closed waits for the broker's answer to its last request: with Kafka's
    // default each command would end half a second after it has read all.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    // Manual assignment knows neither a group nor the new group protocol.
    properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      for (PartitionInfo partition : consumer.partitionsFor(topic, config.startupTimeout())) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      consumer.assign(partitions);
      if (from == From.BEGINNING) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
        // Seeking is lazy, and what comes between now and the first poll is wanted.
        partitions.forEach(consumer::position);
      }
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Reads what is committed now, and returns. */
  void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> reader, BooleanSupplier goOn) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    // The position also passes the marks of transactions, which are no records.
    while (goOn.getAsBoolean()
        && ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          reader.accept(record);
        }
      }
    }
  }

  /**
   * Returns when records that were sent in a transaction can be read, or at the end of patience.
   *
   * @param last the offset of the last of them in each partition
   */
  void awaitCommitted(Map<TopicPartition, Long> last, Duration atMost) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < atMost.toNanos()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(last.keySet());
      if (last.entrySet().stream().allMatch(sent -> ends.get(sent.getKey()) > sent.getValue())) {
        return;
      }
      Time.SYSTEM.sleep(PAUSE_MS);
    }
  }

  /**
   * Reads on and on.
   *
   * @param idle runs whenever nothing more is there for the moment
   */
  void follow(
      Consumer<ConsumerRecord<byte[], byte[]>> reader, Runnable idle, BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      consumer.poll(POLL).forEach(reader);
      idle.run();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
