package io.leadrouter.kafka;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Avro records in Confluent's wire format, and understands the configuration of Confluent's
 * {@code KafkaAvroDeserializer}, with its defaults: {@code schema.registry.url}, {@code
 * specific.avro.reader}, {@code specific.avro.key.type} and {@code specific.avro.value.type},
 * {@code key.} and {@code value.subject.name.strategy}, {@code basic.auth.credentials.source},
 * {@code basic.auth.user.info}, {@code max.retries}, {@code schema.registry.ssl.*}. Null is read as
 * null.
 *
 * <p>With {@code specific.avro.reader} the record becomes an object of the generated class, whose
 * schema is the reader's: a record by an older or newer schema is resolved by Avro's rules. The
 * class is the configured one, or else the one that the writer's schema names. Without it, the
 * record becomes a {@code GenericRecord} of the writer's schema.
 *
 * <p>The registry is asked once for each id; the answer is kept for this deserializer's life. Safe
 * for use by several threads after {@link #configure}, as a topology's serdes are shared by its
 * stream threads.
 *
 * <p>{@link #deserialize} throws
 *
 * <ul>
 *   <li>{@link SerializationException} when these bytes can't be read, now or later: they are not
 *       in the wire format, the registry doesn't know their schema (the cause is a {@link
 *       RegistryException}), the reader's schema is incompatible, they are no Avro, or bytes are
 *       left over after the record, which Confluent's would overlook;
 *   <li>{@link RegistryUnavailableException} when the registry can't be asked: the bytes may be
 *       good.
 * </ul>
 *
 * @param <T> what is read; not checked unless the configuration names the class
 */
public final class AvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {

  static {
    TrustedTypes.register();
  }

  private RegistrySettings settings;
  private SubjectNaming naming;
  private SchemaRegistry registry;
  private Schema expected;
  private final ConcurrentMap<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

  /**
   * @throws org.apache.kafka.common.config.ConfigException for a missing or bad value
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    settings = RegistrySettings.of(configs, isKey);
    naming = settings.naming();
    registry = settings.registry();
    expected = settings.specificType().map(SpecificData.get()::getSchema).orElse(null);
  }

  @Override
  public T deserialize(String topic, byte[] data) {
    if (data == null) {
      return null;
    }
    if (data.length < WireFormat.HEADER) {
      throw new SerializationException(
          "A record on %s has %d bytes; byte 0 and a schema's id alone are %d."
              .formatted(topic, data.length, WireFormat.HEADER));
    }
    if (data[0] != WireFormat.MAGIC) {
      throw new SerializationException(
          "A record on %s begins with byte %d instead of 0: it is not in Confluent's wire format."
              .formatted(topic, data[0]));
    }
    int id = WireFormat.id(data);
    DatumReader<T> reader = reader(topic, id);
    try {
      return Buffers.mine().decode(WireFormat.HEADER, reader, data);
    } catch (IOException | RuntimeException e) {
      // Avro meets damage as many kinds of runtime exception.
      throw new SerializationException(
          "A record of %d bytes on %s is not what its schema, id %d, says: %s"
              .formatted(data.length, topic, id, e),
          e);
    }
  }

  private DatumReader<T> reader(String topic, int id) {
    DatumReader<T> reader = readers.get(id);
    if (reader == null) {
      // Two threads may both ask; waiting for one of them could take as long as its retries.
      reader = make(topic, id, written(topic, id));
      readers.put(id, reader);
    }
    return reader;
  }

  private Schema written(String topic, int id) {
    if (registry == null) {
      throw new IllegalStateException("configure() comes before the first record");
    }
    String subject =
        naming == SubjectNaming.TOPIC ? naming.subject(topic, settings.isKey(), "") : "";
    try {
      return registry.schema(id, subject);
    } catch (RegistryException e) {
      throw new SerializationException(
          "The schema registry gives no schema for id %d of a record on %s: %s"
              .formatted(id, topic, e),
          e);
    }
  }

  private DatumReader<T> make(String topic, int id, Schema written) {
    try {
      if (!settings.specificReader()) {
        return reader(new GenericData(), written, written);
      }
      Schema wanted = expected == null ? generated(topic, id, written) : expected;
      if (!related(written, wanted)) {
        throw new SerializationException(
            "A record on %s is a %s, schema id %d, where a %s belongs."
                .formatted(topic, written.getFullName(), id, wanted.getFullName()));
      }
      return reader(SpecificData.getForSchema(wanted), written, wanted);
    } catch (IOException | AvroRuntimeException | SecurityException e) {
      throw new SerializationException(
          "Records on %s by schema id %d, %s, can't be read: %s"
              .formatted(topic, id, written.getFullName(), e),
          e);
    }
  }

  // A reader that is complete before another thread sees it, which Avro's lazy ones are not; and
  // from a builder of its own, because Avro's shared one is not safe for several threads.
  private static <T> DatumReader<T> reader(GenericData model, Schema written, Schema wanted)
      throws IOException {
    return new FastReaderBuilder(model).createDatumReader(written, wanted);
  }

  private static Schema generated(String topic, int id, Schema written) {
    Class<?> type = SpecificData.get().getClass(written);
    if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
      throw new SerializationException(
          "A record on %s is a %s, schema id %d; there is no generated class of that name."
              .formatted(topic, written.getFullName(), id));
    }
    return SpecificData.get().getSchema(type);
  }

  /** By the unqualified name or an alias, as Avro's rules of resolution have it. */
  private static boolean related(Schema written, Schema wanted) {
    return written.getType() == Schema.Type.RECORD
        && (written.getName().equals(wanted.getName())
            || wanted.getAliases().contains(written.getFullName()));
  }

  @Override
  public void close() {
    readers.clear();
  }
}
