package io.leadrouter.topology;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.LeadExample;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Lesson;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.RepHome;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.TrainingProgress;
import io.leadrouter.event.Accounts;
import io.leadrouter.event.Forecasts;
import io.leadrouter.event.FunnelChange;
import io.leadrouter.event.Leads;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.event.States;
import io.leadrouter.event.Training;
import io.leadrouter.forecast.Due;
import io.leadrouter.forecast.FunnelChanges;
import io.leadrouter.forecast.Journey;
import io.leadrouter.kafka.EarlierSchemas;
import io.leadrouter.kafka.StateSerde;
import io.leadrouter.kafka.Topic;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Every state store by name. Those that grow with the leads and the accounts are on disk; those
 * that a desk holds in memory anyway are in memory, and come back from their changelog or topic.
 */
final class StateStores {

  static final String LEAD_STATES = "lead-states";
  static final String LEAD_EXAMPLES = "lead-examples";
  static final String EXAMPLES_DUE = "examples-due";
  static final String REP_HOMES = "rep-homes";
  static final String ANNOUNCED_POLICIES = "announced-policies";
  static final String OPEN_LEADS = "open-leads";
  static final String SETTLED_LEADS = "settled-leads";
  static final String REP_SEATS = "rep-seats";
  static final String POOL_TALLIES = "pool-tallies";
  static final String GROUPS = "groups";
  static final String ACTIVE_POLICY = "active-policy";
  static final String LEARNER = "learner";
  static final String LESSONS = "lessons";
  static final String TRAINING_PROGRESS = "training-progress";
  static final String ACCOUNTS = "accounts-by-domain";
  static final String POLICIES = "policies";
  static final String DIRECTORY = "groups-by-rep";
  static final String OWNERS = "lead-owners";
  static final String MODELS = "scoring-models";
  static final String JOURNEYS = "journeys";
  static final String UNTOLD_CHANGES = "untold-changes";
  static final String FUNNEL_DAYS = "funnel-days";
  static final String FORECAST_DUES = "forecast-dues";

  private StateStores() {}

  static StoreBuilder<KeyValueStore<String, LeadState>> leadStates() {
    return logged(onDisk(LEAD_STATES), leadState());
  }

  static StoreBuilder<KeyValueStore<String, LeadExample>> leadExamples() {
    return logged(
        onDisk(LEAD_EXAMPLES),
        StateSerde.of(
            io.leadrouter.event.state.LeadExample.class, Training::read, Training::write));
  }

  /** Ids of leads by when time makes a difference to their examples. */
  static StoreBuilder<KeyValueStore<String, String>> examplesDue() {
    return logged(onDisk(EXAMPLES_DUE), Serdes.String());
  }

  static StoreBuilder<KeyValueStore<String, RepHome>> repHomes() {
    return logged(
        inMemory(REP_HOMES),
        StateSerde.of(io.leadrouter.event.state.RepHome.class, States::read, States::write));
  }

  static StoreBuilder<KeyValueStore<String, Integer>> announcedPolicies() {
    return logged(inMemory(ANNOUNCED_POLICIES), Serdes.Integer());
  }

  /** Waiting and assigned leads: what a desk looks through when it opens. */
  static StoreBuilder<KeyValueStore<String, OpenLead>> openLeads() {
    return logged(onDisk(OPEN_LEADS), openLead());
  }

  /** The others: closed, at the end of their routes, or in another group. */
  static StoreBuilder<KeyValueStore<String, OpenLead>> settledLeads() {
    return logged(onDisk(SETTLED_LEADS), openLead());
  }

  static StoreBuilder<KeyValueStore<String, RepSeat>> repSeats() {
    Class<io.leadrouter.event.state.RepSeat> type = io.leadrouter.event.state.RepSeat.class;
    return logged(
        inMemory(REP_SEATS),
        StateSerde.of(type, EarlierSchemas.of(type, 3), States::read, States::write));
  }

  static StoreBuilder<KeyValueStore<String, PoolTally>> poolTallies() {
    return logged(
        inMemory(POOL_TALLIES),
        StateSerde.of(io.leadrouter.event.state.PoolTally.class, States::read, States::write));
  }

  static StoreBuilder<KeyValueStore<String, GroupState>> groups() {
    Class<io.leadrouter.event.state.GroupState> type = io.leadrouter.event.state.GroupState.class;
    return logged(
        inMemory(GROUPS),
        StateSerde.of(type, EarlierSchemas.of(type, 1), States::read, States::write));
  }

  static StoreBuilder<KeyValueStore<String, PublishedPolicy>> activePolicy() {
    return logged(
        inMemory(ACTIVE_POLICY),
        StateSerde.of(RoutingPolicy.class, Policies::read, Policies::write));
  }

  /** In pieces of which each fits into a record; read only when the trainer starts. */
  static StoreBuilder<KeyValueStore<String, byte[]>> learner() {
    return logged(onDisk(LEARNER), Serdes.ByteArray());
  }

  static StoreBuilder<KeyValueStore<String, Lesson>> lessons() {
    return logged(
        onDisk(LESSONS),
        StateSerde.of(io.leadrouter.event.state.Lesson.class, Training::read, Training::write));
  }

  static StoreBuilder<KeyValueStore<String, TrainingProgress>> trainingProgress() {
    return logged(
        inMemory(TRAINING_PROGRESS),
        StateSerde.of(
            io.leadrouter.event.state.TrainingProgress.class, Training::read, Training::write));
  }

  static StoreBuilder<KeyValueStore<String, Account>> accounts() {
    return global(
        onDisk(ACCOUNTS),
        StateSerde.of(io.leadrouter.event.Account.class, Accounts::read, Accounts::write));
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> policies() {
    return global(inMemory(POLICIES), Serdes.ByteArray());
  }

  static StoreBuilder<KeyValueStore<String, String>> directory() {
    return global(inMemory(DIRECTORY), Serdes.String());
  }

  static StoreBuilder<KeyValueStore<String, LeadOwner>> owners() {
    return global(
        onDisk(OWNERS),
        StateSerde.of(io.leadrouter.event.LeadOwner.class, Leads::read, Leads::write));
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> models() {
    return global(inMemory(MODELS), Serdes.ByteArray());
  }

  static StoreBuilder<KeyValueStore<String, Journey>> journeys() {
    return logged(
        onDisk(JOURNEYS),
        StateSerde.of(io.leadrouter.event.state.Journey.class, Forecasts::read, Forecasts::write));
  }

  static StoreBuilder<KeyValueStore<String, FunnelChanges>> untoldChanges() {
    return logged(inMemory(UNTOLD_CHANGES), funnelChanges());
  }

  static StoreBuilder<KeyValueStore<String, FunnelChanges>> funnelDays() {
    return logged(onDisk(FUNNEL_DAYS), funnelChanges());
  }

  static StoreBuilder<KeyValueStore<String, Due>> forecastDues() {
    return logged(
        inMemory(FORECAST_DUES),
        StateSerde.of(
            io.leadrouter.event.state.ForecastDue.class, Forecasts::read, Forecasts::write));
  }

  private static Serde<FunnelChanges> funnelChanges() {
    return StateSerde.of(FunnelChange.class, Forecasts::read, Forecasts::write);
  }

  static Serde<LeadState> leadState() {
    Class<io.leadrouter.event.state.LeadState> type = io.leadrouter.event.state.LeadState.class;
    return StateSerde.of(type, EarlierSchemas.of(type, 2), States::read, States::write);
  }

  static Serde<OpenLead> openLead() {
    Class<io.leadrouter.event.OpenLead> type = io.leadrouter.event.OpenLead.class;
    return StateSerde.of(type, EarlierSchemas.of(type, 5), States::read, States::write);
  }

  private static KeyValueBytesStoreSupplier onDisk(String name) {
    return Stores.persistentKeyValueStore(name);
  }

  private static KeyValueBytesStoreSupplier inMemory(String name) {
    return Stores.inMemoryKeyValueStore(name);
  }

  // A cache would hold back writes until the commit; a restart must find each of them.
  private static <T> StoreBuilder<KeyValueStore<String, T>> logged(
      KeyValueBytesStoreSupplier supplier, Serde<T> values) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values)
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.LARGEST_RECORD)));
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> global(
      KeyValueBytesStoreSupplier supplier, Serde<T> values) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values)
        .withCachingDisabled()
        .withLoggingDisabled();
  }
}
