package io.leadrouter.cli;

import io.leadrouter.kafka.Topic;
import io.leadrouter.kafka.Topic.Partitioning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the router's topics on a cluster, and tells how those that are there differ from what the
 * router needs.
 */
public final class TopicSetup {
  private static final long POLL_MS = 50;

  private final Cluster cluster;
  private final String prefix;

  /**
   * Sizes that somebody wants; what is empty takes its default.
   *
   * @param leadPartitions of the topics keyed by leadId
   * @param groupPartitions of {@code routing-commands}
   * @param replicationFactor by default the brokers' own
   */
  public record Sizes(
      OptionalInt leadPartitions, OptionalInt groupPartitions, Optional<Short> replicationFactor) {
    public static final Sizes DEFAULT =
        new Sizes(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
  }

  TopicSetup(Cluster cluster, String prefix) {
    this.cluster = cluster;
    this.prefix = prefix;
  }

  /**
   * Creates the topics that are missing, changes none that is there, and returns when every
   * partition can be written.
   *
   * @return the names of those created
   * @throws Refusal when the brokers refuse, don't answer, or a topic that is there has another
   *     size
   */
  public static List<String> create(RouterConfig config, Sizes sizes) {
    try (Cluster cluster = new Cluster(config)) {
      return new TopicSetup(cluster, config.topicPrefix()).create(sizes);
    }
  }

  List<String> create(Sizes sizes) {
    Map<String, TopicDescription> present = describeAll();
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      TopicDescription there = present.get(topic.named(prefix));
      int wanted = partitions(topic, sizes, present);
      if (there == null) {
        missing.add(
            new NewTopic(topic.named(prefix), Optional.of(wanted), sizes.replicationFactor())
                .configs(topic.configs()));
      } else {
        requireSize(topic, sizes, there);
      }
    }
    cluster
        .admin()
        .createTopics(missing)
        .values()
        .forEach(
            (name, future) -> {
              try {
                cluster.await(future);
              } catch (Refusal e) {
                // Somebody else creates them at the same time; that is no failure.
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw e;
                }
              }
            });
    awaitWritable(sizes, present);
    return missing.stream().map(NewTopic::name).sorted().toList();
  }

  /** One sentence for each difference; none when the router can run. */
  List<String> differences() {
    Map<String, TopicDescription> present = describeAll();
    List<String> differences = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!present.containsKey(topic.named(prefix))) {
        differences.add(
            "topic %s is missing; create it with 'lead-router topics create'"
                .formatted(topic.named(prefix)));
      }
    }
    differences.addAll(unevenLeadTopics(present));
    differences.addAll(dividedTopics(present));
    Map<ConfigResource, Config> configs =
        cluster.await(
            cluster
                .admin()
                .describeConfigs(
                    present.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
    for (Topic topic : Topic.values()) {
      String name = topic.named(prefix);
      TopicDescription there = present.get(name);
      if (there != null) {
        Config actual = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
        differences.addAll(configDifferences(topic, name, actual));
      }
    }
    return differences;
  }

  /** What is wrong with the partition counts of the topics that are read by leadId together. */
  List<String> unevenLeadTopics(Map<String, TopicDescription> present) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      TopicDescription there = present.get(topic.named(prefix));
      if (topic.partitioning() == Partitioning.LEAD && there != null) {
        counts.put(there.name(), there.partitions().size());
      }
    }
    if (new TreeSet<>(counts.values()).size() <= 1) {
      return List.of();
    }
    String said =
        counts.entrySet().stream()
            .map(count -> count.getKey() + " has " + count.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        "topics read by leadId differ in partitions (%s); delete and create those that are wrong, for a lead's records must meet in one partition"
            .formatted(said));
  }

  /** Topics whose records have one order for all, or one reader, and have it no longer. */
  List<String> dividedTopics(Map<String, TopicDescription> present) {
    List<String> divided = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      TopicDescription there = present.get(topic.named(prefix));
      int wanted = topic.partitioning().defaultCount();
      if (topic.partitioning().isFixed() && there != null && there.partitions().size() != wanted) {
        divided.add(
            "topic %s has %d partitions instead of %d; delete it and create it again"
                .formatted(there.name(), there.partitions().size(), wanted));
      }
    }
    return divided;
  }

  Map<String, TopicDescription> describeAll() {
    return cluster.describe(Arrays.stream(Topic.values()).map(t -> t.named(prefix)).toList());
  }

  private static List<String> configDifferences(Topic topic, String name, Config actual) {
    List<String> differences = new ArrayList<>();
    String cleanup = topic.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG);
    String actualCleanup = actual.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!Set.of(cleanup.split(",")).equals(Set.of(actualCleanup.split(",")))) {
      differences.add(
          "topic %s has %s=%s instead of %s; change it with kafka-configs"
              .formatted(name, TopicConfig.CLEANUP_POLICY_CONFIG, actualCleanup, cleanup));
    }
    long largest = Long.parseLong(topic.configs().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    long actualLargest = Long.parseLong(actual.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    if (actualLargest < largest) {
      differences.add(
          "topic %s has %s=%d, less than the %d that a record may need; change it with kafka-configs"
              .formatted(name, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, actualLargest, largest));
    }
    return differences;
  }

  private int partitions(Topic topic, Sizes sizes, Map<String, TopicDescription> present) {
    int usual = topic.partitioning().defaultCount();
    return switch (topic.partitioning()) {
      case LEAD -> sizes.leadPartitions().orElseGet(() -> leadPartitions(present).orElse(usual));
      case MANY -> sizes.leadPartitions().orElse(usual);
      case COMMANDS -> sizes.groupPartitions().orElse(usual);
      case FEW, ONE -> usual;
    };
  }

  /** What the lead topics that are there have; the others must have the same. */
  private OptionalInt leadPartitions(Map<String, TopicDescription> present) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.partitioning() == Partitioning.LEAD)
        .map(topic -> present.get(topic.named(prefix)))
        .filter(there -> there != null)
        .mapToInt(there -> there.partitions().size())
        .findFirst();
  }

  private void requireSize(Topic topic, Sizes sizes, TopicDescription there) {
    OptionalInt wanted =
        switch (topic.partitioning()) {
          case LEAD -> sizes.leadPartitions();
          case COMMANDS -> sizes.groupPartitions();
          case MANY, FEW, ONE -> OptionalInt.empty();
        };
    int actual = there.partitions().size();
    if (wanted.isPresent() && wanted.getAsInt() != actual) {
      throw new Refusal(
          "topic %s already has %d partitions, and their number never changes; ask for %d, or delete the topic first"
              .formatted(there.name(), actual, actual));
    }
  }

  /**
   * Records sent right after a topic's creation can be lost (KAFKA-15591), but not once its leaders
   * answer.
   */
  private void awaitWritable(Sizes sizes, Map<String, TopicDescription> present) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic topic : Topic.values()) {
      String name = topic.named(prefix);
      int count =
          present.containsKey(name)
              ? present.get(name).partitions().size()
              : partitions(topic, sizes, present);
      IntStream.range(0, count)
          .forEach(p -> ends.put(new TopicPartition(name, p), OffsetSpec.latest()));
    }
    long deadline = System.nanoTime() + cluster.timeout().toNanos();
    while (true) {
      try {
        cluster.await(
            cluster.admin().listOffsets(ends, new ListOffsetsOptions().timeoutMs(1_000)).all());
        return;
      } catch (Refusal e) {
        boolean mayPass = e.getCause() instanceof RetriableException;
        if (!mayPass || System.nanoTime() - deadline > 0) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while waiting for the topics", e);
    }
  }
}
