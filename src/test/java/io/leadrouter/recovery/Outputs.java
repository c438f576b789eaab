package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.fail;

import io.leadrouter.cli.RouterConfig;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Forecast;
import io.leadrouter.event.Origin;
import io.leadrouter.event.RejectedLead;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a reader of committed records sees, and nothing else: it knows neither the router's counters
 * nor its stores. Every record it sees, the {@link Guarantees} see. Not thread-safe.
 */
final class Outputs implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Map<Topic, Class<? extends SpecificRecord>> READ =
      Map.of(
          Topic.ASSIGNMENTS, Assignment.class,
          Topic.ROUTING_DECISIONS, RoutingDecision.class,
          Topic.CONVERSIONS, Conversion.class,
          Topic.REJECTED_LEADS, RejectedLead.class,
          Topic.FORECASTS, Forecast.class);

  private final String prefix;
  private final String bootstrapServers;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, AvroSerde<?>> serdes = new HashMap<>();
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Guarantees guarantees = new Guarantees();
  private final List<Assignment> assignments = new ArrayList<>();
  private final Map<String, Integer> given = new TreeMap<>();
  private final List<RoutingDecision> decisions = new ArrayList<>();
  private final List<Conversion> conversions = new ArrayList<>();
  private final List<RejectedLead> rejected = new ArrayList<>();
  private final Map<String, Forecast> forecasts = new HashMap<>();
  private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();
  private final Set<String> awaited = new TreeSet<>();

  Outputs(RouterConfig config) {
    prefix = config.topicPrefix();
    bootstrapServers = config.bootstrapServers();
    Map<String, Object> properties = config.consumerProperties();
    properties.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    READ.forEach(
        (topic, type) -> serdes.put(topic.named(prefix), AvroSerde.of(type, config.serdeConfig())));
    serdes.keySet().forEach(topic -> partitions.add(new TopicPartition(topic, 0)));
    partitions.add(new TopicPartition(Topic.DEAD_LETTERS.named(prefix), 0));
    consumer.assign(partitions);
  }

  Guarantees guarantees() {
    return guarantees;
  }

  List<Assignment> assignments() {
    return assignments;
  }

  List<RoutingDecision> decisions() {
    return decisions;
  }

  List<Conversion> conversions() {
    return conversions;
  }

  List<RejectedLead> rejected() {
    return rejected;
  }

  List<ConsumerRecord<String, byte[]>> deadLetters() {
    return deadLetters;
  }

  /** The latest by which a key is forecast; empty: none yet. */
  Optional<Forecast> forecast(String key) {
    return Optional.ofNullable(forecasts.get(key));
  }

  /** What became of each lead: who was given it, and how it ended, in order. */
  Map<String, List<String>> journeys() {
    Map<String, List<String>> journeys = new TreeMap<>();
    for (Assignment assignment : assignments) {
      journeys
          .computeIfAbsent(assignment.getLeadId(), unused -> new ArrayList<>())
          .add(
              "%d/%d %s %s"
                  .formatted(
                      assignment.getCycle(),
                      assignment.getAttempt(),
                      assignment.getStatus(),
                      assignment.getRepId()));
    }
    return journeys;
  }

  /** How many leads each rep was given. */
  Map<String, Integer> given() {
    return given;
  }

  int given(String repId) {
    return given.getOrDefault(repId, 0);
  }

  long assigned() {
    return given().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The record was sent, and has to be answered for. */
  void expectDecision(RecordMetadata sent) {
    String topic = sent.topic().substring(prefix.length());
    awaited.add(topic + "-" + sent.partition() + "@" + sent.offset());
    if (topic.equals(Topic.LEADS.bareName())) {
      guarantees.published(topic, sent.partition(), sent.offset());
    }
  }

  /** These groups have to work by this policy. */
  void expectPolicy(int version, String... groups) {
    for (String group : groups) {
      awaited.add(policy(version, group));
    }
  }

  private static String policy(int version, String group) {
    return "policy " + version + " in " + group;
  }

  /**
   * Reads until everything that was sent has been answered for, and what was assigned is there:
   * decisions and assignments are on two topics, of which a reader may be ahead in either.
   */
  void awaitAnswers() {
    await(
        "answers for " + awaited.size() + " records",
        () -> awaited.isEmpty() && guarantees.everyAssignmentHasItsDecision());
  }

  /** Reads until so many groups work by this policy. */
  void awaitPolicy(int version, int groups) {
    await(
        "policy " + version + " in force",
        () ->
            groups
                == decisions.stream()
                    .filter(decision -> decision.getKind() == DecisionKind.POLICY_ACTIVATED)
                    .filter(decision -> decision.getPolicyVersion() == version)
                    .count());
  }

  /** Reads until something has come true, as long as anything comes at all. */
  void await(String what, BooleanSupplier reached) {
    long lastCame = System.nanoTime();
    while (!reached.getAsBoolean()) {
      if (poll(Duration.ofMillis(100))) {
        lastCame = System.nanoTime();
      } else if (System.nanoTime() - lastCame > LONGEST_WAIT.toNanos()) {
        fail("No %s within %s; given %s, unanswered %s", what, LONGEST_WAIT, given(), awaited);
      }
    }
  }

  /** Reads all that is committed; with no router running, all that will ever be. */
  void readToEnd() {
    Map<TopicPartition, Long> ends = Ends.settled(bootstrapServers, partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      poll(Duration.ofMillis(100));
    }
  }

  /** Whether anything came. */
  private boolean poll(Duration timeout) {
    ConsumerRecords<String, byte[]> records = consumer.poll(timeout);
    for (ConsumerRecord<String, byte[]> record : records) {
      AvroSerde<?> serde = serdes.get(record.topic());
      if (serde == null) {
        deadLetters.add(record);
        answered(
            header(record, "__streams.errors.topic").substring(prefix.length()),
            Integer.parseInt(header(record, "__streams.errors.partition")),
            Long.parseLong(header(record, "__streams.errors.offset")));
      } else if (record.value() == null) {
        guarantees.sawTheLastOf(record.key());
      } else {
        Object value = serde.deserializer().deserialize(record.topic(), record.value());
        if (value instanceof Forecast forecast) {
          forecasts.put(record.key(), forecast);
        } else {
          saw(value);
        }
      }
    }
    return !records.isEmpty();
  }

  private void saw(Object record) {
    if (record instanceof Assignment assignment) {
      assignments.add(assignment);
      if (assignment.getStatus() == AssignmentStatus.ASSIGNED) {
        given.merge(assignment.getRepId(), 1, Integer::sum);
      }
      guarantees.saw(assignment);
    } else if (record instanceof RoutingDecision decision) {
      decisions.add(decision);
      if (decision.getKind() == DecisionKind.POLICY_ACTIVATED) {
        awaited.remove(policy(decision.getPolicyVersion(), decision.getGroup()));
      }
      guarantees.saw(decision);
      Origin origin = decision.getOrigin();
      if (origin != null) {
        answered(origin.getTopic(), origin.getPartition(), origin.getOffset());
      }
    } else if (record instanceof Conversion conversion) {
      conversions.add(conversion);
    } else if (record instanceof RejectedLead refused) {
      rejected.add(refused);
      guarantees.saw(refused);
      answered(refused.getTopic(), refused.getPartition(), refused.getOffset());
    }
  }

  private void answered(String topic, int partition, long offset) {
    awaited.remove(topic + "-" + partition + "@" + offset);
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(
        record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
    serdes.values().forEach(AvroSerde::close);
  }
}
