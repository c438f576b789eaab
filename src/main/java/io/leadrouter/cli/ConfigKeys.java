package io.leadrouter.cli;

import io.leadrouter.kafka.AvroDeserializer;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.AvroSerializer;
import io.leadrouter.kafka.BoundedMemory;
import io.leadrouter.kafka.Topic;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Every configuration key there is: ours with their defaults, those of Kafka's clients and of Kafka
 * Streams, and those of Confluent's serializers. Refuses what is none of them, what has no
 * meaningful value, and what would break a guarantee.
 */
final class ConfigKeys {
  static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  static final String APPLICATION_ID = "application.id";
  static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  static final String TOPIC_PREFIX = "topic.prefix";
  static final String STATE_DIR = "state.dir";
  static final String HTTP_HOST = "http.host";
  static final String HTTP_PORT = "http.port";
  static final String LOG_FORMAT = "log.format";
  static final String STARTUP_TIMEOUT = "startup.timeout.ms";
  static final String CLOSE_TIMEOUT = "close.timeout.ms";
  static final String IDENTITY_HASH_KEY = "identity.hash.key";

  /**
   * Ours, and those of Kafka's for which we have another default: the one place where a default is
   * written.
   */
  static final ConfigDef OWN =
      new ConfigDef()
          .define(
              BOOTSTRAP_SERVERS,
              Type.LIST,
              "localhost:9092",
              Importance.HIGH,
              "The brokers, host:port separated by commas.")
          .define(
              SCHEMA_REGISTRY_URL,
              Type.LIST,
              "http://localhost:8081",
              Importance.HIGH,
              "The schema registry; several URLs, separated by commas, are tried in turn.")
          .define(
              APPLICATION_ID,
              Type.STRING,
              "lead-router",
              matching("[a-zA-Z0-9._-]{1,180}", "letters, digits, '.', '_' and '-'"),
              Importance.HIGH,
              "Names the consumer group, the transactions and the internal topics; instances with the same id share"
                  + " the work.")
          .define(
              TOPIC_PREFIX,
              Type.STRING,
              "",
              matching("[a-zA-Z0-9._-]{0,100}", "letters, digits, '.', '_' and '-'"),
              Importance.MEDIUM,
              "Put in front of every topic's name.")
          .define(
              STATE_DIR,
              Type.STRING,
              "lead-router-state",
              Importance.HIGH,
              "Directory of the state stores; on a disk that survives a restart, it saves the restoring.")
          .define(
              HTTP_HOST,
              Type.STRING,
              "0.0.0.0",
              Importance.LOW,
              "Address on which metrics and health are served.")
          .define(
              HTTP_PORT,
              Type.INT,
              8080,
              Range.between(0, 65535),
              Importance.MEDIUM,
              "Port of metrics and health; 0 takes a free one.")
          .define(
              LOG_FORMAT,
              Type.STRING,
              "text",
              ConfigDef.ValidString.in("text", "json"),
              Importance.LOW,
              "How run writes its log: text for people, or json with a line an event.")
          .define(
              STARTUP_TIMEOUT,
              Type.INT,
              10_000,
              Range.atLeast(100),
              Importance.LOW,
              "How long to wait for brokers and registry at the start, in milliseconds.")
          .define(
              CLOSE_TIMEOUT,
              Type.INT,
              30_000,
              Range.atLeast(1_000),
              Importance.LOW,
              "How long to finish what was begun when it is told to stop, in milliseconds; whoever kills it has to wait"
                  + " longer.")
          .define(
              BoundedMemory.BYTES,
              Type.LONG,
              BoundedMemory.DEFAULT_BYTES,
              Range.atLeast(BoundedMemory.LEAST_BYTES),
              Importance.MEDIUM,
              "What all state stores of the process may hold in memory together, outside the heap, in bytes.")
          .define(
              IDENTITY_HASH_KEY,
              Type.PASSWORD,
              null,
              Importance.MEDIUM,
              "Secret key of the hashes under which persons are known who must not be named; the same on all instances"
                  + " and for ever. By default the application.id, which is no secret.")
          .define(
              AvroSerde.SERIALIZER,
              Type.CLASS,
              AvroSerializer.class,
              Importance.LOW,
              "Class that writes Avro, such as io.confluent.kafka.serializers.KafkaAvroSerializer.")
          .define(
              AvroSerde.DESERIALIZER,
              Type.CLASS,
              AvroDeserializer.class,
              Importance.LOW,
              "Class that reads Avro, such as io.confluent.kafka.serializers.KafkaAvroDeserializer.");

  /** Kafka's keys for which we have another default. */
  static final Map<String, String> STREAMS_DEFAULTS =
      Map.of(
          // A lead's way has one hop and so takes two commits; 100 ms keeps it under 300 ms.
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          "100",
          // With commits this close, larger batches cost no latency and save most of the requests.
          StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
          "10",
          StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
          "131072",
          // Every client can read this; kafkajs, for one, knows no lz4 and no zstd by itself.
          StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
          "none",
          // What came in must be able to go out again, with what was decided about it.
          StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
          Integer.toString(Topic.LARGEST_RECORD),
          // The changelogs too: a store keeps the policy in force, whole.
          StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
          Integer.toString(Topic.LARGEST_RECORD));

  /** What the guarantees stand on; may be written down, but only with this value. */
  static final Map<String, String> STREAMS_FIXED =
      Map.of(
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          StreamsConfig.EXACTLY_ONCE_V2,
          // A cache holds forwards back and is lost with the task; the decisions read the stores
          // themselves.
          StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
          "0",
          // A generated name changes with the topology, and state under the old name would be lost.
          StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
          "true");

  /** Set by the router itself; another value would break it. */
  private static final Set<String> MANAGED =
      Set.of(
          "group.id",
          "transactional.id",
          "enable.auto.commit",
          "enable.idempotence",
          "isolation.level",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer",
          "default.key.serde",
          "default.value.serde",
          "default.deserialization.exception.handler",
          "deserialization.exception.handler",
          "default.production.exception.handler",
          "production.exception.handler",
          "processing.exception.handler",
          "processing.exception.handler.global.enabled",
          "errors.dead.letter.queue.topic.name",
          "specific.avro.reader",
          "key.subject.name.strategy",
          "value.subject.name.strategy");

  private static final ConfigDef STREAMS = StreamsConfig.configDef();
  private static final ConfigDef CONSUMER = ConsumerConfig.configDef();
  private static final ConfigDef PRODUCER = ProducerConfig.configDef();
  private static final ConfigDef ADMIN = AdminClientConfig.configDef();

  private static final Map<String, ConfigDef> PREFIXES =
      Map.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.RESTORE_CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.PRODUCER_PREFIX, PRODUCER,
          StreamsConfig.ADMIN_CLIENT_PREFIX, ADMIN);

  /** Confluent's keys; the serializers check their values. */
  private static final Set<String> SERDE =
      Set.of(
          "auto.register.schemas",
          "use.latest.version",
          "latest.compatibility.strict",
          "id.compatibility.strict",
          "normalize.schemas",
          "use.schema.id",
          "use.latest.with.metadata",
          "latest.cache.size",
          "latest.cache.ttl.sec",
          "max.schemas.per.subject",
          "max.retries",
          "retries.wait.ms",
          "retries.max.wait.ms",
          "http.connect.timeout.ms",
          "http.read.timeout.ms",
          "proxy.host",
          "proxy.port",
          "context.name.strategy",
          "avro.remove.java.properties",
          "avro.use.logical.type.converters",
          "avro.reflection.allow.null",
          "enhanced.avro.schema.support",
          "key.schema.id.serializer",
          "value.schema.id.serializer",
          "key.schema.id.deserializer",
          "value.schema.id.deserializer");

  private static final List<String> SERDE_PREFIXES =
      List.of("schema.registry.", "basic.auth.", "bearer.auth.", "rule.");

  /** Kafka resolves {@code ${file:…}} through its configuration providers. */
  private static final String PROVIDERS = "config.providers";

  private static final Pattern SECRET =
      Pattern.compile("password|secret|credential|user\\.info|jaas|token|\\.key$|keystore\\.key");

  private ConfigKeys() {}

  /**
   * Refuses a key that nobody reads, a value that nobody understands, and one that would break a
   * guarantee.
   */
  static void check(Setting setting) {
    String key = setting.key();
    if (!known(key)) {
      throw setting.refuse(
          "unknown configuration key '%s'%s".formatted(key, Suggestion.of(key, names())));
    }
    String fixed = STREAMS_FIXED.get(key);
    if (fixed != null && !fixed.equals(setting.value())) {
      throw setting.refuse(
          "'%s' is '%s', but the router guarantees nothing without '%s'; remove the line"
              .formatted(key, setting.value(), fixed));
    }
    if (MANAGED.contains(bare(key))) {
      throw setting.refuse("'%s' is set by the router itself; remove the line".formatted(key));
    }
    definition(key).ifPresent(definition -> checkValue(setting, definition));
  }

  static boolean ofSerde(String key) {
    return SERDE.contains(key)
        || PROVIDERS.equals(key)
        || SERDE_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** Whether the value must never be shown. */
  static boolean secret(String key) {
    return definition(key).map(d -> d.type() == Type.PASSWORD).orElse(false)
        || SECRET.matcher(key).find();
  }

  private static boolean known(String key) {
    return definition(key).isPresent()
        || ofSerde(key)
        || key.startsWith(PROVIDERS + ".")
        || (key.startsWith(StreamsConfig.TOPIC_PREFIX)
            && topicConfigs().contains(key.substring(StreamsConfig.TOPIC_PREFIX.length())));
  }

  private static Optional<ConfigDef.ConfigKey> definition(String key) {
    for (ConfigDef definitions : List.of(OWN, STREAMS, CONSUMER, PRODUCER, ADMIN)) {
      ConfigDef.ConfigKey definition = definitions.configKeys().get(key);
      if (definition != null) {
        return Optional.of(definition);
      }
    }
    return prefix(key)
        .map(prefix -> PREFIXES.get(prefix).configKeys().get(key.substring(prefix.length())));
  }

  private static Optional<String> prefix(String key) {
    return PREFIXES.keySet().stream().filter(key::startsWith).findFirst();
  }

  private static String bare(String key) {
    return prefix(key).map(prefix -> key.substring(prefix.length())).orElse(key);
  }

  private static void checkValue(Setting setting, ConfigDef.ConfigKey definition) {
    if (setting.value().contains("${")) {
      return;
    }
    try {
      Object value = ConfigDef.parseType(setting.key(), setting.value(), definition.type());
      if (definition.validator != null) {
        definition.validator.ensureValid(setting.key(), value);
      }
    } catch (ConfigException e) {
      String shown = secret(setting.key()) ? "set" : "'" + setting.value() + "'";
      throw setting.refuse(
          "'%s' is %s; allowed: %s".formatted(setting.key(), shown, allowed(definition)));
    }
  }

  private static String allowed(ConfigDef.ConfigKey definition) {
    String type =
        switch (definition.type()) {
          case BOOLEAN -> "true or false";
          case INT, SHORT, LONG -> "a whole number";
          case DOUBLE -> "a number";
          case LIST -> "a list separated by commas";
          case CLASS -> "the name of a class on the class path";
          case STRING, PASSWORD -> "";
        };
    String range = definition.validator == null ? "" : definition.validator.toString();
    return (type + " " + range).strip();
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(SERDE);
    for (ConfigDef definitions : List.of(OWN, STREAMS, CONSUMER, PRODUCER, ADMIN)) {
      names.addAll(definitions.names());
    }
    PREFIXES.forEach(
        (prefix, definitions) -> definitions.names().forEach(name -> names.add(prefix + name)));
    topicConfigs().forEach(name -> names.add(StreamsConfig.TOPIC_PREFIX + name));
    names.removeIf(name -> name.contains("__") || name.contains("internal.") || managed(name));
    return names;
  }

  private static boolean managed(String key) {
    return MANAGED.contains(bare(key));
  }

  /** Kafka lists the names of a topic's settings nowhere but in these constants. */
  private static Collection<String> topicConfigs() {
    Set<String> names = new TreeSet<>();
    for (Field field : TopicConfig.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getName().endsWith("_CONFIG")) {
        try {
          names.add((String) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return names;
  }

  private static ConfigDef.Validator matching(String pattern, String allowed) {
    Pattern compiled = Pattern.compile(pattern);
    return new ConfigDef.Validator() {
      @Override
      public void ensureValid(String name, Object value) {
        if (!compiled.matcher((String) value).matches()) {
          throw new ConfigException(name, value, allowed);
        }
      }

      @Override
      public String toString() {
        return allowed.toLowerCase(Locale.ROOT);
      }
    };
  }
}
