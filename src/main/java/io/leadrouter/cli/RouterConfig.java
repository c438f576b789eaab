package io.leadrouter.cli;

import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.BoundedMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration: a properties file, then environment variables, then what a command's flags
 * say; the later wins.
 *
 * <p>{@code LEADROUTER_HTTP_PORT} is {@code http.port}: the prefix goes, letters become small,
 * {@code _} becomes a dot. Keys of Kafka's clients and of Kafka Streams pass through unchanged,
 * also with Streams' prefixes ({@code consumer.}, {@code producer.}, {@code admin.} …); so do those
 * of Confluent's serializers. A key that nobody reads, and a value that nobody understands, is
 * refused with its place.
 *
 * <p>Immutable and thread-safe. {@link #toString()} shows no secret.
 */
public final class RouterConfig {
  private final Map<String, String> settings;
  private final AbstractConfig own;

  private RouterConfig(List<Setting> written) {
    Map<String, String> collected = new LinkedHashMap<>();
    for (Setting setting : written) {
      ConfigKeys.check(setting);
      collected.put(setting.key(), setting.value());
    }
    this.settings = Map.copyOf(collected);
    this.own = new AbstractConfig(ConfigKeys.OWN, settings, false);
  }

  /**
   * Reads a file and the environment.
   *
   * @throws Refusal when the file can't be read, or a key or a value is refused
   */
  public static RouterConfig load(Path file, Map<String, String> environment) {
    return load(Optional.of(file), environment, Map.of());
  }

  /**
   * As {@link #load(Path, Map)}, with what the flags of a command say on top; the keys of flags
   * name their places.
   */
  static RouterConfig load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    List<Setting> written = new ArrayList<>();
    file.ifPresent(path -> written.addAll(Setting.ofFile(path)));
    written.addAll(Setting.ofEnvironment(environment));
    flags.forEach((key, value) -> written.add(new Setting(key, value, "")));
    return new RouterConfig(written);
  }

  /**
   * A configuration made by a program.
   *
   * @throws Refusal when a key or a value is refused
   */
  public static RouterConfig of(Map<String, String> settings) {
    return load(Optional.empty(), Map.of(), settings);
  }

  /** The brokers, {@code host:port} separated by commas. */
  public String bootstrapServers() {
    return String.join(",", own.getList(ConfigKeys.BOOTSTRAP_SERVERS));
  }

  /** The schema registry's URLs, separated by commas. */
  public String schemaRegistryUrl() {
    return String.join(",", own.getList(ConfigKeys.SCHEMA_REGISTRY_URL));
  }

  public String applicationId() {
    return own.getString(ConfigKeys.APPLICATION_ID);
  }

  /** Put in front of every topic's name; may be empty. */
  public String topicPrefix() {
    return own.getString(ConfigKeys.TOPIC_PREFIX);
  }

  /** Directory of the state stores. */
  public Path stateDir() {
    return Path.of(own.getString(ConfigKeys.STATE_DIR));
  }

  /** Whether {@code run} writes its log for programs. */
  boolean logsJson() {
    return own.getString(ConfigKeys.LOG_FORMAT).equals("json");
  }

  /** Address on which metrics and health are served. */
  public String httpHost() {
    return own.getString(ConfigKeys.HTTP_HOST);
  }

  /** Port of metrics and health; 0 takes a free one. */
  public int httpPort() {
    return own.getInt(ConfigKeys.HTTP_PORT);
  }

  /**
   * Under which names persons are known who must not be named: with the {@code application.id} as
   * the key where nobody gave one.
   */
  public Pseudonyms pseudonyms() {
    Password key = own.getPassword(ConfigKeys.IDENTITY_HASH_KEY);
    return Pseudonyms.keyedWith(key == null ? applicationId() : key.value());
  }

  /** How long to wait for brokers and registry at the start. */
  public Duration startupTimeout() {
    return Duration.ofMillis(own.getInt(ConfigKeys.STARTUP_TIMEOUT));
  }

  /** How long to finish what was begun when the router is told to stop. */
  public Duration closeTimeout() {
    return Duration.ofMillis(own.getInt(ConfigKeys.CLOSE_TIMEOUT));
  }

  /** What Kafka Streams is started with. The exception handlers are the router's to add. */
  public Properties streamsProperties() {
    Properties properties = new Properties();
    properties.putAll(ConfigKeys.STREAMS_DEFAULTS);
    settings.forEach(
        (key, value) -> {
          if (!ConfigKeys.ofSerde(key) && !ConfigKeys.OWN.names().contains(key)) {
            properties.put(key, value);
          }
        });
    properties.putAll(ConfigKeys.STREAMS_FIXED);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir().toString());
    properties.put(BoundedMemory.BYTES, own.getLong(BoundedMemory.BYTES));
    return properties;
  }

  /** What an {@code Admin} is made with. */
  public Map<String, Object> clientProperties() {
    return client(AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX);
  }

  /** What a producer is made with; serializers are the caller's to add. */
  public Map<String, Object> producerProperties() {
    return client(ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX);
  }

  /**
   * What a consumer is made with, reading committed records only; deserializers are the caller's to
   * add.
   */
  public Map<String, Object> consumerProperties() {
    Map<String, Object> properties =
        client(ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  /**
   * What an {@link AvroSerde} is made with: the two classes, and their settings in Confluent's
   * words.
   */
  public Map<String, Object> serdeConfig() {
    Map<String, Object> properties = new HashMap<>();
    // The generated classes' schemas name Java's String; other languages' clients should not see
    // that.
    properties.put("avro.remove.java.properties", "true");
    settings.forEach(
        (key, value) -> {
          if (ConfigKeys.ofSerde(key)) {
            properties.put(key, value);
          }
        });
    properties.put(ConfigKeys.SCHEMA_REGISTRY_URL, schemaRegistryUrl());
    properties.put(AvroSerde.SERIALIZER, own.getClass(AvroSerde.SERIALIZER));
    properties.put(AvroSerde.DESERIALIZER, own.getClass(AvroSerde.DESERIALIZER));
    return properties;
  }

  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(settings);
    shown.replaceAll((key, value) -> ConfigKeys.secret(key) ? "[hidden]" : value);
    return "RouterConfig" + shown;
  }

  private Map<String, Object> client(Set<String> names, String prefix) {
    Map<String, Object> properties = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (names.contains(key) || key.startsWith("config.providers")) {
            properties.put(key, value);
          }
        });
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            properties.put(key.substring(prefix.length()), value);
          }
        });
    properties.put("bootstrap.servers", bootstrapServers());
    return properties;
  }
}
