package io.leadrouter.recovery;

import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.cli.RouterConfig;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Account;
import io.leadrouter.event.Caps;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.Person;
import io.leadrouter.event.Policies;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepStatus;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

/**
 * A world of its own on the shared broker: its topics, what people put into them, and what comes
 * out, listened to by the guarantees. Outputs have one partition each, so that what a reader sees
 * is in the order in which it was decided.
 */
final class Site implements AutoCloseable {

  /** Two groups on different partitions, so that two instances have one each. */
  static final String NORTH = "north";

  static final String SOUTH = "south";

  private static final Instant SUBMITTED = Instant.parse("2026-03-02T09:00:00Z");
  private static final int COMMAND_PARTITIONS = 2;

  static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none, poolCaps: {perDay: 100000}}
        south-all: {group: south, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard:
        fit:
          - {when: 'lead.company.employees >= 500', points: 30, text: large company}
        engagement: {halfLife: 7d, points: {webinar: 40}, capPerKind: 80}
        grades: {A: 30, B: 20, C: 10}
        bands: {1: 30, 2: 10}
      rules:
        - id: customers
          when: 'account.lifecycle == "CUSTOMER"'
          routes: [{reject: customer}]
        - id: named
          when: 'lead.campaign == "to-cyd"'
          routes: [{rep: cyd}]
        - id: far
          when: 'lead.campaign == "south"'
          routes: [{pool: south-all}]
        - id: rest
          otherwise: true
          routes: [{pool: north-all}]
      """;

  private final Broker broker;
  private final int leadPartitions;
  private final Producer<String, byte[]> producer;
  private final Serializer<SpecificRecord> values;
  private final String registry;
  private final Outputs outputs;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<String, Integer> eventIds = new HashMap<>();

  Site(Broker broker) {
    this(broker, "mock://" + broker.prefix() + "registry", 2);
  }

  /** With one partition of leads, they are decided in the order in which they are sent. */
  static Site inOrder(Broker broker) {
    return new Site(broker, "mock://" + broker.prefix() + "registry", 1);
  }

  Site(Broker broker, String registry, int leadPartitions) {
    this.broker = broker;
    this.leadPartitions = leadPartitions;
    this.registry = registry;
    createTopics();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
    RouterConfig config = config("site", Path.of("none"), Map.of());
    values = serializer(config);
    outputs = new Outputs(config);
  }

  /**
   * What a router here is started with. Sessions are short, lest a test waits for the broker to
   * miss an instance that vanished.
   */
  RouterConfig config(String applicationId, Path stateDir, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("schema.registry.url", registry);
    settings.put("topic.prefix", broker.prefix());
    settings.put("application.id", broker.prefix() + applicationId);
    settings.put("state.dir", stateDir.toString());
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", "0");
    settings.put("commit.interval.ms", "50");
    settings.put("consumer.session.timeout.ms", "6000");
    settings.put("consumer.heartbeat.interval.ms", "200");
    settings.putAll(more);
    return RouterConfig.of(settings);
  }

  Outputs outputs() {
    return outputs;
  }

  Broker broker() {
    return broker;
  }

  String name(Topic topic) {
    return broker.named(topic.bareName());
  }

  // ---- what people put in

  void policy(int version) {
    policy(version, POLICY);
  }

  void policy(int version, String yaml) {
    policy(PublishedPolicy.of("test", version, 1, yaml, "somebody", "", SUBMITTED));
  }

  void policy(PublishedPolicy policy) {
    send(Topic.ROUTING_POLICIES, policy.key(), Policies.write(policy));
  }

  /** A rep with room for this many open leads. */
  void rep(String repId, String group, int cap) {
    outputs.expectDecision(
        send(
            Topic.REPS,
            repId,
            Rep.newBuilder()
                .setRepId(repId)
                .setGroup(group)
                .setStatus(RepStatus.ACTIVE)
                .setCaps(new Caps(cap, null, null, null, null, false))
                .build()));
    outputs.guarantees().cap(repId, cap);
  }

  void account(String accountId, String domain, Lifecycle lifecycle) {
    send(
        Topic.ACCOUNTS,
        accountId,
        Account.newBuilder()
            .setAccountId(accountId)
            .setDomains(List.of(domain))
            .setLifecycle(lifecycle)
            .setOwners(List.of())
            .build());
  }

  /** Leads {@code <name>-<from>} up to but without {@code to}, for the group. */
  void leads(String name, String group, int from, int to) {
    for (int i = from; i < to; i++) {
      lead(name + "-" + i, group);
    }
  }

  void lead(String leadId, String group) {
    lead(leadId, lead -> lead.setCampaign(group));
  }

  void lead(String leadId, Consumer<Lead.Builder> more) {
    lead(leadId, more, lead -> encoded(Topic.LEADS, lead));
  }

  /** A lead that is written by somebody else. */
  void lead(String leadId, String group, Function<Lead, byte[]> encoding) {
    lead(leadId, lead -> lead.setCampaign(group), encoding);
  }

  private void lead(String leadId, Consumer<Lead.Builder> more, Function<Lead, byte[]> encoding) {
    Lead.Builder lead =
        Lead.newBuilder()
            .setLeadId(leadId)
            .setEventId("e" + eventIds.merge(leadId, 1, Integer::sum))
            .setSource("web")
            .setSubmittedAt(SUBMITTED)
            .setPerson(new Person("ann@" + leadId + ".example", null, "Ann", "Lee", null))
            .setConsent(Consent.GRANTED);
    more.accept(lead);
    outputs.expectDecision(bytes(Topic.LEADS, leadId, encoding.apply(lead.build())));
  }

  void outcome(String leadId, Disposition disposition) {
    outputs.expectDecision(
        send(
            Topic.LEAD_OUTCOMES,
            leadId,
            LeadOutcome.newBuilder()
                .setLeadId(leadId)
                .setOutcomeId("o" + eventIds.merge(leadId, 1, Integer::sum))
                .setDisposition(disposition)
                .setOccurredAt(SUBMITTED.plusSeconds(60))
                .build()));
  }

  RecordMetadata bytes(Topic topic, String key, byte[] value) {
    try {
      return producer.send(new ProducerRecord<>(name(topic), key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  RecordMetadata send(Topic topic, String key, SpecificRecord value) {
    return bytes(topic, key, encoded(topic, value));
  }

  byte[] encoded(Topic topic, SpecificRecord value) {
    return values.serialize(name(topic), value);
  }

  // ---- topics

  private void createTopics() {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      int count = partitionsOf(topic);
      topics.add(new NewTopic(name(topic), count, (short) 1).configs(topic.configs()));
      for (int partition = 0; partition < count; partition++) {
        partitions.add(new TopicPartition(name(topic), partition));
      }
    }
    broker.admin().createTopics(topics);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    // Records sent before every partition has a leader can be lost (KAFKA-15591).
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> broker.admin().listOffsets(latest).all().get().size() == partitions.size());
  }

  private int partitionsOf(Topic topic) {
    return switch (topic.partitioning()) {
      case LEAD -> leadPartitions;
      case COMMANDS -> COMMAND_PARTITIONS;
      default -> 1;
    };
  }

  /** The partition of {@code routing-commands} that a group is decided in. */
  static int partitionOf(String group) {
    return Utils.toPositive(Utils.murmur2(Utils.utf8(group))) % COMMAND_PARTITIONS;
  }

  @SuppressWarnings("unchecked")
  private static Serializer<SpecificRecord> serializer(RouterConfig config) {
    return (Serializer<SpecificRecord>)
        (Object) AvroSerde.of(Lead.class, config.serdeConfig()).serializer();
  }

  @Override
  public void close() {
    producer.close();
    values.close();
    outputs.close();
  }
}
