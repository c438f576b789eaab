package io.leadrouter.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.UnresolvedUnionException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes Avro records in Confluent's wire format, and understands the configuration of Confluent's
 * {@code KafkaAvroSerializer}, with its defaults: {@code schema.registry.url}, {@code
 * auto.register.schemas}, {@code use.latest.version}, {@code latest.compatibility.strict}, {@code
 * normalize.schemas}, {@code avro.remove.java.properties}, {@code key.} and {@code
 * value.subject.name.strategy}, {@code basic.auth.credentials.source}, {@code
 * basic.auth.user.info}, {@code max.retries}, {@code schema.registry.ssl.*}. Null is written as
 * null.
 *
 * <p>The registry is asked once for each schema and topic; the answer is kept for this serializer's
 * life. Safe for use by several threads after {@link #configure}, as a producer demands of it.
 *
 * <p>{@link #serialize} throws
 *
 * <ul>
 *   <li>{@link SerializationException} when this record can't be written: the registry refuses its
 *       schema (the cause is a {@link RegistryException}), or a value doesn't fit it;
 *   <li>{@link RegistryUnavailableException} when the registry can't be asked.
 * </ul>
 *
 * @param <T> what is written, as a rule a generated class
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {

  static {
    // A generated class's builder, too, reads the default of an enum by Avro's specific reader.
    TrustedTypes.register();
  }

  private RegistrySettings settings;
  private SubjectNaming naming;
  private SchemaRegistry registry;
  // A schema knows its hash and recognises itself, so that finding one that is known costs little.
  private final ConcurrentMap<Schema, ConcurrentMap<String, Target>> targets =
      new ConcurrentHashMap<>();

  /** Under which id, and how, a record of one schema is written to one topic. */
  private record Target(byte[] header, DatumWriter<Object> writer) {

    Target(int id, DatumWriter<Object> writer) {
      this(WireFormat.header(id), writer);
    }
  }

  /**
   * @throws org.apache.kafka.common.config.ConfigException for a missing or bad value
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    settings = RegistrySettings.of(configs, isKey);
    naming = settings.naming();
    registry = settings.registry();
  }

  @Override
  public byte[] serialize(String topic, T record) {
    if (record == null) {
      return null;
    }
    Target target = target(topic, record);
    try {
      return Buffers.mine().encode(target.header(), target.writer(), record);
    } catch (UnresolvedUnionException e) {
      // Its message quotes the value, which may be somebody's name.
      throw new SerializationException(
          "A value of type %s is none of %s: a %s can't be written to %s."
              .formatted(
                  e.getUnresolvedDatum() == null ? "null" : e.getUnresolvedDatum().getClass(),
                  e.getUnionSchema(),
                  record.getSchema().getFullName(),
                  topic));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "A %s does not fit its schema and can't be written to %s: %s"
              .formatted(record.getSchema().getFullName(), topic, e.getMessage()),
          e);
    }
  }

  private Target target(String topic, T record) {
    Schema schema = record.getSchema();
    ConcurrentMap<String, Target> byTopic = targets.get(schema);
    Target target = byTopic == null ? null : byTopic.get(topic);
    if (target == null) {
      // Two threads may both ask; waiting for one of them could take as long as its retries.
      target = find(topic, schema, record instanceof SpecificRecord);
      targets.computeIfAbsent(schema, same -> new ConcurrentHashMap<>()).put(topic, target);
    }
    return target;
  }

  private Target find(String topic, Schema schema, boolean specific) {
    if (registry == null) {
      throw new IllegalStateException("configure() comes before the first record");
    }
    String subject = naming.subject(topic, settings.isKey(), schema.getFullName());
    DatumWriter<Object> writer =
        specific
            ? new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema))
            : new GenericDatumWriter<>(schema);
    Schema published =
        settings.removeJavaProperties() ? PublishedSchema.withoutJavaProperties(schema) : schema;
    try {
      if (settings.autoRegister()) {
        return new Target(registry.register(subject, published, settings.normalize()), writer);
      }
      if (settings.useLatest()) {
        return latest(subject, schema, writer);
      }
      return new Target(registry.idOf(subject, published, settings.normalize()), writer);
    } catch (RegistryException e) {
      throw new SerializationException(
          "The schema registry refuses %s for subject %s: %s. %s"
              .formatted(
                  schema.getFullName(),
                  subject,
                  e,
                  e.status() == 404
                      ? "Register the schema, or set %s=true."
                          .formatted(RegistrySettings.AUTO_REGISTER)
                      : "Change the schema so that the registry's rules allow it."),
          e);
    }
  }

  private Target latest(String subject, Schema schema, DatumWriter<Object> writer) {
    SchemaRegistry.Identified latest = registry.latest(subject);
    boolean sameBytes =
        SchemaNormalization.toParsingForm(latest.schema())
            .equals(SchemaNormalization.toParsingForm(schema));
    if (sameBytes) {
      return new Target(latest.id(), writer);
    }
    List<String> objections = Compatibility.BACKWARD.objections(latest.schema(), List.of(schema));
    if (settings.latestStrict() && !objections.isEmpty()) {
      throw new SerializationException(
          "The latest schema of %s can't take a %s: %s. Set %s=false to try each record nevertheless."
              .formatted(
                  subject, schema.getFullName(), objections, RegistrySettings.LATEST_STRICT));
    }
    return new Target(latest.id(), new ConvertingWriter(schema, latest.schema(), writer));
  }

  @Override
  public void close() {
    targets.clear();
  }

  /**
   * Writes a record by another schema than its own. Avro's writer takes fields by position, which
   * differ, so the record is read back by the rules of resolution first.
   */
  private static final class ConvertingWriter implements DatumWriter<Object> {

    private final Schema own;
    private final Schema target;
    private final DatumWriter<Object> ownWriter;

    ConvertingWriter(Schema own, Schema target, DatumWriter<Object> ownWriter) {
      this.own = own;
      this.target = target;
      this.ownWriter = ownWriter;
    }

    @Override
    public void setSchema(Schema schema) {
      throw new UnsupportedOperationException("The schemas are given once");
    }

    @Override
    public void write(Object record, Encoder out) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      ownWriter.write(record, encoder);
      encoder.flush();
      GenericRecord converted =
          new GenericDatumReader<GenericRecord>(own, target)
              .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
      new GenericDatumWriter<>(target).write(converted, out);
    }
  }
}
