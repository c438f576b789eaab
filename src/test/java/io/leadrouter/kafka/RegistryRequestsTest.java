package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.leadrouter.event.RepPlace;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRequestsTest {

  private static final RepPlace PLACE = new RepPlace("r-1", "emea", 1);
  private static final byte[] BYTES = {0, 0, 0, 0, 7, 6, 'r', '-', '1', 8, 'e', 'm', 'e', 'a', 2};

  private final ScriptedRegistry registry = new ScriptedRegistry();
  private final ScriptedRegistry second = new ScriptedRegistry();

  @AfterEach
  void close() {
    registry.close();
    second.close();
  }

  @Test
  void asksOnceForEachSchemaAndTopic() {
    registry.thenId(7).thenId(7);
    AvroSerializer<RepPlace> serializer = serializer(registry.url());

    for (int i = 0; i < 100; i++) {
      assertThat(serializer.serialize("places", PLACE)).isEqualTo(BYTES);
      assertThat(serializer.serialize("copies", PLACE)).isEqualTo(BYTES);
    }

    assertThat(registry.requests())
        .extracting(ScriptedRegistry.Request::line)
        .containsExactly(
            "POST /subjects/places-value/versions?normalize=false",
            "POST /subjects/copies-value/versions?normalize=false");
  }

  @Test
  void asksOnceForEachId() {
    registry.thenSchema(RepPlace.getClassSchema());
    AvroDeserializer<RepPlace> deserializer = deserializer(registry.url());

    for (int i = 0; i < 100; i++) {
      assertThat(deserializer.deserialize("places", BYTES)).isEqualTo(PLACE);
    }

    assertThat(registry.requests())
        .extracting(ScriptedRegistry.Request::line)
        .containsExactly("GET /schemas/ids/7?fetchMaxId=false&subject=places-value");
  }

  @Test
  void looksUpInsteadOfRegistering() {
    registry.thenId(7);
    AvroSerializer<RepPlace> serializer =
        serializer(registry.url(), Map.of("auto.register.schemas", "false"));

    assertThat(serializer.serialize("places", PLACE)).isEqualTo(BYTES);

    ScriptedRegistry.Request request = registry.requests().get(0);
    assertThat(request.line())
        .isEqualTo("POST /subjects/places-value?normalize=false&deleted=false");
    assertThat(request.body()).contains("RepPlace");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    registry.then(status, "").then(status, "{}").then(status, "<html>").thenId(7);

    assertThat(serializer(registry.url()).serialize("places", PLACE)).isEqualTo(BYTES);

    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void triesAgainWhenAnAnswerBreaksOffOrIsNone() {
    registry.thenBreakOff().then(200, "<html>Please log in</html>").then(200, "{}").thenId(7);

    assertThat(serializer(registry.url()).serialize("places", PLACE)).isEqualTo(BYTES);
  }

  @Test
  void triesNoMoreOftenThanConfigured() {
    assertThatThrownBy(
            () -> serializer(registry.url(), Map.of("max.retries", "2")).serialize("places", PLACE))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("status 500")
        .hasMessageContaining("schema.registry.url")
        .matches(RegistryUnavailableException::in)
        .hasCauseInstanceOf(RegistryException.class);
    assertThat(registry.requests()).hasSize(3);
  }

  @Test
  void aRegistryThatIsBackIsAskedAgain() {
    AvroDeserializer<RepPlace> deserializer =
        deserializer(registry.url(), Map.of("max.retries", "0"));
    assertThatThrownBy(() -> deserializer.deserialize("places", BYTES))
        .isInstanceOf(RegistryUnavailableException.class);

    registry.thenSchema(RepPlace.getClassSchema());

    assertThat(deserializer.deserialize("places", BYTES)).isEqualTo(PLACE);
  }

  @Test
  void aRegistryThatCanNotBeReachedIsNotTheRecordsFault() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    AvroDeserializer<RepPlace> deserializer = deserializer("http://localhost:" + port);

    assertThatThrownBy(() -> deserializer.deserialize("places", BYTES))
        .isInstanceOf(RegistryUnavailableException.class)
        .isNotInstanceOf(SerializationException.class)
        .hasMessageContaining("http://localhost:" + port);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedCredentialsAreNotTriedAgainAndNotTheRecordsFault(int status) {
    registry.then(status, "{\"error_code\":" + status + ",\"message\":\"no\"}");

    assertThatThrownBy(() -> deserializer(registry.url()).deserialize("places", BYTES))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("basic.auth.user.info")
        .cause()
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.status()).isEqualTo(status));
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aWrongAddressIsNotTheRecordsFault() {
    registry.then(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");

    assertThatThrownBy(() -> deserializer(registry.url()).deserialize("places", BYTES))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("names a schema registry");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void anUnknownIdIsTheRecordsFault() {
    registry.then(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}");

    assertThatThrownBy(() -> deserializer(registry.url()).deserialize("places", BYTES))
        .isInstanceOf(SerializationException.class)
        .matches(e -> !RegistryUnavailableException.in(e))
        .hasMessageContaining("id 7")
        .cause()
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.status()).isEqualTo(404);
              assertThat(e.errorCode()).isEqualTo(40403);
            });
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aSchemaThatIsNotAvroIsTheRecordsFault() {
    registry.then(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");

    assertThatThrownBy(() -> deserializer(registry.url()).deserialize("places", BYTES))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("PROTOBUF");
  }

  @Test
  void goesOnToTheNextAddressAndStaysThere() {
    second.thenId(7).thenId(7);
    AvroSerializer<RepPlace> serializer =
        serializer(registry.url() + " , " + second.url() + "/", Map.of("max.retries", "0"));

    serializer.serialize("places", PLACE);
    serializer.serialize("copies", PLACE);

    assertThat(registry.requests()).hasSize(1);
    assertThat(second.requests()).hasSize(2);
  }

  @Test
  void findsTheAddressThatIsLeft() {
    registry.close();
    second.thenId(7);

    assertThat(
            serializer(registry.url() + "," + second.url(), Map.of("max.retries", "0"))
                .serialize("places", PLACE))
        .isEqualTo(BYTES);
  }

  @Test
  void takesCredentialsFromTheUrlByDefault() {
    registry.thenId(7);

    serializer("http://ada:p%40ss@" + registry.authority()).serialize("places", PLACE);

    assertThat(registry.requests().get(0).authorization()).isEqualTo(basic("ada:p@ss"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic.auth.user.info", "schema.registry.basic.auth.user.info"})
  void takesCredentialsFromTheConfiguration(String key) {
    registry.thenId(7);

    serializer(
            registry.url(), Map.of("basic.auth.credentials.source", "USER_INFO", key, "ada:p:ss"))
        .serialize("places", PLACE);

    assertThat(registry.requests().get(0).authorization()).isEqualTo(basic("ada:p:ss"));
  }

  @Test
  void sendsNoCredentialsWhereNoneAreGiven() {
    registry.thenId(7);

    serializer(registry.url()).serialize("places", PLACE);

    assertThat(registry.requests().get(0).authorization()).isEqualTo("null");
  }

  @Test
  void neverShowsAPassword() {
    assertThatThrownBy(
            () ->
                serializer("http://ada:secret@" + registry.authority(), Map.of("max.retries", "0"))
                    .serialize("places", PLACE))
        .hasMessageNotContaining("secret")
        .hasMessageContaining(registry.authority());
  }

  @Test
  void anInterruptedThreadStopsAskingAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> serializer(registry.url()).serialize("places", PLACE))
        .isInstanceOf(RegistryUnavailableException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1000", "2, 1, 4000", "5, 1, 20000", "60, 1, 20000"})
  void waitsLongerBeforeEachRetry(int retry, long least, long most) {
    Retries retries = new Retries(60, Duration.ofSeconds(1), Duration.ofSeconds(20));
    for (int i = 0; i < 1000; i++) {
      assertThat(retries.waitBefore(retry).toMillis()).isBetween(least, most);
    }
  }

  @Test
  void trustsTheConfiguredCertificate(@TempDir Path directory) throws Exception {
    Path store = directory.resolve("registry.p12");
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("mykey").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    List<Map<String, String>> trusting =
        List.of(
            Map.of(
                "schema.registry.ssl.truststore.location", store.toString(),
                "schema.registry.ssl.truststore.password", "changeit",
                "schema.registry.ssl.truststore.type", "PKCS12"),
            Map.of(
                "schema.registry.ssl.truststore.certificates",
                pem,
                "schema.registry.ssl.truststore.type",
                "PEM"));
    try (ScriptedRegistry secure = new ScriptedRegistry(server)) {
      String url = "https://" + secure.authority();
      for (Map<String, String> each : trusting) {
        secure.thenId(7);
        assertThat(serializer(url, each).serialize("places", PLACE)).isEqualTo(BYTES);
      }
      assertThatThrownBy(
              () -> serializer(url, Map.of("max.retries", "0")).serialize("places", PLACE))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void refusesTlsSettingsThatCanNotBeUsed() {
    assertThatThrownBy(
            () ->
                serializer(
                    "https://localhost:1",
                    Map.of("schema.registry.ssl.truststore.location", "/no/such/file")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.ssl.")
        .hasMessageContaining("/no/such/file");
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(String... arguments) throws Exception {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
  }

  private static AvroSerializer<RepPlace> serializer(String urls) {
    return serializer(urls, Map.of());
  }

  private static AvroSerializer<RepPlace> serializer(String urls, Map<String, String> more) {
    AvroSerializer<RepPlace> serializer = new AvroSerializer<>();
    serializer.configure(config(urls, more), false);
    return serializer;
  }

  private static AvroDeserializer<RepPlace> deserializer(String urls) {
    return deserializer(urls, Map.of());
  }

  private static AvroDeserializer<RepPlace> deserializer(String urls, Map<String, String> more) {
    AvroDeserializer<RepPlace> deserializer = new AvroDeserializer<>();
    deserializer.configure(config(urls, more), false);
    return deserializer;
  }

  private static Map<String, String> config(String urls, Map<String, String> more) {
    Map<String, String> config = new HashMap<>();
    config.put("schema.registry.url", urls);
    config.put("specific.avro.reader", "true");
    config.put("retries.wait.ms", "1");
    config.putAll(more);
    return config;
  }
}
