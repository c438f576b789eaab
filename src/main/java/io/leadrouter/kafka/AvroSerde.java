package io.leadrouter.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The values of one topic as one generated class, by the serializer and deserializer that the
 * configuration names: {@value #SERIALIZER} and {@value #DESERIALIZER}, by default {@link
 * AvroSerializer} and {@link AvroDeserializer}. In a build with {@code -Pconfluent} they may be
 * {@code io.confluent.kafka.serializers.KafkaAvroSerializer} and {@code KafkaAvroDeserializer}; the
 * same configuration and the same bytes serve both.
 *
 * <p>Reads nothing but its class: a record of another class throws {@link SerializationException},
 * as undecodable bytes do. Thread-safe if the two it names are.
 *
 * @param <T> the generated class
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

  /** Configuration key: the class that writes values. */
  public static final String SERIALIZER = "avro.serializer";

  /** Configuration key: the class that reads values. */
  public static final String DESERIALIZER = "avro.deserializer";

  private static final ConfigDef KEYS =
      new ConfigDef()
          .define(SERIALIZER, Type.CLASS, AvroSerializer.class, Importance.LOW, "Writes values.")
          .define(
              DESERIALIZER, Type.CLASS, AvroDeserializer.class, Importance.LOW, "Reads values.");

  static {
    // Confluent's classes, too, read by Avro's specific reader.
    TrustedTypes.register();
  }

  private final Serializer<T> serializer;
  private final Deserializer<T> deserializer;

  private AvroSerde(Serializer<T> serializer, Deserializer<T> deserializer) {
    this.serializer = serializer;
    this.deserializer = deserializer;
  }

  /**
   * @param config what both are configured with; {@code specific.avro.reader} and {@code
   *     specific.avro.value.type} are added
   * @throws org.apache.kafka.common.config.ConfigException for a missing or bad value, and for a
   *     class that is not on the class path
   */
  public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, Map<String, ?> config) {
    Map<String, Object> all = new HashMap<>(config);
    all.put(RegistrySettings.SPECIFIC_READER, true);
    all.put(RegistrySettings.VALUE_TYPE, type);
    AbstractConfig classes = new AbstractConfig(KEYS, all, false);
    Serializer<T> serializer = made(classes, SERIALIZER, Serializer.class);
    Deserializer<?> deserializer = made(classes, DESERIALIZER, Deserializer.class);
    serializer.configure(all, false);
    deserializer.configure(all, false);
    return new AvroSerde<>(serializer, new Checking<>(type, deserializer));
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }

  // A class named in a configuration says nothing of its type parameter.
  @SuppressWarnings("unchecked")
  private static <S> S made(AbstractConfig classes, String key, Class<?> type) {
    return (S) classes.getConfiguredInstance(key, type);
  }

  private record Checking<T>(Class<T> type, Deserializer<?> delegate) implements Deserializer<T> {

    @Override
    public T deserialize(String topic, byte[] data) {
      return checked(topic, delegate.deserialize(topic, data));
    }

    // Confluent's may find the schema's id in a header.
    @Override
    public T deserialize(String topic, Headers headers, byte[] data) {
      return checked(topic, delegate.deserialize(topic, headers, data));
    }

    private T checked(String topic, Object read) {
      if (read != null && !type.isInstance(read)) {
        throw new SerializationException(
            "A record on %s is a %s, where a %s belongs."
                .formatted(topic, read.getClass().getName(), type.getName()));
      }
      return type.cast(read);
    }

    @Override
    public void close() {
      delegate.close();
    }
  }
}
