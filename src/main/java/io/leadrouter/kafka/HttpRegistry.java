package io.leadrouter.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry behind Confluent's HTTP API. A request goes to the address that last worked; where
 * that fails, to the others, and when all have, again after a wait. Thread-safe.
 */
final class HttpRegistry implements SchemaRegistry {

  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final String JSONS =
      JSON + ", application/vnd.schemaregistry+json, application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<Integer> RETRIED = Set.of(408, 429, 500, 502, 503, 504);

  private final List<Address> addresses;
  private final HttpClient http;
  private final Duration readTimeout;
  private final Retries retries;
  private volatile int current;

  /**
   * Where a registry is.
   *
   * @param url without credentials and without a slash at its end
   * @param authorization the header's value, if any
   */
  record Address(String url, Optional<String> authorization) {}

  HttpRegistry(List<Address> addresses, HttpClient http, Duration readTimeout, Retries retries) {
    this.addresses = List.copyOf(addresses);
    this.http = http;
    this.readTimeout = readTimeout;
    this.retries = retries;
  }

  /**
   * Whether an answer speaks about the schema or subject in question. All others speak of the
   * registry, of our credentials or of a wrong address: a 404 without the registry's own code comes
   * from some other server.
   */
  static boolean isVerdict(int status, int errorCode) {
    return status == 409 || status == 422 || (status == 404 && errorCode / 100 == 404);
  }

  @Override
  public int register(String subject, Schema schema, boolean normalize) {
    return ask(
        "/subjects/%s/versions?normalize=%b".formatted(encoded(subject), normalize),
        Optional.of(schema),
        answer -> required(answer, "id").asInt());
  }

  @Override
  public int idOf(String subject, Schema schema, boolean normalize) {
    return ask(
        "/subjects/%s?normalize=%b&deleted=false".formatted(encoded(subject), normalize),
        Optional.of(schema),
        answer -> required(answer, "id").asInt());
  }

  @Override
  public Identified latest(String subject) {
    return ask(
        "/subjects/%s/versions/latest".formatted(encoded(subject)),
        Optional.empty(),
        answer -> new Identified(required(answer, "id").asInt(), parsed(answer)));
  }

  @Override
  public Schema schema(int id, String subject) {
    String hint = subject.isEmpty() ? "" : "&subject=" + encoded(subject);
    return ask(
        "/schemas/ids/%d?fetchMaxId=false%s".formatted(id, hint),
        Optional.empty(),
        HttpRegistry::parsed);
  }

  private interface Reading<T> {
    T of(JsonNode answer) throws IOException;
  }

  private <T> T ask(String path, Optional<Schema> schema, Reading<T> reading) {
    for (int retry = 0; ; retry++) {
      Exception failure = null;
      for (int tried = 0; tried < addresses.size(); tried++) {
        int index = current;
        try {
          return reading.of(askOnce(addresses.get(index), path, schema));
        } catch (IOException e) {
          failure = e;
        } catch (RegistryException e) {
          if (isVerdict(e.status(), e.errorCode())) {
            throw e;
          }
          if (!RETRIED.contains(e.status())) {
            throw refusal(addresses.get(index), e);
          }
          failure = e;
        }
        current = (index + 1) % addresses.size();
      }
      if (retry == retries.most()) {
        throw new RegistryUnavailableException(
            "The schema registry at %s can't be used: %s. Check that it runs and that %s names it."
                .formatted(urls(), failure, RegistrySettings.URLS),
            failure);
      }
      pause(retries.waitBefore(retry));
    }
  }

  private JsonNode askOnce(Address address, String path, Optional<Schema> schema)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + path))
            .timeout(readTimeout)
            .header("Accept", JSONS);
    address.authorization().ifPresent(value -> request.header("Authorization", value));
    if (schema.isPresent()) {
      request.header("Content-Type", JSON).POST(body(schema.get()));
    }
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (response.statusCode() / 100 == 2) {
      return MAPPER.readTree(response.body());
    }
    throw refused(response);
  }

  private static BodyPublisher body(Schema schema) throws JsonProcessingException {
    return BodyPublishers.ofString(
        MAPPER.writeValueAsString(Map.of("schema", schema.toString(), "schemaType", "AVRO")));
  }

  private static RegistryException refused(HttpResponse<String> response) {
    int status = response.statusCode();
    try {
      JsonNode answer = MAPPER.readTree(response.body());
      return new RegistryException(
          status,
          answer.path("error_code").asInt(status),
          answer.path("message").asText("HTTP " + status));
    } catch (JsonProcessingException e) {
      return new RegistryException(status, status, "HTTP " + status);
    }
  }

  private static RegistryUnavailableException refusal(Address address, RegistryException answer) {
    String advice =
        switch (answer.status()) {
          case 401, 403 ->
              "Check "
                  + RegistrySettings.CREDENTIALS_SOURCE
                  + " and "
                  + RegistrySettings.USER_INFO
                  + ".";
          default -> "Check that " + RegistrySettings.URLS + " names a schema registry.";
        };
    return new RegistryUnavailableException(
        "The schema registry at %s refuses to answer: %s. %s"
            .formatted(address.url(), answer, advice),
        answer);
  }

  /**
   * An answer that is no schema of Avro is the registry's verdict on the id: nobody here reads it.
   */
  private static Schema parsed(JsonNode answer) throws IOException {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(422, 42201, "The schema is of type " + type + ", not AVRO");
    }
    if (!answer.path("references").isEmpty()) {
      throw new RegistryException(
          422, 42201, "The schema refers to others; register it as one schema without references");
    }
    String text = required(answer, "schema").asText();
    try {
      // A writer's defaults are of no use to a reader, so that they need not be valid.
      return new Schema.Parser().setValidateDefaults(false).parse(text);
    } catch (AvroRuntimeException e) {
      throw new RegistryException(422, 42201, "The schema is no Avro schema: " + e.getMessage());
    }
  }

  private static JsonNode required(JsonNode answer, String field) throws IOException {
    JsonNode value = answer.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw new IOException("the answer has no field \"" + field + "\"");
    }
    return value;
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryUnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryUnavailableException("Interrupted while asking the schema registry.", e);
  }

  private String urls() {
    return addresses.stream().map(Address::url).collect(Collectors.joining(", "));
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
