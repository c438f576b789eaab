package io.leadrouter.kafka;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Confluent's configuration of a serializer or deserializer: its keys, its defaults. Keys that are
 * not of the serializer pass unseen, for Kafka's clients hand over all of their own.
 */
final class RegistrySettings {

  static final String URLS = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String USE_LATEST = "use.latest.version";
  static final String LATEST_STRICT = "latest.compatibility.strict";
  static final String NORMALIZE = "normalize.schemas";
  static final String REMOVE_JAVA = "avro.remove.java.properties";
  static final String SPECIFIC_READER = "specific.avro.reader";
  static final String KEY_TYPE = "specific.avro.key.type";
  static final String VALUE_TYPE = "specific.avro.value.type";
  static final String KEY_NAMING = "key.subject.name.strategy";
  static final String VALUE_NAMING = "value.subject.name.strategy";
  static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";
  static final String MAX_RETRIES = "max.retries";
  static final String RETRY_WAIT = "retries.wait.ms";
  static final String RETRY_MAX_WAIT = "retries.max.wait.ms";
  static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  static final String READ_TIMEOUT = "http.read.timeout.ms";

  /** Before Kafka's own names for TLS settings, they are those of the registry's client. */
  static final String CLIENT_PREFIX = "schema.registry.";

  private static final String MOCK = "mock://";

  private static final ConfigDef KEYS =
      new ConfigDef()
          .define(
              URLS,
              Type.LIST,
              HIGH,
              "URLs of the schema registry; the others are for when one fails.")
          .define(AUTO_REGISTER, Type.BOOLEAN, true, MEDIUM, "Register a schema that is new.")
          .define(
              USE_LATEST,
              Type.BOOLEAN,
              false,
              LOW,
              "Without auto-registration: write with the subject's latest schema.")
          .define(
              LATEST_STRICT,
              Type.BOOLEAN,
              true,
              LOW,
              "Refuse a latest schema that can't read the record's own.")
          .define(
              NORMALIZE, Type.BOOLEAN, false, MEDIUM, "Ignore the order of a schema's attributes.")
          .define(
              REMOVE_JAVA,
              Type.BOOLEAN,
              false,
              LOW,
              "Register schemas without the names of Java's classes.")
          .define(SPECIFIC_READER, Type.BOOLEAN, false, MEDIUM, "Read into generated classes.")
          .define(KEY_TYPE, Type.CLASS, null, LOW, "The generated class of keys.")
          .define(VALUE_TYPE, Type.CLASS, null, LOW, "The generated class of values.")
          .define(
              KEY_NAMING,
              Type.STRING,
              SubjectNaming.TOPIC.className(),
              MEDIUM,
              "How the subject of keys is named.")
          .define(
              VALUE_NAMING,
              Type.STRING,
              SubjectNaming.TOPIC.className(),
              MEDIUM,
              "How the subject of values is named.")
          .define(
              CREDENTIALS_SOURCE,
              Type.STRING,
              "URL",
              ValidString.in("URL", "USER_INFO"),
              MEDIUM,
              "Where user and password stand.")
          .define(
              USER_INFO, Type.PASSWORD, "", MEDIUM, "user:password, where the source is USER_INFO.")
          .define(
              CLIENT_PREFIX + USER_INFO,
              Type.PASSWORD,
              "",
              LOW,
              "The older name of " + USER_INFO + ".")
          .define(MAX_RETRIES, Type.INT, 3, atLeast(0), LOW, "How often a request is made again.")
          .define(
              RETRY_WAIT,
              Type.INT,
              1000,
              atLeast(0),
              LOW,
              "Longest wait before the first retry; doubles.")
          .define(
              RETRY_MAX_WAIT, Type.INT, 20000, atLeast(0), LOW, "Longest wait before any retry.")
          .define(CONNECT_TIMEOUT, Type.INT, 60000, atLeast(1), LOW, "For a connection.")
          .define(READ_TIMEOUT, Type.INT, 60000, atLeast(1), LOW, "For an answer.");

  private final AbstractConfig config;
  private final boolean isKey;

  private RegistrySettings(AbstractConfig config, boolean isKey) {
    this.config = config;
    this.isKey = isKey;
  }

  /**
   * @throws ConfigException for a missing or bad value, naming its key
   */
  static RegistrySettings of(Map<String, ?> configs, boolean isKey) {
    Map<String, Object> known = new HashMap<>(configs);
    // Classes may be given as such; Confluent's need not be on our class path.
    for (String key : List.of(KEY_NAMING, VALUE_NAMING)) {
      known.computeIfPresent(
          key, (same, value) -> value instanceof Class<?> c ? c.getName() : value);
    }
    return new RegistrySettings(new AbstractConfig(KEYS, known, false), isKey);
  }

  boolean isKey() {
    return isKey;
  }

  boolean autoRegister() {
    return config.getBoolean(AUTO_REGISTER);
  }

  boolean useLatest() {
    return config.getBoolean(USE_LATEST);
  }

  boolean latestStrict() {
    return config.getBoolean(LATEST_STRICT);
  }

  boolean normalize() {
    return config.getBoolean(NORMALIZE);
  }

  boolean removeJavaProperties() {
    return config.getBoolean(REMOVE_JAVA);
  }

  boolean specificReader() {
    return config.getBoolean(SPECIFIC_READER);
  }

  /** The generated class to read into; empty to go by the name in the writer's schema. */
  Optional<Class<? extends SpecificRecord>> specificType() {
    String key = isKey ? KEY_TYPE : VALUE_TYPE;
    Class<?> type = config.getClass(key);
    if (type == null) {
      return Optional.empty();
    }
    if (!SpecificRecord.class.isAssignableFrom(type)) {
      throw new ConfigException(key, type.getName(), "it is no class that Avro generated");
    }
    return Optional.of(type.asSubclass(SpecificRecord.class));
  }

  SubjectNaming naming() {
    String key = isKey ? KEY_NAMING : VALUE_NAMING;
    return SubjectNaming.of(key, config.getString(key));
  }

  SchemaRegistry registry() {
    List<String> urls = config.getList(URLS).stream().map(String::trim).toList();
    if (urls.isEmpty()) {
      throw new ConfigException(URLS, urls, "name at least one URL");
    }
    long mocks = urls.stream().filter(url -> url.startsWith(MOCK)).count();
    if (mocks == 0) {
      return new HttpRegistry(
          urls.stream().map(this::address).toList(),
          RegistryHttp.client(Duration.ofMillis(config.getInt(CONNECT_TIMEOUT)), tlsSettings()),
          Duration.ofMillis(config.getInt(READ_TIMEOUT)),
          new Retries(
              config.getInt(MAX_RETRIES),
              Duration.ofMillis(config.getInt(RETRY_WAIT)),
              Duration.ofMillis(config.getInt(RETRY_MAX_WAIT))));
    }
    if (urls.size() > 1) {
      throw new ConfigException(URLS, urls, "a mock:// registry stands alone");
    }
    return new MockRegistry(InMemoryRegistry.named(urls.get(0).substring(MOCK.length())));
  }

  private HttpRegistry.Address address(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      // The URL may hold a password, so it is not repeated.
      throw new ConfigException(URLS + ": one of its values is no URL");
    }
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new ConfigException(
          URLS + ": each value must be an http or https URL such as http://localhost:8081");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
    String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return new HttpRegistry.Address(
        uri.getScheme() + "://" + uri.getHost() + port + path,
        credentials(uri).map(each -> "Basic " + base64(each)));
  }

  private Optional<String> credentials(URI uri) {
    if (config.getString(CREDENTIALS_SOURCE).equals("URL")) {
      return Optional.ofNullable(uri.getUserInfo());
    }
    String given =
        Optional.of(config.getPassword(USER_INFO))
            .filter(each -> !each.value().isEmpty())
            .orElse(config.getPassword(CLIENT_PREFIX + USER_INFO))
            .value();
    if (!given.contains(":")) {
      throw new ConfigException(
          USER_INFO + " must be user:password, because " + CREDENTIALS_SOURCE + " is USER_INFO");
    }
    return Optional.of(given);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What stands under {@code schema.registry.ssl.}, by Kafka's own names; empty for Java's own
   * trust.
   */
  private Map<String, Object> tlsSettings() {
    Map<String, Object> settings = new TreeMap<>(config.originalsWithPrefix(CLIENT_PREFIX));
    settings.keySet().removeIf(key -> !key.startsWith("ssl."));
    settings.replaceAll((key, value) -> value instanceof Password secret ? secret.value() : value);
    return settings;
  }
}
