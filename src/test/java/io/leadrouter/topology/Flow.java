package io.leadrouter.topology;

import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Account;
import io.leadrouter.event.AccountOwner;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.Caps;
import io.leadrouter.event.Company;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.Person;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RejectedLead;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepStatus;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.ScoredLead;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on Kafka's test driver, spoken to in the words of the domain. */
final class Flow implements AutoCloseable {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  static final Pseudonyms PSEUDONYMS = Pseudonyms.keyedWith("flow");

  private static final AtomicInteger REGISTRIES = new AtomicInteger();

  private final Map<String, Object> serdes =
      Map.of("schema.registry.url", "mock://flow-" + REGISTRIES.incrementAndGet());
  private final TopologyTestDriver driver;
  private final AtomicInteger ids = new AtomicInteger();
  private Instant now;
  private int policyVersion;

  Flow() {
    this(START, RouterObserver.NONE);
  }

  Flow(RouterObserver observer) {
    this(START, observer);
  }

  /**
   * @param start what the wall clock shows
   */
  Flow(Instant start) {
    this(start, RouterObserver.NONE);
  }

  private Flow(Instant start, RouterObserver observer) {
    now = start;
    Properties properties = properties();
    StreamsConfig config = new StreamsConfig(properties);
    driver =
        new TopologyTestDriver(
            new LeadRoutingTopology(config, serdes, "", PSEUDONYMS, observer).get(),
            properties,
            start);
  }

  static Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "flow");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    // Two builds on one machine must not share their state.
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/flow");
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topic.DEAD_LETTERS.bareName());
    return properties;
  }

  void policy(String yaml) {
    publish(++policyVersion, yaml);
    passes(Duration.ofMillis(200));
  }

  void publish(int version, String yaml) {
    publish(PublishedPolicy.of("test", version, 1, yaml, "somebody", "", START));
  }

  void publish(PublishedPolicy policy) {
    send(Topic.ROUTING_POLICIES, policy.key(), Policies.write(policy));
  }

  void rep(String repId, String group, Consumer<Rep.Builder> more) {
    Rep.Builder rep = Rep.newBuilder().setRepId(repId).setGroup(group).setStatus(RepStatus.ACTIVE);
    more.accept(rep);
    send(Topic.REPS, repId, rep.build());
  }

  void rep(String repId, String group, int openLeads) {
    rep(repId, group, rep -> rep.setCaps(new Caps(openLeads, null, null, null, null, false)));
  }

  void repLeaves(String repId) {
    sendNull(Topic.REPS, repId);
  }

  void account(String accountId, String domain, Lifecycle lifecycle, AccountOwner... owners) {
    send(
        Topic.ACCOUNTS,
        accountId,
        Account.newBuilder()
            .setAccountId(accountId)
            .setDomains(List.of(domain))
            .setLifecycle(lifecycle)
            .setOwners(List.of(owners))
            .build());
  }

  void lead(String leadId) {
    lead(leadId, lead -> {});
  }

  void lead(String leadId, Consumer<Lead.Builder> more) {
    Lead.Builder lead =
        Lead.newBuilder()
            .setLeadId(leadId)
            .setEventId("event-" + ids.incrementAndGet())
            .setSource("web")
            .setSubmittedAt(now)
            .setPerson(new Person(leadId + "@example.com", null, "Ann", "Lee", null))
            .setConsent(Consent.GRANTED);
    more.accept(lead);
    send(Topic.LEADS, leadId, lead.build());
  }

  static Consumer<Lead.Builder> employees(long employees) {
    return lead ->
        lead.setCompany(Company.newBuilder().setName("Acme").setEmployees(employees).build());
  }

  void erase(String leadId) {
    sendNull(Topic.LEADS, leadId);
  }

  void activity(String leadId, String kind) {
    send(
        Topic.LEAD_ACTIVITIES,
        leadId,
        LeadActivity.newBuilder()
            .setLeadId(leadId)
            .setEventId("activity-" + ids.incrementAndGet())
            .setKind(kind)
            .setOccurredAt(START)
            .build());
  }

  void outcome(String leadId, Disposition disposition) {
    outcome(leadId, disposition, outcome -> {});
  }

  void outcome(String leadId, Disposition disposition, Consumer<LeadOutcome.Builder> more) {
    LeadOutcome.Builder outcome =
        LeadOutcome.newBuilder()
            .setLeadId(leadId)
            .setOutcomeId("outcome-" + ids.incrementAndGet())
            .setDisposition(disposition)
            .setOccurredAt(START.plusSeconds(60));
    more.accept(outcome);
    send(Topic.LEAD_OUTCOMES, leadId, outcome.build());
  }

  void passes(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** How the clients of its topics are configured. */
  Map<String, Object> serdes() {
    return serdes;
  }

  Instant now() {
    return now;
  }

  void bytes(Topic topic, String key, byte[] value) {
    bytes(topic, key, value, now);
  }

  void bytes(Topic topic, String key, byte[] value, Instant publishedAt) {
    TestInputTopic<String, byte[]> input =
        driver.createInputTopic(
            topic.bareName(), new StringSerializer(), new ByteArraySerializer());
    input.pipeInput(key, value, publishedAt);
  }

  void send(Topic topic, String key, SpecificRecord value) {
    bytes(topic, key, serializer().serialize(topic.bareName(), value));
  }

  @SuppressWarnings("unchecked")
  private org.apache.kafka.common.serialization.Serializer<SpecificRecord> serializer() {
    return (org.apache.kafka.common.serialization.Serializer<SpecificRecord>)
        (Object) AvroSerde.of(Lead.class, serdes).serializer();
  }

  private void sendNull(Topic topic, String key) {
    bytes(topic, key, null);
  }

  /** The records of a store's changelog that compaction leaves, as bytes by key. */
  Map<String, byte[]> stored(String store) {
    Map<String, byte[]> left = new TreeMap<>();
    driver
        .createOutputTopic(
            "flow-" + store + "-changelog", new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(record -> left.put(record.key(), record.value()));
    left.values().removeIf(Objects::isNull);
    return left;
  }

  /** What a compacted topic holds in the end, by key. */
  <T extends SpecificRecord> Map<String, T> latest(Topic topic, Class<T> type) {
    Map<String, T> latest = new TreeMap<>();
    records(topic, type).forEach(record -> latest.put(record.key(), record.value()));
    latest.values().removeIf(Objects::isNull);
    return latest;
  }

  /** The values of a topic as they are. */
  List<byte[]> bytes(Topic topic) {
    return raw(topic).stream().map(TestRecord::value).toList();
  }

  /** The records of a topic as they are. */
  List<TestRecord<String, byte[]>> raw(Topic topic) {
    return driver
        .createOutputTopic(topic.bareName(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  List<Assignment> assignments() {
    return values(Topic.ASSIGNMENTS, Assignment.class);
  }

  List<RoutingDecision> decisions() {
    return values(Topic.ROUTING_DECISIONS, RoutingDecision.class);
  }

  List<Conversion> conversions() {
    return values(Topic.CONVERSIONS, Conversion.class);
  }

  List<RejectedLead> rejected() {
    return values(Topic.REJECTED_LEADS, RejectedLead.class);
  }

  List<ScoredLead> scored() {
    return values(Topic.SCORED_LEADS, ScoredLead.class);
  }

  <T extends SpecificRecord> List<T> values(Topic topic, Class<T> type) {
    return records(topic, type).stream().map(TestRecord::value).toList();
  }

  <T extends SpecificRecord> List<TestRecord<String, T>> records(Topic topic, Class<T> type) {
    TestOutputTopic<String, T> output =
        driver.createOutputTopic(
            topic.bareName(), new StringDeserializer(), AvroSerde.of(type, serdes).deserializer());
    return output.readRecordsToList();
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return raw(Topic.DEAD_LETTERS);
  }

  TopologyTestDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.close();
  }
}
