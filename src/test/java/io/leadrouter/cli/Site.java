package io.leadrouter.cli;

import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brokers, registry and topics of one test, for the commands to talk to. */
final class Site {
  private static final TopicSetup.Sizes FEW =
      new TopicSetup.Sizes(OptionalInt.of(2), OptionalInt.of(2), Optional.empty());

  private final Broker kafka;
  private final String prefix;

  private Site(Broker kafka) {
    this.kafka = kafka;
    this.prefix = kafka.prefix();
  }

  /** Without any topic. */
  static Site on(Broker broker) {
    return new Site(broker);
  }

  String name(Topic topic) {
    return topic.named(prefix);
  }

  RouterConfig config() {
    return config(Map.of());
  }

  RouterConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("schema.registry.url", "mock://" + prefix + "registry");
    settings.put("topic.prefix", prefix);
    return RouterConfig.of(settings);
  }

  Site withTopics() {
    TopicSetup.create(config(), FEW);
    return this;
  }

  /** Runs a command here. */
  Shell run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--schema-registry=mock://" + prefix + "registry",
            "--prefix=" + prefix));
    return Shell.run(all.toArray(String[]::new));
  }

  void send(Topic topic, String key, byte[] value) {
    try (var producer =
        new KafkaProducer<>(
            config().producerProperties(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(name(topic), key, value));
    }
  }

  <T extends SpecificRecord> void send(Topic topic, String key, Class<T> type, T value) {
    try (var values = AvroSerde.of(type, config().serdeConfig())) {
      send(topic, key, values.serializer().serialize(name(topic), value));
    }
  }

  /** All that a topic holds, in the order of each partition. */
  <T extends SpecificRecord> List<ConsumerRecord<String, T>> read(Topic topic, Class<T> type) {
    Map<String, Object> properties = new HashMap<>(config().consumerProperties());
    properties.put("auto.offset.reset", "earliest");
    // What is there is there: the close need not wait for an answer that more is not.
    properties.put("fetch.max.wait.ms", "10");
    try (var values = AvroSerde.of(type, config().serdeConfig());
        var consumer =
            new KafkaConsumer<>(properties, new StringDeserializer(), values.deserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(name(topic))) {
        partitions.add(new TopicPartition(info.topic(), info.partition()));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, T>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}
