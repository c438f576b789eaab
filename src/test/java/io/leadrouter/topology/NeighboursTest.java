package io.leadrouter.topology;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.Consent;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.AvroDeserializer;
import io.leadrouter.kafka.AvroSerializer;
import io.leadrouter.kafka.Topic;
import io.leadrouter.neighbour.AssignmentConnector;
import io.leadrouter.neighbour.LeadPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples for those who publish leads and those who consume assignments, with the router. */
class NeighboursTest {

  private static final String POLICY =
      """
      id: test
      groups: [emea]
      pools: {all: {group: emea, members: 'true', strategy: round-robin, acceptWithin: 15m}}
      scorecard:
        fit: [{when: 'true', points: 10, text: a lead}]
      rules:
        - {id: all, otherwise: true, routes: [{pool: all}]}
      """;

  private static final TopicPartition ASSIGNMENTS =
      new TopicPartition(Topic.ASSIGNMENTS.bareName(), 0);

  private final Flow flow = new Flow();
  private final AvroSerializer<GenericRecord> writer = new AvroSerializer<>();
  private final AvroDeserializer<GenericRecord> reader = new AvroDeserializer<>();
  private final MockProducer<String, GenericRecord> producer =
      new MockProducer<>(true, null, new StringSerializer(), writer);
  private final MockConsumer<String, GenericRecord> consumer = new MockConsumer<>("earliest");
  private final List<String> keys = new ArrayList<>();
  private final List<byte[]> read = new ArrayList<>();
  private final SmallCrm crm = new SmallCrm();

  private LeadPublisher leads;
  private AssignmentConnector connector;

  @BeforeEach
  void start() throws IOException {
    Schema.Parser schemas = new Schema.Parser();
    leads = new LeadPublisher(producer, schemas.parse(file("leads.avsc")));
    connector =
        new AssignmentConnector(
            consumer,
            producer,
            schemas.parse(file("lead-outcomes.avsc")),
            crm,
            Clock.fixed(Flow.START.plusSeconds(60), ZoneOffset.UTC));
    writer.configure(flow.serdes(), false);
    reader.configure(flow.serdes(), false);
    consumer.assign(List.of(ASSIGNMENTS));
    consumer.updateBeginningOffsets(Map.of(ASSIGNMENTS, 0L));
    flow.policy(POLICY);
    flow.rep("ana", "emea", rep -> {});
    flow.rep("bob", "emea", rep -> {});
  }

  private static String file(String schema) throws IOException {
    return Files.readString(Path.of("schemas", schema));
  }

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void whatThePublisherSendsIsAssigned() {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    deliver();

    assertThat(flow.scored())
        .singleElement()
        .satisfies(
            scored -> {
              assertThat(scored.getLead().getPerson().getEmail()).isEqualTo("ann@acme.example");
              assertThat(scored.getLead().getConsent()).isEqualTo(Consent.GRANTED);
            });
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("web-1");
  }

  @Test
  void whatIsSentAgainChangesNothingAndAnEditCorrects() {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    leads.submitted("1", 2, Flow.START, "ann.lee@acme.example");
    deliver();

    assertThat(kinds())
        .contains(DecisionKind.ASSIGNED, DecisionKind.DUPLICATE, DecisionKind.UPDATED)
        .doesNotHaveDuplicates();
  }

  @Test
  void anErasedLeadIsForgottenInTheCrm() throws Exception {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    deliver();
    take();
    leads.erased("1");
    deliver();
    take();

    assertThat(crm.applied).containsExactly("web-1/1/1/ASSIGNED", "forget web-1");
    assertThat(crm.holders).isEmpty();
  }

  @Test
  void aDeliveryThatWasReportedIsOnTheRecord() throws Exception {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    deliver();
    take();
    flow.decisions();
    deliver();

    assertThat(flow.decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getKind()).isEqualTo(DecisionKind.OUTCOME_RECORDED);
              assertThat(decision.getEventId()).isEqualTo("web-1/1/1/ASSIGNED/DELIVERED");
            });
  }

  @Test
  void aReassignmentLooksAsThePageShowsIt() throws Exception {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    deliver();
    take();
    says("DECLINED");
    says("DECLINED");
    flow.rep("cyd", "emea", rep -> {});
    take();
    says("CONVERTED");

    assertThat(page("consuming-assignments"))
        .as("the page's table")
        .contains(
            "| idempotencyKey | repId | previousRepId | reason |\n|---|---|---|---|\n"
                + crm.table());
  }

  @Test
  void aLeadThatIsGivenAwayInTheCrmComesBackAsTheNextAttempt() throws Exception {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    deliver();
    take();
    String other = crm.holders.get("web-1").equals("ana") ? "bob" : "ana";
    flow.outcome("web-1", Disposition.REASSIGNED, outcome -> outcome.setRepId(other));
    take();

    assertThat(crm.applied).containsExactly("web-1/1/1/ASSIGNED", "web-1/1/2/ASSIGNED");
    assertThat(crm.holders).containsEntry("web-1", other);
  }

  @Test
  void whatIsReadTwiceIsAppliedOnceAndItsReportChangesNothing() throws Exception {
    leads.submitted("1", 1, Flow.START, "ann@acme.example");
    deliver();
    take();
    deliver();
    flow.decisions();

    // The connector died after its reports and before its offsets.
    consumer.seek(ASSIGNMENTS, 0);
    again();
    connector.poll();
    deliver();

    assertThat(crm.applied).containsExactly("web-1/1/1/ASSIGNED");
    assertThat(flow.decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getKind()).isEqualTo(DecisionKind.OUTCOME_STALE);
              assertThat(decision.getReason()).isEqualTo("said-before");
            });
  }

  private List<DecisionKind> kinds() {
    return flow.decisions().stream()
        .filter(decision -> decision.getLeadId() != null)
        .map(RoutingDecision::getKind)
        .toList();
  }

  /** The CRM reports of the lead, and hears what comes of it. */
  private void says(String disposition) throws Exception {
    connector.report(crm.latest.get("web-1"), disposition);
    deliver();
    take();
  }

  private static String page(String name) throws IOException {
    return file(name + ".md");
  }

  /** What was sent comes to the router. */
  private void deliver() {
    for (ProducerRecord<String, GenericRecord> record : List.copyOf(producer.history())) {
      Topic topic = Topic.withBareName(record.topic()).orElseThrow();
      flow.bytes(topic, record.key(), writer.serialize(record.topic(), record.value()));
    }
    producer.clear();
  }

  /** What the router has said comes to the connector. */
  private void take() throws Exception {
    for (TestRecord<String, byte[]> record : flow.raw(Topic.ASSIGNMENTS)) {
      keys.add(record.key());
      read.add(record.value());
      add(read.size() - 1);
    }
    connector.poll();
  }

  private void again() {
    for (int offset = 0; offset < read.size(); offset++) {
      add(offset);
    }
  }

  private void add(int offset) {
    consumer.addRecord(
        new ConsumerRecord<>(
            ASSIGNMENTS.topic(),
            0,
            offset,
            keys.get(offset),
            reader.deserialize(ASSIGNMENTS.topic(), read.get(offset))));
  }

  private static final class SmallCrm implements AssignmentConnector.Crm {
    final Map<String, String> holders = new LinkedHashMap<>();
    final Map<String, GenericRecord> latest = new LinkedHashMap<>();
    final List<String> applied = new ArrayList<>();
    final List<GenericRecord> history = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    @Override
    public void apply(String idempotencyKey, GenericRecord assignment) {
      if (!keys.add(idempotencyKey)) {
        return;
      }
      applied.add(idempotencyKey);
      String leadId = assignment.get("leadId").toString();
      latest.put(leadId, assignment);
      history.add(assignment);
      if (assignment.get("status").toString().equals("ASSIGNED")) {
        holders.put(leadId, assignment.get("repId").toString());
      } else {
        holders.remove(leadId);
      }
    }

    /** What was applied, as a page shows it. */
    String table() {
      return history.stream()
          .map(
              each ->
                  Stream.of("idempotencyKey", "repId", "previousRepId", "reason")
                      .map(each::get)
                      .map(cell -> cell == null ? "" : " `" + cell + "`")
                      .collect(joining(" |", "|", " |\n")))
          .collect(joining());
    }

    @Override
    public void forget(String leadId) {
      applied.add("forget " + leadId);
      holders.remove(leadId);
      latest.remove(leadId);
    }
  }
}
