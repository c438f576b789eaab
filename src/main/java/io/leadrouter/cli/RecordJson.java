package io.leadrouter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.RegistryUnavailableException;
import io.leadrouter.kafka.Topic;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;

/**
 * A record as one line of JSON for people and for jq: times in ISO 8601, decimals as numbers,
 * nothing wrapped in the names of types. Not thread-safe.
 */
final class RecordJson implements AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final Optional<AvroSerde<SpecificRecord>> values;

  RecordJson(RouterConfig config, Topic topic) {
    this.values =
        topic.schema().map(schema -> AvroSerde.of(Schemas.typeOf(schema), config.serdeConfig()));
  }

  String line(ConsumerRecord<byte[], byte[]> record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("topic", record.topic());
      json.writeNumberField("partition", record.partition());
      json.writeNumberField("offset", record.offset());
      json.writeStringField("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
      json.writeFieldName("key");
      bytes(json, record.key());
      if (values.isEmpty()) {
        headers(json, record);
      }
      value(json, record);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  @Override
  public void close() {
    values.ifPresent(AvroSerde::close);
  }

  private void value(JsonGenerator json, ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (values.isEmpty()) {
      json.writeStringField("base64", base64(record.value()));
      return;
    }
    SpecificRecord value;
    try {
      value = values.get().deserializer().deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      if (RegistryUnavailableException.in(e)) {
        throw e;
      }
      json.writeStringField("base64", base64(record.value()));
      json.writeStringField("problem", e.getMessage());
      return;
    }
    json.writeFieldName("value");
    write(json, value);
  }

  private static void headers(JsonGenerator json, ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    json.writeObjectFieldStart("headers");
    for (Header header : record.headers()) {
      json.writeFieldName(header.key());
      bytes(json, header.value());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof IndexedRecord record) {
      json.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        json.writeFieldName(field.name());
        write(json, record.get(field.pos()));
      }
      json.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(entry.getKey().toString());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(readable(decimal));
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeString(
          StandardCharsets.US_ASCII.decode(Base64.getEncoder().encode(buffer.slice())).toString());
    } else {
      json.writeString(value.toString());
    }
  }

  /** 1234.5 and not 1234.5000, 100 and not 1E+2. */
  private static BigDecimal readable(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static void bytes(JsonGenerator json, byte[] bytes) throws IOException {
    if (bytes == null) {
      json.writeNull();
      return;
    }
    try {
      json.writeString(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      json.writeString(base64(bytes));
    }
  }

  private static String base64(byte[] bytes) {
    return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
  }
}
