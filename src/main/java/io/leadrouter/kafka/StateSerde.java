package io.leadrouter.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
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
    // One model for all versions: it knows how to convert the class's times and amounts.
    SpecificDatumReader<A> present = new SpecificDatumReader<>(type);
    List<DatumReader<A>> readers = new ArrayList<>(earlier.size() + 1);
    for (Schema schema : earlier) {
      readers.add(
          new SpecificDatumReader<>(schema, present.getSchema(), present.getSpecificData()));
    }
    readers.add(present);
    deserializer = new Reading<>(type.getSimpleName(), List.copyOf(readers), read);
    serializer = new Writing<>(readers.size(), new SpecificDatumWriter<>(type), write);
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

  /** One thread's buffers, shared by all its serdes: none calls another while it encodes. */
  private static final class Buffers {

    private static final ThreadLocal<Buffers> OF_THREAD = ThreadLocal.withInitial(Buffers::new);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    static Buffers mine() {
      return OF_THREAD.get();
    }

    <A> byte[] encode(int version, DatumWriter<A> writer, A record) throws IOException {
      // An encoding that failed half-way left bytes in the encoder, which it flushes when it is
      // given its output again; only then is the output emptied.
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      out.reset();
      out.write(version);
      writer.write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    }

    <A> A decode(DatumReader<A> reader, byte[] data) throws IOException {
      decoder = DecoderFactory.get().binaryDecoder(data, 1, data.length - 1, decoder);
      A record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new IOException("bytes are left over");
      }
      return record;
    }
  }

  private record Writing<A, T>(int version, DatumWriter<A> writer, Function<T, A> write)
      implements Serializer<T> {

    @Override
    public byte[] serialize(String topic, T value) {
      if (value == null) {
        return null;
      }
      try {
        return Buffers.mine().encode(version, writer, write.apply(value));
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
        record = Buffers.mine().decode(readers.get(version - 1), data);
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
