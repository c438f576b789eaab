package io.leadrouter.topology;

import static io.leadrouter.topology.Nodes.COMMAND;
import static io.leadrouter.topology.Nodes.ENRICH;
import static io.leadrouter.topology.Nodes.FORWARD;
import static io.leadrouter.topology.Nodes.LABEL;
import static io.leadrouter.topology.Nodes.MATCH;
import static io.leadrouter.topology.Nodes.PLACE_COMMAND;
import static io.leadrouter.topology.Nodes.PUBLISH_ASSIGNMENT;
import static io.leadrouter.topology.Nodes.PUBLISH_CONVERSION;
import static io.leadrouter.topology.Nodes.PUBLISH_DECISION;
import static io.leadrouter.topology.Nodes.PUBLISH_EXAMPLE;
import static io.leadrouter.topology.Nodes.PUBLISH_FORECAST;
import static io.leadrouter.topology.Nodes.PUBLISH_GROUP_DECISION;
import static io.leadrouter.topology.Nodes.PUBLISH_MODEL;
import static io.leadrouter.topology.Nodes.PUBLISH_OWNER;
import static io.leadrouter.topology.Nodes.PUBLISH_PLACE;
import static io.leadrouter.topology.Nodes.PUBLISH_SCORED;
import static io.leadrouter.topology.Nodes.RECOGNISE;
import static io.leadrouter.topology.Nodes.REJECT;
import static io.leadrouter.topology.Nodes.REJECT_REP;
import static io.leadrouter.topology.Nodes.SCORE;
import static io.leadrouter.topology.Nodes.TELL_CHANGE;
import static io.leadrouter.topology.Nodes.TRAIN;

import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.event.Account;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.Forecast;
import io.leadrouter.event.FunnelChange;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.LeadOwner;
import io.leadrouter.event.RejectedLead;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepPlace;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.event.ScoredLead;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.TrainingExample;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The life of a lead, from the marketing platform's topic to the CRM connectors'.
 *
 * <p>INTAKE works by lead, PLACE by rep and ROUTE by group. The one hop between them is {@code
 * routing-commands}: everything that changes a group goes through it, and its order is the group's.
 * TRAIN learns from what became of leads, and its models are back in every INTAKE task.
 *
 * <p>A topology belongs to one {@code KafkaStreams}, whose tasks share its policies and its models.
 */
public final class LeadRoutingTopology implements Supplier<Topology> {

  private final StreamsConfig config;
  private final Map<String, ?> serdes;
  private final String topicPrefix;
  private final Pseudonyms pseudonyms;
  private final RouterObserver observer;
  private final PolicyBook policies = new PolicyBook();
  private final ModelBook models = new ModelBook();

  /**
   * @param config of the client that will run it
   * @param serdes configuration of the Avro serializers
   * @param topicPrefix what every topic's name begins with; may be empty
   * @param pseudonyms under which is kept who shall be forgotten; the same on all instances
   */
  public LeadRoutingTopology(
      StreamsConfig config,
      Map<String, ?> serdes,
      String topicPrefix,
      Pseudonyms pseudonyms,
      RouterObserver observer) {
    this.config = config;
    this.serdes = serdes;
    this.topicPrefix = topicPrefix;
    this.pseudonyms = pseudonyms;
    this.observer = observer;
  }

  @Override
  public Topology get() {
    // Handed over here, or the demand for explicit names of internal topics is ignored.
    Topology topology = new Topology(new TopologyConfig(config));
    table(topology, Topic.ACCOUNTS, StateStores.accounts(), keepAccounts());
    table(topology, Topic.ROUTING_POLICIES, StateStores.policies(), keepPolicies());
    table(topology, Topic.REP_DIRECTORY, StateStores.directory(), keepDirectory());

    IntakeParts parts = new IntakeParts(policies, models, pseudonyms, topicPrefix, observer);
    read(topology, Topic.LEADS, Lead.class);
    read(topology, Topic.LEAD_ACTIVITIES, LeadActivity.class);
    read(topology, Topic.LEAD_OUTCOMES, LeadOutcome.class);
    topology
        .addProcessor("validate-lead", () -> new ValidateLead(parts), reading(Topic.LEADS))
        .addProcessor(RECOGNISE, () -> new RecogniseLead(parts), "validate-lead")
        .addProcessor(
            "apply-activity", () -> new ApplyActivity(parts), reading(Topic.LEAD_ACTIVITIES))
        .addProcessor(ENRICH, EnrichLead::new, RECOGNISE, "apply-activity")
        .addProcessor(SCORE, () -> new ScoreLead(parts), ENRICH)
        .addProcessor(MATCH, () -> new MatchRules(parts), SCORE)
        .addProcessor("relay-outcome", () -> new RelayOutcome(parts), reading(Topic.LEAD_OUTCOMES))
        .addStateStore(
            StateStores.leadStates(), RECOGNISE, "apply-activity", MATCH, "relay-outcome")
        .addProcessor(LABEL, () -> new LabelLead(parts), RECOGNISE, MATCH, "relay-outcome")
        .addStateStore(StateStores.leadExamples(), LABEL)
        .addStateStore(StateStores.examplesDue(), LABEL);

    read(topology, Topic.REPS, Rep.class);
    topology
        .addProcessor("place-rep", () -> new PlaceRep(parts), reading(Topic.REPS))
        .addProcessor("announce-policy", () -> new AnnouncePolicy(policies), reading(Topic.REPS))
        .addStateStore(StateStores.repHomes(), "place-rep")
        .addStateStore(StateStores.announcedPolicies(), "announce-policy");

    // The only hop.
    command(topology, COMMAND, RECOGNISE, MATCH, "relay-outcome");
    command(topology, PLACE_COMMAND, "place-rep", "announce-policy");
    read(topology, Topic.ROUTING_COMMANDS, RoutingCommand.class);
    topology
        .addProcessor(
            "route-group",
            () -> new RouteGroup(policies, pseudonyms, observer),
            reading(Topic.ROUTING_COMMANDS))
        .addStateStore(StateStores.openLeads(), "route-group")
        .addStateStore(StateStores.settledLeads(), "route-group")
        .addStateStore(StateStores.repSeats(), "route-group")
        .addStateStore(StateStores.poolTallies(), "route-group")
        .addStateStore(StateStores.groups(), "route-group")
        .addStateStore(StateStores.activePolicy(), "route-group");

    write(topology, PUBLISH_SCORED, Topic.SCORED_LEADS, ScoredLead.class, SCORE);
    write(
        topology,
        REJECT,
        Topic.REJECTED_LEADS,
        RejectedLead.class,
        "validate-lead",
        "apply-activity",
        "relay-outcome");
    write(topology, REJECT_REP, Topic.REJECTED_LEADS, RejectedLead.class, "place-rep");
    write(
        topology,
        PUBLISH_DECISION,
        Topic.ROUTING_DECISIONS,
        RoutingDecision.class,
        RECOGNISE,
        "apply-activity",
        MATCH,
        "relay-outcome");
    write(topology, PUBLISH_EXAMPLE, Topic.TRAINING_EXAMPLES, TrainingExample.class, LABEL);
    write(topology, PUBLISH_PLACE, Topic.REP_DIRECTORY, RepPlace.class, "place-rep");
    write(
        topology,
        PUBLISH_GROUP_DECISION,
        Topic.ROUTING_DECISIONS,
        RoutingDecision.class,
        "route-group");
    write(topology, PUBLISH_ASSIGNMENT, Topic.ASSIGNMENTS, Assignment.class, "route-group");
    write(topology, PUBLISH_OWNER, Topic.LEAD_OWNERS, LeadOwner.class, "route-group");
    write(topology, PUBLISH_CONVERSION, Topic.CONVERSIONS, Conversion.class, "route-group");
    write(topology, FORWARD, Topic.ROUTING_COMMANDS, RoutingCommand.class, "route-group");

    // After all others, whose tasks keep their numbers, and with them what they have on disk.
    table(topology, Topic.LEAD_OWNERS, StateStores.owners(), keepOwners());
    table(topology, Topic.SCORING_MODELS, StateStores.models(), keepModels());
    read(topology, Topic.TRAINING_EXAMPLES, TrainingExample.class);
    topology
        .addProcessor(
            TRAIN, () -> new TrainModel(models, observer), reading(Topic.TRAINING_EXAMPLES))
        .addStateStore(StateStores.learner(), TRAIN)
        .addStateStore(StateStores.lessons(), TRAIN)
        .addStateStore(StateStores.trainingProgress(), TRAIN);
    write(topology, PUBLISH_MODEL, Topic.SCORING_MODELS, ScoringModel.class, TRAIN);
    forecast(topology);
    return topology;
  }

  /** What was decided is read back to be counted, never to route: it may come late, and is. */
  private void forecast(Topology topology) {
    read(topology, Topic.ROUTING_DECISIONS, RoutingDecision.class);
    topology
        .addProcessor("follow-lead", FollowLead::new, reading(Topic.ROUTING_DECISIONS))
        .addStateStore(StateStores.journeys(), "follow-lead")
        .addStateStore(StateStores.untoldChanges(), "follow-lead");
    write(topology, TELL_CHANGE, Topic.FUNNEL_CHANGES, FunnelChange.class, "follow-lead");

    read(topology, Topic.FUNNEL_CHANGES, FunnelChange.class);
    topology
        .addProcessor(
            "forecast", () -> new ForecastConversions(observer), reading(Topic.FUNNEL_CHANGES))
        .addStateStore(StateStores.funnelDays(), "forecast")
        .addStateStore(StateStores.forecastDues(), "forecast");
    write(topology, PUBLISH_FORECAST, Topic.FORECASTS, Forecast.class, "forecast");
  }

  private ProcessorSupplier<String, byte[], Void, Void> keepAccounts() {
    return () -> new KeepAccounts(records(Topic.ACCOUNTS, Account.class));
  }

  private ProcessorSupplier<String, byte[], Void, Void> keepPolicies() {
    return () ->
        new KeepPolicies(records(Topic.ROUTING_POLICIES, RoutingPolicy.class), policies, observer);
  }

  private ProcessorSupplier<String, byte[], Void, Void> keepDirectory() {
    return () -> new KeepDirectory(records(Topic.REP_DIRECTORY, RepPlace.class));
  }

  private ProcessorSupplier<String, byte[], Void, Void> keepOwners() {
    return () -> new KeepOwners(records(Topic.LEAD_OWNERS, LeadOwner.class));
  }

  private ProcessorSupplier<String, byte[], Void, Void> keepModels() {
    return () ->
        new KeepModels(records(Topic.SCORING_MODELS, ScoringModel.class), models, observer);
  }

  /**
   * A table that every instance has whole; its records come as bytes: see {@link GlobalRecords}.
   */
  private void table(
      Topology topology,
      Topic topic,
      StoreBuilder<?> store,
      ProcessorSupplier<String, byte[], Void, Void> keep) {
    topology.addGlobalStore(
        store,
        reading(topic),
        Serdes.String().deserializer(),
        new ByteArrayDeserializer(),
        named(topic),
        "keep-" + topic.bareName(),
        keep);
  }

  private void read(Topology topology, Topic topic, Class<? extends SpecificRecord> type) {
    Deserializer<?> values = AvroSerde.of(type, serdes).deserializer();
    topology.addSource(reading(topic), Serdes.String().deserializer(), values, named(topic));
  }

  private void write(
      Topology topology,
      String node,
      Topic topic,
      Class<? extends SpecificRecord> type,
      String... from) {
    topology.addSink(node, named(topic), keys(), values(type), from);
  }

  private void command(Topology topology, String node, String... from) {
    topology.addSink(
        node,
        named(Topic.ROUTING_COMMANDS),
        keys(),
        values(RoutingCommand.class),
        new CommandPartitioner(),
        from);
  }

  private <T extends SpecificRecord> GlobalRecords<T> records(Topic topic, Class<T> type) {
    return new GlobalRecords<>(named(topic), AvroSerde.of(type, serdes).deserializer(), observer);
  }

  private static Serializer<String> keys() {
    return Serdes.String().serializer();
  }

  private <T extends SpecificRecord> Serializer<T> values(Class<T> type) {
    return AvroSerde.of(type, serdes).serializer();
  }

  private String named(Topic topic) {
    return topic.named(topicPrefix);
  }

  private static String reading(Topic topic) {
    return "read-" + topic.bareName();
  }
}
