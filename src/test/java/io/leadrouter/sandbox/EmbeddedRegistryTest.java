package io.leadrouter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.cli.Refusal;
import io.leadrouter.event.RepPlace;
import io.leadrouter.kafka.AvroDeserializer;
import io.leadrouter.kafka.AvroSerializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these answers was recorded from Confluent's own registry, 8.1. */
class EmbeddedRegistryTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String V1 = record("{'name':'a','type':'string'}");
  private static final String V2 =
      record("{'name':'a','type':'string'},{'name':'b','type':'int','default':0}");
  private static final String INCOMPATIBLE =
      record("{'name':'a','type':'string'},{'name':'c','type':'int'}");

  private EmbeddedRegistry registry = new EmbeddedRegistry(0);

  private record Answer(int status, JsonNode body) {}

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void answersAtItsRoot() {
    assertThat(get("/")).isEqualTo(answer(200, "{}"));
  }

  @Test
  void namesTheTypesOfSchemas() {
    assertThat(get("/schemas/types")).isEqualTo(answer(200, "['JSON','PROTOBUF','AVRO']"));
  }

  @Test
  void givesTheSameSchemaTheSameIdEverywhere() {
    Answer first = register("r-value", V1);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body().path("id").asInt()).isEqualTo(1);
    assertThat(first.body().path("version").asInt()).isEqualTo(1);
    assertThat(first.body().path("schemaType").asText()).isEqualTo("AVRO");
    assertThat(first.body().path("guid").asText()).hasSize(36);
    assertThat(first.body().path("schema").asText()).isEqualTo(V1);

    assertThat(register("r-value", V1)).isEqualTo(first);
    assertThat(register("r-value", V1.replace(":", " : "))).isEqualTo(first);
    assertThat(register("other-value", V1)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'a','type':'string','doc':'Why'}",
        "{'name':'a','type':{'type':'string','avro.java.string':'String'}}"
      })
  void anotherDocOrPropertyMakesAnotherSchema(String field) {
    register("r-value", V1);

    Answer second = register("r-value", record(field));

    assertThat(second.body().path("id").asInt()).isEqualTo(2);
    assertThat(second.body().path("version").asInt()).isEqualTo(2);
    // The first is still there under its own id and version.
    assertThat(register("r-value", V1).body().path("id").asInt()).isEqualTo(1);
  }

  @Test
  void looksUpASchemaUnderASubject() {
    register("r-value", V1);

    Answer found = post("/subjects/r-value?normalize=false&deleted=false", V1);

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body().path("subject").asText()).isEqualTo("r-value");
    assertThat(found.body().path("version").asInt()).isEqualTo(1);
    assertThat(found.body().path("id").asInt()).isEqualTo(1);
    assertThat(found.body().path("schema").asText()).isEqualTo(V1);
    assertThat(post("/subjects/zz", V1))
        .isEqualTo(answer(404, "{'error_code':40401,'message':'Subject \\'zz\\' not found.'}"));
    assertThat(post("/subjects/r-value", V2).body().path("error_code").asInt()).isEqualTo(40403);
  }

  @Test
  void listsSubjectsAndVersions() {
    assertThat(get("/subjects")).isEqualTo(answer(200, "[]"));
    register("r-value", V1);
    register("r-value", V2);

    assertThat(get("/subjects")).isEqualTo(answer(200, "['r-value']"));
    assertThat(get("/subjects/r-value/versions")).isEqualTo(answer(200, "[1,2]"));
    assertThat(get("/subjects/zz/versions"))
        .isEqualTo(answer(404, "{'error_code':40401,'message':'Subject \\'zz\\' not found.'}"));
  }

  @ParameterizedTest
  @CsvSource({"latest, 2", "-1, 2", "2, 2", "1, 1"})
  void showsAVersion(String version, int number) {
    register("r-value", V1);
    register("r-value", V2);

    Answer found = get("/subjects/r-value/versions/" + version);

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body().path("subject").asText()).isEqualTo("r-value");
    assertThat(found.body().path("version").asInt()).isEqualTo(number);
    assertThat(found.body().path("id").asInt()).isEqualTo(number);
    assertThat(found.body().path("schemaType").asText()).isEqualTo("AVRO");
    assertThat(found.body().path("schema").asText()).isEqualTo(number == 1 ? V1 : V2);
    assertThat(
            get("/subjects/r-value/versions/" + version + "/schema").body().path("name").asText())
        .isEqualTo("R");
  }

  @ParameterizedTest
  @CsvSource({
    "/subjects/r-value/versions/9, 404, 40402, Version 9 not found.",
    "/subjects/zz/versions/1, 404, 40401, Subject 'zz' not found.",
    "/subjects/r-value/versions/abc, 422, 42202, 'abc'",
    "/subjects/r-value/versions/0, 422, 42202, '0'",
    "/schemas/ids/99999, 404, 40403, Schema 99999 not found",
    "/schemas/ids/99999/versions, 404, 40403, Schema 99999 not found",
    "/config/r-value, 404, 40408, r-value",
    "/mode/r-value, 404, 40409, r-value",
    "/nope, 404, 404, HTTP 404 Not Found",
    "/schemas/ids/abc, 404, 404, HTTP 404 Not Found",
  })
  void saysWhatIsNotThere(String path, int status, int errorCode, String words) {
    register("r-value", V1);

    Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("error_code").asInt()).isEqualTo(errorCode);
    assertThat(answer.body().path("message").asText()).contains(words.replace("''", "'"));
  }

  @Test
  void readsASchemaByItsId() {
    register("r-value", V1);
    register("other-value", V1);

    // Confluent's client names the subject it expects; another one makes no difference.
    for (String query : List.of("", "?fetchMaxId=false&subject=r-value", "?subject=unrelated")) {
      Answer found = get("/schemas/ids/1" + query);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.body().path("schema").asText()).isEqualTo(V1);
      assertThat(found.body().path("version").asInt()).isEqualTo(1);
    }
    assertThat(get("/schemas/ids/1?subject=r-value").body().path("subject").asText())
        .isEqualTo("r-value");
    assertThat(get("/schemas/ids/1/versions"))
        .isEqualTo(
            answer(
                200, "[{'subject':'other-value','version':1},{'subject':'r-value','version':1}]"));
    assertThat(get("/schemas/ids/1/subjects")).isEqualTo(answer(200, "['other-value','r-value']"));
    assertThat(get("/schemas/ids/1/schema").body().path("name").asText()).isEqualTo("R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schema\":\"{nonsense\"} | 422 | 42201",
        "{\"schema\":\"{\\\"type\\\":\\\"recrod\\\"}\"} | 422 | 42201",
        "{} | 422 | 42201",
        "{\"schemaType\":\"XML\",\"schema\":\"<a/>\"} | 422 | 42201",
        "not JSON | 400 | 400",
        "[1] | 400 | 400",
      })
  void refusesWhatIsNoSchema(String body, int status, int errorCode) {
    Answer answer = send("POST", "/subjects/r-value/versions", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("error_code").asInt()).isEqualTo(errorCode);
    assertThat(answer.body().path("message").asText()).isNotEmpty();
    assertThat(get("/subjects")).isEqualTo(answer(200, "[]"));
  }

  @Test
  void refusesAnIncompatibleSchema() {
    register("r-value", V1);

    Answer refused = register("r-value", INCOMPATIBLE);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("error_code").asInt()).isEqualTo(40901);
    assertThat(refused.body().path("message").asText())
        .startsWith(
            "Schema being registered is incompatible with an earlier schema for subject \"r-value\", details: [");
  }

  @Test
  void checksCompatibilityWithoutRegistering() {
    register("r-value", V1);
    String path = "/compatibility/subjects/r-value/versions/latest";

    assertThat(post(path, INCOMPATIBLE)).isEqualTo(answer(200, "{'is_compatible':false}"));
    assertThat(post(path, V2)).isEqualTo(answer(200, "{'is_compatible':true}"));
    assertThat(post("/compatibility/subjects/zz/versions/latest", V1))
        .isEqualTo(answer(200, "{'is_compatible':true}"));
    assertThat(post("/compatibility/subjects/r-value/versions", INCOMPATIBLE))
        .isEqualTo(answer(200, "{'is_compatible':false}"));
    assertThat(post(path + "?verbose=true", INCOMPATIBLE).body().path("messages")).hasSize(1);
    assertThat(post("/compatibility/subjects/r-value/versions/9", V1).status()).isEqualTo(404);
    assertThat(get("/subjects/r-value/versions")).isEqualTo(answer(200, "[1]"));
  }

  @ParameterizedTest
  @CsvSource({
    // What a third schema may do after V1, V2: drop the field without a default, or add one.
    "NONE, true, true",
    "BACKWARD, true, false",
    "BACKWARD_TRANSITIVE, true, false",
    "FORWARD, false, true",
    "FORWARD_TRANSITIVE, false, true",
    "FULL, false, false",
    "FULL_TRANSITIVE, false, false",
  })
  void keepsToTheConfiguredLevel(String level, boolean mayDrop, boolean mayAdd) {
    register("r-value", V1);
    register("r-value", V2);
    assertThat(send("PUT", "/config/r-value", json(Map.of("compatibility", level))))
        .isEqualTo(answer(200, "{'compatibility':'" + level + "'}"));
    String path = "/compatibility/subjects/r-value/versions";
    String drops = record("{'name':'b','type':'int','default':0}");
    String adds =
        record(
            "{'name':'a','type':'string'},{'name':'b','type':'int','default':0},{'name':'c','type':'int'}");

    assertThat(post(path, drops).body().path("is_compatible").asBoolean()).isEqualTo(mayDrop);
    assertThat(post(path, adds).body().path("is_compatible").asBoolean()).isEqualTo(mayAdd);
  }

  @Test
  void aTransitiveLevelLooksBeyondTheLatestVersion() {
    String noDefault = record("{'name':'a','type':'string'},{'name':'b','type':'int'}");
    register("r-value", V1);
    register("r-value", V2);
    String path = "/compatibility/subjects/r-value/versions";

    assertThat(post(path, noDefault)).isEqualTo(answer(200, "{'is_compatible':true}"));
    send("PUT", "/config", json(Map.of("compatibility", "backward_transitive")));
    assertThat(post(path, noDefault)).isEqualTo(answer(200, "{'is_compatible':false}"));
  }

  @Test
  void tellsAndChangesItsLevels() {
    assertThat(get("/config")).isEqualTo(answer(200, "{'compatibilityLevel':'BACKWARD'}"));
    assertThat(get("/config/r-value?defaultToGlobal=true"))
        .isEqualTo(answer(200, "{'compatibilityLevel':'BACKWARD'}"));

    send("PUT", "/config/r-value", "{\"compatibility\":\"FULL\"}");

    assertThat(get("/config/r-value")).isEqualTo(answer(200, "{'compatibilityLevel':'FULL'}"));
    Answer refused = send("PUT", "/config/r-value", "{\"compatibility\":\"SOME\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("error_code").asInt()).isEqualTo(42203);
    assertThat(send("DELETE", "/config/r-value", ""))
        .isEqualTo(answer(200, "{'compatibilityLevel':'FULL'}"));
    assertThat(get("/config/r-value").status()).isEqualTo(404);
  }

  @Test
  void tellsItsMode() {
    assertThat(get("/mode")).isEqualTo(answer(200, "{'mode':'READWRITE'}"));
    assertThat(get("/mode/r?defaultToGlobal=true")).isEqualTo(answer(200, "{'mode':'READWRITE'}"));
  }

  @Test
  void associatesNoSubjectWithATopic() {
    assertThat(get("/associations/resources/-/leads?resourceType=topic&associationType=value"))
        .isEqualTo(answer(200, "[]"));
  }

  @Test
  void aDeletedSubjectIsHiddenAndItsIdsStayReadable() {
    register("r-value", V1);
    register("r-value", V2);

    assertThat(send("DELETE", "/subjects/r-value", "")).isEqualTo(answer(200, "[1,2]"));

    assertThat(get("/subjects")).isEqualTo(answer(200, "[]"));
    assertThat(get("/subjects?deleted=true")).isEqualTo(answer(200, "['r-value']"));
    assertThat(send("DELETE", "/subjects/r-value", "").status()).isEqualTo(404);
    assertThat(get("/schemas/ids/2").status()).isEqualTo(200);
    Answer again = register("r-value", V1);
    assertThat(again.body().path("id").asInt()).isEqualTo(1);
    assertThat(again.body().path("version").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsHiddenMayBeDeletedForGood() {
    register("r-value", V1);
    register("r-value", V2);

    assertThat(
            send("DELETE", "/subjects/r-value?permanent=true", "")
                .body()
                .path("error_code")
                .asInt())
        .isEqualTo(40405);
    assertThat(send("DELETE", "/subjects/r-value/versions/1?permanent=true", "").status())
        .isEqualTo(404);
    assertThat(send("DELETE", "/subjects/r-value/versions/1", "")).isEqualTo(answer(200, "1"));
    assertThat(send("DELETE", "/subjects/r-value/versions/1?permanent=true", ""))
        .isEqualTo(answer(200, "1"));
    send("DELETE", "/subjects/r-value", "");
    assertThat(send("DELETE", "/subjects/r-value?permanent=true", ""))
        .isEqualTo(answer(200, "[2]"));
    assertThat(get("/subjects?deleted=true")).isEqualTo(answer(200, "[]"));
  }

  @Test
  void keepsIdsVersionsAndLevelsInItsDirectory(@TempDir Path directory) {
    Path kept = directory.resolve("registry");
    List<Answer> before = new ArrayList<>();
    List<Answer> after = new ArrayList<>();
    reopen(kept);
    register("r-value", V1);
    register("gone-value", V2);
    register("r-value", V2);
    send("DELETE", "/subjects/gone-value", "");
    send("PUT", "/config/r-value", "{\"compatibility\":\"FULL\"}");
    send("PUT", "/config", "{\"compatibility\":\"NONE\"}");
    List<String> questions =
        List.of(
            "/subjects?deleted=true",
            "/subjects",
            "/subjects/r-value/versions/latest",
            "/schemas/ids/2/versions?deleted=true",
            "/config",
            "/config/r-value");
    questions.forEach(each -> before.add(get(each)));

    reopen(kept);

    questions.forEach(each -> after.add(get(each)));
    assertThat(after).isEqualTo(before);
    assertThat(register("new-value", "\"string\"").body().path("id").asInt()).isEqualTo(3);
  }

  @Test
  void aFileThatIsNoneOfItsOwnIsRefused(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("schemas.json"), "{");

    assertThatThrownBy(() -> new EmbeddedRegistry(0, directory))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("schemas.json");
  }

  @Test
  void saysThatItsPortIsInUse() {
    int port = URI.create(registry.url()).getPort();

    assertThatThrownBy(() -> new EmbeddedRegistry(port))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Port " + port)
        .hasMessageContaining("choose another");
  }

  @Test
  void leavesNoThreadBehind() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    reopen(new EmbeddedRegistry(0));
    get("/subjects");
    registry.close();

    Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
    after.removeAll(before);
    assertThat(after).extracting(Thread::getName).noneMatch(name -> name.contains("Jetty"));
  }

  @Test
  void servesTheRoutersOwnSerializers() {
    Map<String, Object> config =
        Map.of("schema.registry.url", registry.url(), "specific.avro.reader", true);
    RepPlace place = new RepPlace("r-1", "emea", 1);
    try (AvroSerializer<RepPlace> serializer = new AvroSerializer<>();
        AvroDeserializer<RepPlace> deserializer = new AvroDeserializer<>()) {
      serializer.configure(config, false);
      deserializer.configure(config, false);

      assertThat(deserializer.deserialize("places", serializer.serialize("places", place)))
          .isEqualTo(place);
    }
    assertThat(get("/subjects")).isEqualTo(answer(200, "['places-value']"));
  }

  private void reopen(Path directory) {
    reopen(new EmbeddedRegistry(0, directory));
  }

  private void reopen(EmbeddedRegistry next) {
    registry.close();
    registry = next;
  }

  private Answer register(String subject, String schema) {
    return post("/subjects/" + subject + "/versions", schema);
  }

  private Answer post(String path, String schema) {
    return send("POST", path, json(Map.of("schema", schema)));
  }

  private Answer get(String path) {
    return send("GET", path, "");
  }

  private Answer send(String method, String path, String body) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(registry.url() + path))
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(
              type -> assertThat(type).startsWith("application/vnd.schemaregistry.v1+json"));
      return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
    } catch (Exception e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  private static Answer answer(int status, String json) {
    try {
      return new Answer(
          status,
          MAPPER.readTree(
              json.replace("\\'", "\u0000").replace('\'', '"').replace('\u0000', '\'')));
    } catch (Exception e) {
      throw new AssertionError(json, e);
    }
  }

  private static String json(Map<String, String> fields) {
    return MAPPER.valueToTree(fields).toString();
  }

  private static String record(String fields) {
    return "{'type':'record','name':'R','fields':[%s]}".formatted(fields).replace('\'', '"');
  }
}
