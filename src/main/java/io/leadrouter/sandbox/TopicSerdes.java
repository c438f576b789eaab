package io.leadrouter.sandbox;

import io.leadrouter.cli.RouterConfig;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import io.leadrouter.kafka.TrustedTypes;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** How the values of each topic that has a schema are written and read. Thread-safe. */
final class TopicSerdes implements AutoCloseable {

  private final Map<Topic, Serde<SpecificRecord>> serdes = new EnumMap<>(Topic.class);

  TopicSerdes(RouterConfig config) {
    TrustedTypes.register();
    for (Topic topic : Topic.values()) {
      topic
          .schema()
          .ifPresent(schema -> serdes.put(topic, AvroSerde.of(type(schema), config.serdeConfig())));
    }
  }

  byte[] write(Topic topic, String name, SpecificRecord value) {
    return serdes.get(topic).serializer().serialize(name, value);
  }

  SpecificRecord read(Topic topic, String name, byte[] bytes) {
    return serdes.get(topic).deserializer().deserialize(name, bytes);
  }

  @Override
  public void close() {
    serdes.values().forEach(Serde::close);
  }

  @SuppressWarnings("unchecked")
  private static Class<SpecificRecord> type(Schema schema) {
    return (Class<SpecificRecord>) SpecificData.get().getClass(schema);
  }
}
