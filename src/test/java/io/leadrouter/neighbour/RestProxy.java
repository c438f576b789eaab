package io.leadrouter.neighbour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Stands in for Confluent's REST Proxy, which is on no registry that a build of ours may need. Of
 * its API v3 it speaks what its <a
 * href="https://docs.confluent.io/platform/current/kafka-rest/api.html">documentation</a> says of
 * the list of clusters and of producing with a key that needs no schema and a value by the latest
 * schema of the topic's subject: media types, concatenated records, delivery reports, and 200 also
 * for what is refused, with the reason in the report. All else is refused.
 */
final class RestProxy implements AutoCloseable {

  private static final String HERE = "127.0.0.1";
  private static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String registry;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String clusterId;
  private final Producer<byte[], byte[]> producer;
  private final Javalin server = Javalin.create(this::configure);

  /**
   * @param registry the URL of a schema registry
   */
  RestProxy(String bootstrapServers, String registry) throws Exception {
    this.registry = registry;
    Map<String, Object> brokers = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(brokers)) {
      clusterId = admin.describeCluster().clusterId().get();
    }
    producer = new KafkaProducer<>(brokers, new ByteArraySerializer(), new ByteArraySerializer());
    server.start(HERE, 0);
  }

  /** Where it answers, without a scheme. */
  String address() {
    return HERE + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
    producer.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.routes.get("/v3/clusters", this::clusters);
    config.routes.post("/v3/clusters/{cluster}/topics/{topic}/records", this::produce);
  }

  private void clusters(Context request) {
    ObjectNode clusters = MAPPER.createObjectNode().put("kind", "KafkaClusterList");
    clusters.putArray("data").addObject().put("kind", "KafkaCluster").put("cluster_id", clusterId);
    request.contentType(JSON).result(clusters.toString());
  }

  private void produce(Context request) {
    if (!JSON.equals(request.contentType())) {
      request
          .status(415)
          .contentType(JSON)
          .result(refused(415, "HTTP 415 Unsupported Media Type").toString());
      return;
    }
    StringBuilder reports = new StringBuilder();
    try (MappingIterator<JsonNode> records =
        MAPPER.readerFor(JsonNode.class).readValues(request.body())) {
      while (records.hasNextValue()) {
        reports.append(report(request, records.nextValue()));
      }
    } catch (IOException e) {
      reports.append(refused(400, "Bad Request: Error processing JSON: " + e.getMessage()));
    }
    request.contentType(JSON).result(reports.toString());
  }

  private ObjectNode report(Context request, JsonNode record) {
    String topic = request.pathParam("topic");
    try {
      byte[] key = withoutSchema(record.path("key"));
      Value value = byLatestSchema(topic + "-value", record.path("value"));
      RecordMetadata sent = producer.send(new ProducerRecord<>(topic, key, value.bytes)).get();
      ObjectNode report =
          MAPPER
              .createObjectNode()
              .put("error_code", 200)
              .put("cluster_id", request.pathParam("cluster"))
              .put("topic_name", topic)
              .put("partition_id", sent.partition())
              .put("offset", sent.offset())
              .put("timestamp", Instant.ofEpochMilli(sent.timestamp()).toString());
      report.putObject("key").put("type", record.at("/key/type").asText()).put("size", key.length);
      report
          .putObject("value")
          .put("type", "AVRO")
          .put("subject", topic + "-value")
          .put("schema_id", value.schemaId)
          .put("schema_version", value.schemaVersion)
          .put("size", value.bytes.length);
      return report;
    } catch (Refusal e) {
      return refused(e.code, e.getMessage());
    } catch (ExecutionException | IOException e) {
      return refused(500, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] withoutSchema(JsonNode key) throws Refusal {
    JsonNode data = key.path("data");
    switch (key.path("type").asText()) {
      case "STRING":
        if (data.isTextual()) {
          return data.asText().getBytes(StandardCharsets.UTF_8);
        }
        throw new Refusal(400, "Bad Request: data=%s is not a string.".formatted(data));
      case "BINARY":
        try {
          return Base64.getDecoder().decode(data.asText());
        } catch (IllegalArgumentException e) {
          throw new Refusal(
              400, "Bad Request: data=%s is not a valid base64 string.".formatted(data));
        }
      default:
        throw new Refusal(400, "This stand-in knows keys of type STRING and BINARY alone.");
    }
  }

  private record Value(int schemaId, int schemaVersion, byte[] bytes) {}

  private Value byLatestSchema(String subject, JsonNode value)
      throws Refusal, IOException, InterruptedException {
    if (value.size() != 1 || !value.has("data")) {
      throw new Refusal(400, "This stand-in knows values by the latest schema alone.");
    }
    JsonNode latest = latest(subject);
    Schema schema = new Schema.Parser().parse(latest.path("schema").asText());
    int id = latest.path("id").asInt();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    try {
      GenericRecord read =
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().jsonDecoder(schema, value.path("data").toString()));
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(read, encoder);
      encoder.flush();
    } catch (AvroRuntimeException | IOException e) {
      throw new Refusal(400, "Bad Request: " + e.getMessage());
    }
    return new Value(id, latest.path("version").asInt(), bytes.toByteArray());
  }

  private JsonNode latest(String subject) throws Refusal, IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(registry + "/subjects/" + subject + "/versions/latest"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Refusal(
          422,
          "Error: 42207 : Error serializing message. Error when fetching latest schema version."
              + " subject = "
              + subject);
    }
    return MAPPER.readTree(answer.body());
  }

  private static ObjectNode refused(int code, String message) {
    return MAPPER.createObjectNode().put("error_code", code).put("message", message);
  }

  private static final class Refusal extends Exception {
    final int code;

    Refusal(int code, String message) {
      super(message);
      this.code = code;
    }
  }
}
