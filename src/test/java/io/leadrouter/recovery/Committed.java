package io.leadrouter.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic holds that is committed. */
final class Committed {

  private Committed() {}

  /** What compaction leaves, by key; nothing where the last value is none. */
  static Map<String, byte[]> latest(Site site, String bareName) {
    Map<String, byte[]> latest = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : records(site, bareName)) {
      latest.put(record.key(), record.value());
    }
    latest.values().removeIf(Objects::isNull);
    return latest;
  }

  /** All of it, in the order of each partition. */
  static List<ConsumerRecord<String, byte[]>> records(Site site, String bareName) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", site.broker().bootstrapServers());
    properties.put("isolation.level", "read_committed");
    // What is there is there: the close need not wait for an answer that more is not.
    properties.put("fetch.max.wait.ms", "10");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = site.broker().named(bareName);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = Ends.settled(site.broker().bootstrapServers(), partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
