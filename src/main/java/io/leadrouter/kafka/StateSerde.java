package io.leadrouter.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The bytes of state stores and their changelogs: one byte for the version of the schema that wrote
 * them, then Avro binary. No registry is asked, so a store can be read while the registry is down,
 * and no changelog gets a subject there.
 *
 * <p>Whenever the generated class changes, also by a change to a record of the contract inside it,
 * the schema it had becomes the next of the earlier schemas, kept as a resource. What it wrote is
 * then still readable, by Avro's rules of resolution.
 *
 * <p>Null stands for a deleted entry, both ways. Safe to share between threads: a stream thread and
 * interactive queries may use one instance at the same time, for each thread has its own buffers.
 *
 * @param <T> the domain type; never null but for a deleted entry
 */
public final class StateSerde<T> implements Serde<T> {

  /** Bytes before the record itself: the version. */
  private static final int HEADER = 1;

  private static final int MOST_VERSIONS = Byte.MAX_VALUE;

  static {
    TrustedTypes.register();
  }

  private final Serializer<T> serializer;
  private final Deserializer<T> deserializer;

  private <A extends SpecificRecord> StateSerde(
      Class<A> type, List<Schema> earlier, Function<A, T> read, Function<T, A> write) {
    if (earlier.size() >= MOST_VERSIONS) {
      throw new IllegalArgumentException(
          "At most " + MOST_VERSIONS + " versions of " + type.getSimpleName() + " fit in its byte");
    }
    SpecificDatumWriter<A> writer = new SpecificDatumWriter<>(type);
    // One model for all versions: it knows how to convert the class's times and amounts.
    SpecificData model = writer.getSpecificData();
    Schema present = model.getSchema(type);
    List<DatumReader<A>> readers = new ArrayList<>(earlier.size() + 1);
    for (Schema written : earlier) {
      readers.add(reader(model, written, present));
    }
    readers.add(reader(model, present, present));
    deserializer = new Reading<>(type.getSimpleName(), List.copyOf(readers), read);
    serializer = new Writing<>(new byte[] {(byte) readers.size()}, writer, write);
  }

  // Complete before another thread sees it, which Avro's lazy readers are not.
  private static <A> DatumReader<A> reader(SpecificData model, Schema written, Schema present) {
    try {
      return new FastReaderBuilder(model).createDatumReader(written, present);
    } catch (IOException e) {
      throw new UncheckedIOException("A schema in memory cannot fail to be read", e);
    }
  }

  /**
   * For a type that still has its first schema.
   *
   * @param type the generated class
   * @param read makes the domain value of what was stored
   * @param write makes what is stored of a domain value
   */
  public static <A extends SpecificRecord, T> StateSerde<T> of(
      Class<A> type, Function<A, T> read, Function<T, A> write) {
    return of(type, List.of(), read, write);
  }

  /**
   * For a type whose schema has changed.
   *
   * @param type the generated class
   * @param earlier every earlier schema, version 1 first
   * @param read makes the domain value of what was stored
   * @param write makes what is stored of a domain value
   */
  public static <A extends SpecificRecord, T> StateSerde<T> of(
      Class<A> type, List<Schema> earlier, Function<A, T> read, Function<T, A> write) {
    return new StateSerde<>(type, earlier, read, write);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  /** Throws {@link SerializationException} for an unknown version and for damaged bytes. */
  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }

  private record Writing<A, T>(byte[] header, DatumWriter<A> writer, Function<T, A> write)
      implements Serializer<T> {

    @Override
    public byte[] serialize(String topic, T value) {
      if (value == null) {
        return null;
      }
      try {
        return Buffers.mine().encode(header, writer, write.apply(value));
      } catch (IOException e) {
        throw new UncheckedIOException("A buffer in memory cannot fail", e);
      }
    }
  }

  private record Reading<A, T>(String type, List<DatumReader<A>> readers, Function<A, T> read)
      implements Deserializer<T> {

    @Override
    public T deserialize(String topic, byte[] data) {
      if (data == null) {
        return null;
      }
      if (data.length == 0) {
        throw new SerializationException(damaged(topic) + "it is empty.");
      }
      int version = data[0];
      if (version < 1 || version > readers.size()) {
        throw new SerializationException(
            "%s in %s has state version %d; this release knows 1 to %d. A newer release wrote it, or the bytes are no state: run that release again, or reset the application's state."
                .formatted(type, topic, version, readers.size()));
      }
      A record;
      try {
        record = Buffers.mine().decode(HEADER, readers.get(version - 1), data);
      } catch (IOException | RuntimeException e) {
        // Avro meets damage as many kinds of runtime exception; its cause quotes no field's value.
        throw new SerializationException(
            damaged(topic)
                + "its %d bytes are not Avro of state version %d.".formatted(data.length, version),
            e);
      }
      return read.apply(record);
    }

    private String damaged(String topic) {
      return "%s in %s is damaged (delete the local state directory to restore it from its changelog): "
          .formatted(type, topic);
    }
  }
}
