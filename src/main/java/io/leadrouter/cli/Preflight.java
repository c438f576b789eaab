package io.leadrouter.cli;

import io.leadrouter.kafka.Topic;
import io.leadrouter.topology.LeadRoutingTopology;
import io.leadrouter.topology.RouterObserver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * What must be true before the router starts: brokers and registry answer, the topics are there and
 * fit together, the state of an earlier run fits them, and there is a policy. Kafka Streams finds
 * most of this out too, later and in other words.
 */
public final class Preflight {
  private static final String CHANGELOG = "-changelog";
  private static final String MOCK = "mock://";

  private final RouterConfig config;

  public Preflight(RouterConfig config) {
    this.config = config;
  }

  /**
   * Returns when the router can start.
   *
   * @throws Refusal with the first thing that has to be put right
   */
  public void check() {
    requireRegistry();
    try (Cluster cluster = new Cluster(config)) {
      cluster.requireReachable();
      TopicSetup setup = new TopicSetup(cluster, config.topicPrefix());
      Map<String, TopicDescription> topics = setup.describeAll();
      requireTopics(topics);
      Stream.of(setup.unevenLeadTopics(topics), setup.dividedTopics(topics))
          .flatMap(List::stream)
          .findFirst()
          .ifPresent(
              difference -> {
                throw new Refusal(difference);
              });
      requireSameSizeAsEarlier(cluster, topics);
    }
    requirePolicy();
  }

  /**
   * Returns when the configuration makes sense, as far as that can be told without asking anybody.
   *
   * @throws KafkaException with what does not; what a key says by itself was checked when it was
   *     read
   */
  void checkConfig() {
    topology();
  }

  private void requirePolicy() {
    String topic = Topic.ROUTING_POLICIES.named(config.topicPrefix());
    try (PolicyShelf shelf = new PolicyShelf(config)) {
      PolicyHistory history = shelf.history();
      if (history.inForce().isPresent()) {
        return;
      }
      String lack =
          history.newestFirst().stream()
              .findFirst()
              .flatMap(history::refusal)
              .map(
                  why ->
                      "no policy on %s can be used, the newest because: %s".formatted(topic, why))
              .orElse("no policy was published to " + topic);
      throw new Refusal(lack + "; publish one with 'lead-router policy publish FILE'");
    }
  }

  private void requireTopics(Map<String, TopicDescription> present) {
    List<String> missing =
        Arrays.stream(Topic.values())
            .map(topic -> topic.named(config.topicPrefix()))
            .filter(name -> !present.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          "topics are missing: %s; create them with 'lead-router topics create'"
              .formatted(String.join(", ", missing)));
    }
  }

  /**
   * A store is found by its partition: with another count, leads and groups would meet other leads'
   * state.
   */
  private void requireSameSizeAsEarlier(Cluster cluster, Map<String, TopicDescription> topics) {
    Map<String, TopicDescription> sources = changelogs(topics);
    Map<String, TopicDescription> earlier = cluster.describe(sources.keySet());
    sources.forEach(
        (changelog, source) -> {
          int now = source.partitions().size();
          int kept =
              earlier.containsKey(changelog) ? earlier.get(changelog).partitions().size() : now;
          if (kept != now) {
            throw new Refusal(
                "topic %s has %d partitions, but the state kept in %s has %d; create the topic with %d again, or start anew with another %s"
                    .formatted(
                        source.name(), now, changelog, kept, kept, ConfigKeys.APPLICATION_ID));
          }
        });
  }

  /** The changelog of every store, and the topic by whose partitions the store is kept. */
  private Map<String, TopicDescription> changelogs(Map<String, TopicDescription> topics) {
    Map<String, TopicDescription> changelogs = new TreeMap<>();
    for (TopologyDescription.Subtopology part : topology().describe().subtopologies()) {
      TopicDescription largest =
          part.nodes().stream()
              .filter(TopologyDescription.Source.class::isInstance)
              .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
              .map(topics::get)
              .max(Comparator.comparingInt(topic -> topic.partitions().size()))
              .orElseThrow();
      part.nodes().stream()
          .filter(TopologyDescription.Processor.class::isInstance)
          .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
          .forEach(
              store -> changelogs.put(config.applicationId() + "-" + store + CHANGELOG, largest));
    }
    return changelogs;
  }

  private Topology topology() {
    return new LeadRoutingTopology(
            new StreamsConfig(config.streamsProperties()),
            config.serdeConfig(),
            config.topicPrefix(),
            config.pseudonyms(),
            RouterObserver.NONE)
        .get();
  }

  private void requireRegistry() {
    List<String> urls = List.of(config.schemaRegistryUrl().split(","));
    if (urls.stream().noneMatch(url -> url.startsWith(MOCK) || answers(url.strip()))) {
      throw new Refusal(
          "no schema registry answers at %s within %d s; start it, or set %s"
              .formatted(
                  String.join(",", urls.stream().map(Preflight::withoutLogin).toList()),
                  config.startupTimeout().toSeconds(),
                  ConfigKeys.SCHEMA_REGISTRY_URL));
    }
  }

  /**
   * Any answer will do: whether it lets us in is found out with the first schema, by the client
   * that logs in.
   */
  private boolean answers(String url) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(config.startupTimeout()).build();
    try {
      URI uri = new URI(withoutLogin(url));
      client.send(
          HttpRequest.newBuilder(uri).timeout(config.startupTimeout()).build(),
          HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (SSLException e) {
      return true;
    } catch (IOException e) {
      return false;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new Refusal(
          "'%s' is no URL of a schema registry; %s needs one such as http://localhost:8081"
              .formatted(withoutLogin(url), ConfigKeys.SCHEMA_REGISTRY_URL),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while waiting for the schema registry", e);
    }
  }

  private static String withoutLogin(String url) {
    return url.replaceFirst("//[^/@]*@", "//");
  }
}
