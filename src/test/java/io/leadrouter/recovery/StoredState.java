package io.leadrouter.recovery;

import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.LeadExample;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.RepHome;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.event.States;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.EarlierSchemas;
import io.leadrouter.kafka.StateSerde;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What every store holds, by partition and key: read from the committed changelogs, from which the
 * next owner would restore it.
 */
record StoredState(
    Map<String, LeadState> leadStates,
    Map<String, LeadExample> leadExamples,
    Map<String, String> examplesDue,
    Map<String, RepHome> repHomes,
    Map<String, Integer> announcedPolicies,
    Map<String, OpenLead> openLeads,
    Map<String, OpenLead> settledLeads,
    Map<String, RepSeat> seats,
    Map<String, PoolTally> tallies,
    Map<String, GroupState> groups,
    Map<String, PublishedPolicy> policies) {

  static StoredState read(Site site) {
    Class<io.leadrouter.event.state.LeadState> leadState =
        io.leadrouter.event.state.LeadState.class;
    Class<io.leadrouter.event.OpenLead> openLead = io.leadrouter.event.OpenLead.class;
    Class<io.leadrouter.event.state.RepSeat> seat = io.leadrouter.event.state.RepSeat.class;
    Class<io.leadrouter.event.state.GroupState> group = io.leadrouter.event.state.GroupState.class;
    Deserializer<OpenLead> leads =
        StateSerde.of(openLead, EarlierSchemas.of(openLead, 5), States::read, States::write)
            .deserializer();
    return new StoredState(
        store(
            site,
            "lead-states",
            StateSerde.of(leadState, EarlierSchemas.of(leadState, 2), States::read, States::write)
                .deserializer()),
        store(
            site,
            "lead-examples",
            StateSerde.of(
                    io.leadrouter.event.state.LeadExample.class, Training::read, Training::write)
                .deserializer()),
        store(site, "examples-due", new StringDeserializer()),
        store(
            site,
            "rep-homes",
            StateSerde.of(io.leadrouter.event.state.RepHome.class, States::read, States::write)
                .deserializer()),
        store(site, "announced-policies", new IntegerDeserializer()),
        store(site, "open-leads", leads),
        store(site, "settled-leads", leads),
        store(
            site,
            "rep-seats",
            StateSerde.of(seat, EarlierSchemas.of(seat, 3), States::read, States::write)
                .deserializer()),
        store(
            site,
            "pool-tallies",
            StateSerde.of(io.leadrouter.event.state.PoolTally.class, States::read, States::write)
                .deserializer()),
        store(
            site,
            "groups",
            StateSerde.of(group, EarlierSchemas.of(group, 1), States::read, States::write)
                .deserializer()),
        store(
            site,
            "active-policy",
            StateSerde.of(RoutingPolicy.class, Policies::read, Policies::write).deserializer()));
  }

  private static <T> Map<String, T> store(Site site, String store, Deserializer<T> values) {
    Map<String, T> latest = new TreeMap<>();
    String changelog = Site.APPLICATION + "-" + store + "-changelog";
    for (ConsumerRecord<String, byte[]> record : Committed.records(site, changelog)) {
      String key = record.partition() + "/" + record.key();
      if (record.value() == null) {
        latest.remove(key);
      } else {
        latest.put(key, values.deserialize(record.topic(), record.value()));
      }
    }
    return latest;
  }
}
