package io.leadrouter.recovery;

import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.Patience;
import io.leadrouter.cli.RouterConfig;
import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.TrainingExample;
import io.leadrouter.event.Account;
import io.leadrouter.event.Caps;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.Person;
import io.leadrouter.event.Policies;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepStatus;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import io.leadrouter.topology.LeadRoutingTopology;
import io.leadrouter.topology.RouterObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;

/**
 * A world of its own on the shared broker: its topics, what people put into them, and what comes
 * out, listened to by the guarantees. Outputs have one partition each, so that what a reader sees
 * is in the order in which it was decided.
 */
final class Site implements AutoCloseable {

  /** Two groups on different partitions, so that two instances have one each. */
  static final String NORTH = "north";

  static final String SOUTH = "south";

  /** As every router here calls itself, so that one takes up what another left. */
  static final String APPLICATION = "router";

  private static final Set<Topic> READ_BY_TASKS =
      Set.of(Topic.LEADS, Topic.LEAD_ACTIVITIES, Topic.LEAD_OUTCOMES, Topic.REPS);

  /** A Monday. */
  static final Instant SUBMITTED = Instant.parse("2026-03-02T09:00:00Z");

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
  private final Optional<StandingClock> clock;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<String, Integer> eventIds = new HashMap<>();

  /** What was sent last, of the topics that routers share. */
  private final Map<TopicPartition, Long> latest = new HashMap<>();

  Site(Broker broker) {
    this(broker, "mock://" + broker.prefix() + "registry", 2);
  }

  Site(Broker broker, String registry, int leadPartitions) {
    this(broker, registry, leadPartitions, Optional.empty());
  }

  /**
   * Where what is sent after the other is decided after the other, at a time that the test lets
   * pass: two such sites that are told the same come to the same, to the last field.
   */
  static Site inOrder(Broker broker) {
    return new Site(
        broker,
        "mock://" + broker.prefix() + "registry",
        1,
        Optional.of(new StandingClock(SUBMITTED)));
  }

  /** Where there is a policy before anybody starts: a lead before it would be a failure. */
  static Site withPolicy(Broker broker, String yaml) {
    Site site = new Site(broker);
    site.policy(1, yaml);
    return site;
  }

  /** Where time passes as the test says. */
  static Site standingStill(Broker broker) {
    return new Site(
        broker,
        "mock://" + broker.prefix() + "registry",
        2,
        Optional.of(new StandingClock(SUBMITTED)));
  }

  private Site(Broker broker, String registry, int leadPartitions, Optional<StandingClock> clock) {
    this.broker = broker;
    this.leadPartitions = leadPartitions;
    this.registry = registry;
    this.clock = clock;
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
   * miss an instance that vanished; and so is the broker's wait for something to answer, which a
   * consumer that is closed waits for, too.
   */
  RouterConfig config(String applicationId, Path stateDir, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("schema.registry.url", registry);
    settings.put("topic.prefix", broker.prefix());
    settings.put("application.id", broker.prefix() + applicationId);
    settings.put("identity.hash.key", "the same at every site");
    settings.put("state.dir", stateDir.toString());
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", "0");
    settings.put("commit.interval.ms", "50");
    settings.put("consumer.session.timeout.ms", "6000");
    settings.put("consumer.heartbeat.interval.ms", "200");
    settings.put("consumer.fetch.max.wait.ms", "100");
    settings.putAll(more);
    return RouterConfig.of(settings);
  }

  /** Under which routers here keep who shall be forgotten. */
  Pseudonyms pseudonyms() {
    return config("site", Path.of("none"), Map.of()).pseudonyms();
  }

  Outputs outputs() {
    return outputs;
  }

  /** From which routers here read the time, if the test sets it. */
  Optional<StandingClock> clock() {
    return clock;
  }

  void passes(Duration time) {
    clock.orElseThrow().passes(time);
  }

  /** What the clock shows; where nobody sets one, when everything is said to have happened. */
  Instant now() {
    return clock.map(StandingClock::now).orElse(SUBMITTED);
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
    policy(PublishedPolicy.of("test", version, 1, yaml, "somebody", "", now()));
  }

  void policy(PublishedPolicy policy) {
    send(Topic.ROUTING_POLICIES, policy.key(), Policies.write(policy));
  }

  /** A rep with room for this many open leads. */
  void rep(String repId, String group, int cap) {
    rep(repId, group, rep -> rep.setCaps(new Caps(cap, null, null, null, null, false)));
    outputs.guarantees().cap(repId, cap);
  }

  void rep(String repId, String group, Consumer<Rep.Builder> more) {
    outputs.expectDecision(tell(repId, group, more));
  }

  /** Tells of a rep, who may be on its way from group to group, so that nobody answers. */
  RecordMetadata tell(String repId, String group, Consumer<Rep.Builder> more) {
    Rep.Builder rep = Rep.newBuilder().setRepId(repId).setGroup(group).setStatus(RepStatus.ACTIVE);
    more.accept(rep);
    return send(Topic.REPS, repId, rep.build());
  }

  /** Likewise, that the rep has left. */
  RecordMetadata tellThatLeft(String repId) {
    return bytes(Topic.REPS, repId, null);
  }

  void repLeaves(String repId) {
    outputs.expectDecision(tellThatLeft(repId));
  }

  /**
   * Something that the group answers after all that was on its way to it. What it has sent to the
   * other group by then comes there before the next ringing.
   */
  void ring(String group) {
    rep(group + "-bell", group, rep -> rep.setStatus(RepStatus.PAUSED));
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

  /** The same, without waiting for the broker after each. */
  void manyLeads(String name, String group, int from, int to) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Lead lead = lead(name + "-" + i).setCampaign(group).build();
      byte[] value = encoded(Topic.LEADS, lead);
      sent.add(producer.send(new ProducerRecord<>(name(Topic.LEADS), lead.getLeadId(), value)));
    }
    sent.forEach(record -> outputs.expectDecision(arrived(record)));
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
    Lead.Builder lead = lead(leadId);
    more.accept(lead);
    outputs.expectDecision(bytes(Topic.LEADS, leadId, encoding.apply(lead.build())));
  }

  private Lead.Builder lead(String leadId) {
    return Lead.newBuilder()
        .setLeadId(leadId)
        .setEventId("e" + eventIds.merge(leadId, 1, Integer::sum))
        .setSource("web")
        .setSubmittedAt(now())
        .setPerson(new Person("ann@" + leadId + ".example", null, "Ann", "Lee", null))
        .setConsent(Consent.GRANTED);
  }

  /** Without waiting for the broker after each. */
  void examples(List<TrainingExample> examples) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (TrainingExample example : examples) {
      byte[] value = encoded(Topic.TRAINING_EXAMPLES, Training.write(example));
      sent.add(
          producer.send(
              new ProducerRecord<>(name(Topic.TRAINING_EXAMPLES), TrainingExample.KEY, value)));
    }
    sent.forEach(Site::arrived);
  }

  void erase(String leadId) {
    outputs.expectDecision(bytes(Topic.LEADS, leadId, null));
  }

  void activity(String leadId, String kind) {
    send(
        Topic.LEAD_ACTIVITIES,
        leadId,
        LeadActivity.newBuilder()
            .setLeadId(leadId)
            .setEventId("a" + eventIds.merge(leadId, 1, Integer::sum))
            .setKind(kind)
            .setOccurredAt(now())
            .build());
  }

  /** Waits until routers have read all that was sent, of which not everything is answered. */
  void awaitTaken() {
    Patience.await()
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> latest.entrySet().stream().allMatch(taken(committed())));
  }

  /** Waits until every task of groups has read what comes first: the policy. */
  void awaitFirstPolicy() {
    Patience.await()
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(
            () ->
                partitions.stream()
                    .filter(p -> p.topic().equals(name(Topic.ROUTING_COMMANDS)))
                    .collect(Collectors.toMap(p -> p, p -> 0L))
                    .entrySet()
                    .stream()
                    .allMatch(taken(committed())));
  }

  private static Predicate<Map.Entry<TopicPartition, Long>> taken(
      Map<TopicPartition, OffsetAndMetadata> committed) {
    return sent -> committed.get(sent.getKey()).offset() > sent.getValue();
  }

  private Map<TopicPartition, OffsetAndMetadata> committed()
      throws InterruptedException, ExecutionException {
    return broker
        .admin()
        .listConsumerGroupOffsets(broker.named(APPLICATION))
        .partitionsToOffsetAndMetadata()
        .get();
  }

  void outcome(String leadId, Disposition disposition) {
    outcome(leadId, disposition, outcome -> {});
  }

  void outcome(String leadId, Disposition disposition, Consumer<LeadOutcome.Builder> more) {
    LeadOutcome.Builder outcome =
        LeadOutcome.newBuilder()
            .setLeadId(leadId)
            .setOutcomeId("o" + eventIds.merge(leadId, 1, Integer::sum))
            .setDisposition(disposition)
            .setOccurredAt(now());
    more.accept(outcome);
    outputs.expectDecision(send(Topic.LEAD_OUTCOMES, leadId, outcome.build()));
  }

  RecordMetadata bytes(Topic topic, String key, byte[] value) {
    Long publishedAt = clock.map(standing -> standing.now().toEpochMilli()).orElse(null);
    RecordMetadata sent =
        arrived(producer.send(new ProducerRecord<>(name(topic), null, publishedAt, key, value)));
    if (READ_BY_TASKS.contains(topic)) {
      latest.put(new TopicPartition(sent.topic(), sent.partition()), sent.offset());
    }
    return sent;
  }

  private static RecordMetadata arrived(Future<RecordMetadata> sent) {
    try {
      return sent.get();
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
      topics.add(new NewTopic(name(topic), count, (short) 1).configs(configs(topic)));
      for (int partition = 0; partition < count; partition++) {
        partitions.add(new TopicPartition(name(topic), partition));
      }
    }
    broker.admin().createTopics(topics);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    // Records sent before every partition has a leader can be lost (KAFKA-15591).
    Patience.await()
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> broker.admin().listOffsets(latest).all().get().size() == partitions.size());
  }

  /** What is dated by a clock that was set may be long out of date for the broker. */
  private Map<String, String> configs(Topic topic) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    if (clock.isPresent()) {
      configs.put("retention.ms", "-1");
    }
    return configs;
  }

  private int partitionsOf(Topic topic) {
    return switch (topic.partitioning()) {
      case LEAD -> leadPartitions;
      case COMMANDS -> COMMAND_PARTITIONS;
      default -> 1;
    };
  }

  /** How many tasks all instances together have to work at. */
  int tasks() {
    RouterConfig config = config(APPLICATION, Path.of("none"), Map.of());
    return new LeadRoutingTopology(
            new StreamsConfig(config.streamsProperties()),
            config.serdeConfig(),
            config.topicPrefix(),
            config.pseudonyms(),
            RouterObserver.NONE)
        .get().describe().subtopologies().stream().mapToInt(this::tasks).sum();
  }

  private int tasks(TopologyDescription.Subtopology part) {
    return part.nodes().stream()
        .filter(TopologyDescription.Source.class::isInstance)
        .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream())
        .mapToInt(topic -> (int) partitions.stream().filter(p -> p.topic().equals(topic)).count())
        .max()
        .orElse(0);
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
