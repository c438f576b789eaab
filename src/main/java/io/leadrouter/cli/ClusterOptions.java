package io.leadrouter.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags by which every command finds brokers, registry and topics. */
final class ClusterOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file; LEADROUTER_… environment variables override it.")
  private Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The brokers (default: bootstrap.servers of the configuration).")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "The schema registry (default: schema.registry.url of the configuration).")
  private String schemaRegistry;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "In front of every topic's name (default: topic.prefix of the configuration).")
  private String prefix;

  /** What the flags, the environment and the file say, in this order. */
  RouterConfig config() {
    Map<String, String> flags = new LinkedHashMap<>();
    Optional.ofNullable(bootstrapServers)
        .ifPresent(value -> flags.put(ConfigKeys.BOOTSTRAP_SERVERS, value));
    Optional.ofNullable(schemaRegistry)
        .ifPresent(value -> flags.put(ConfigKeys.SCHEMA_REGISTRY_URL, value));
    Optional.ofNullable(prefix).ifPresent(value -> flags.put(ConfigKeys.TOPIC_PREFIX, value));
    return RouterConfig.load(Optional.ofNullable(config), System.getenv(), flags);
  }
}
