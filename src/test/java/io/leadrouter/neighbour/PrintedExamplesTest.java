package io.leadrouter.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages print for neighbours, letter for letter but for the addresses, with a broker, a
 * registry and a router. Where a program that it takes is not to be had, the test is skipped.
 */
@Timeout(300)
class PrintedExamplesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Page PUBLISHING = Page.named("publishing-leads");

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = new Installation(directory);
  }

  @AfterEach
  void close() {
    installation.close();
  }

  @Test
  void theLeadForHttpIsAssigned() throws Exception {
    String lead = PUBLISHING.code("json");
    try (RestProxy proxy = proxy()) {
      // Before anybody has said what a lead is.
      JsonNode tooEarly = posted(proxy, lead);
      assertThat(tooEarly.path("error_code").asInt()).isEqualTo(422);
      assertThat(tooEarly.path("message").asText()).contains("leads-value");
      registered();
      ObjectNode incomplete = (ObjectNode) MAPPER.readTree(lead);
      ((ObjectNode) incomplete.at("/value/data")).remove("campaign");
      assertThat(posted(proxy, incomplete.toString()).path("error_code").asInt()).isEqualTo(400);
      assertThat(installation.isEmpty("leads")).isTrue();

      assertThat(posted(proxy, lead).path("error_code").asInt()).isEqualTo(200);
    }
    assertAssigned("ann.lee@acme.example");
  }

  @Test
  void theCommandsForHttpAreRun() throws Exception {
    Command.needed("bash", "curl", "jq");
    Files.createDirectory(directory.resolve("schemas"));
    Files.copy(Path.of("schemas/leads.avsc"), directory.resolve("schemas/leads.avsc"));
    Files.writeString(directory.resolve("lead.json"), PUBLISHING.code("json"));
    try (RestProxy proxy = proxy()) {
      for (String commands : PUBLISHING.codes("sh")) {
        String here = installation.here(commands).replace("localhost:8082", proxy.address());
        try (Command shell =
            new Command(directory, Map.of(), "bash", "-euo", "pipefail", "-c", here)) {
          shell.done();
        }
      }
    }
    assertAssigned("ann.lee@acme.example");
  }

  @Test
  void theLeadInJavaScriptIsAssignedAndTheConsumerOfTheReadmeHearsOfIt() throws Exception {
    Page readme = Page.readme();
    assertThat(readme.npmPackages()).isEqualTo(PUBLISHING.npmPackages());
    Node node = Node.with(readme.npmPackages());
    registered();

    try (Command consumer = node.run(directory, installation.here(readme.code("js")));
        Command publisher = node.run(directory, installation.here(PUBLISHING.code("js")))) {
      publisher.done();
      assertAssigned("ann.lee@acme.example");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInSameThread()
          .untilAsserted(
              () ->
                  assertThat(consumer.printed())
                      .contains("web-4711 ASSIGNED ana web-4711/1/1/ASSIGNED"));
    }
  }

  private RestProxy proxy() throws Exception {
    return new RestProxy(installation.kafka().bootstrapServers(), installation.registryUrl());
  }

  private void assertAssigned(String email) throws IOException {
    JsonNode assignment = installation.first("assignments");
    assertThat(assignment.path("leadId").asText()).isEqualTo("web-4711");
    assertThat(assignment.path("status").asText()).isEqualTo("ASSIGNED");
    assertThat(assignment.path("repId").asText()).isEqualTo("ana");
    assertThat(installation.first("scored-leads").at("/lead/person/email").asText())
        .isEqualTo(email);
  }

  /** As the page's command does. */
  private void registered() throws Exception {
    String schema = Files.readString(Path.of("schemas/leads.avsc"));
    JsonNode answer =
        post(
            installation.registryUrl() + "/subjects/leads-value/versions",
            "application/vnd.schemaregistry.v1+json",
            MAPPER.createObjectNode().put("schema", schema).toString());
    assertThat(answer.path("id").asInt()).isPositive();
  }

  private JsonNode posted(RestProxy proxy, String record) throws Exception {
    String clusters = "http://" + proxy.address() + "/v3/clusters";
    return post(clusters + "/any/topics/leads/records", "application/json", record);
  }

  /** What is answered, which is 200 in any case. */
  private JsonNode post(String url, String contentType, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }
}
