package io.leadrouter.topology;

import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.routing.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What a task has stored of its groups; keys of one group lie together. */
final class GroupStores {

  private static final String ACTIVE = "active";

  /** A character that no group's name has, so that no name is the beginning of another's keys. */
  private static final char END_OF_GROUP = '\u001f';

  private static final Serializer<String> KEYS = Serdes.String().serializer();

  private final KeyValueStore<String, OpenLead> openLeads;
  private final KeyValueStore<String, OpenLead> settledLeads;
  private final KeyValueStore<String, RepSeat> seats;
  private final KeyValueStore<String, PoolTally> tallies;
  private final KeyValueStore<String, GroupState> groups;
  private final KeyValueStore<String, PublishedPolicy> policies;

  private final Pseudonyms pseudonyms;

  GroupStores(ProcessorContext<?, ?> context, Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    openLeads = context.getStateStore(StateStores.OPEN_LEADS);
    settledLeads = context.getStateStore(StateStores.SETTLED_LEADS);
    seats = context.getStateStore(StateStores.REP_SEATS);
    tallies = context.getStateStore(StateStores.POOL_TALLIES);
    groups = context.getStateStore(StateStores.GROUPS);
    policies = context.getStateStore(StateStores.ACTIVE_POLICY);
  }

  List<String> groups() {
    List<String> names = new ArrayList<>();
    try (KeyValueIterator<String, GroupState> all = groups.all()) {
      all.forEachRemaining(entry -> names.add(entry.key));
    }
    return names;
  }

  GroupState state(String group) {
    return Optional.ofNullable(groups.get(group)).orElse(GroupState.NEW);
  }

  List<RepSeat> seats(String group) {
    return all(seats, group);
  }

  List<PoolTally> tallies(String group) {
    return all(tallies, group);
  }

  List<OpenLead> openLeads(String group) {
    return all(openLeads, group);
  }

  Optional<OpenLead> lead(String group, String leadId) {
    String key = key(group, leadId);
    return Optional.ofNullable(openLeads.get(key))
        .or(() -> Optional.ofNullable(settledLeads.get(key)))
        .or(
            () ->
                Optional.ofNullable(settledLeads.get(forgottenKey(group, leadId)))
                    .map(forgotten -> forgotten.knownAs(leadId)));
  }

  Optional<PublishedPolicy> activePolicy() {
    return Optional.ofNullable(policies.get(ACTIVE));
  }

  void activate(PublishedPolicy policy) {
    policies.put(ACTIVE, policy);
  }

  void write(String group, Verdict verdict) {
    verdict.leads().forEach((leadId, lead) -> write(group, leadId, lead));
    verdict.seats().forEach(seat -> seats.put(key(group, seat.repId()), seat));
    verdict.tallies().forEach(tally -> write(group, tally));
    verdict.group().ifPresent(state -> groups.put(group, state));
  }

  private void write(String group, PoolTally tally) {
    String key = key(group, tally.pool());
    if (tally.isEmpty()) {
      tallies.delete(key);
    } else {
      tallies.put(key, tally);
    }
  }

  private void write(String group, String leadId, OpenLead lead) {
    String key = key(group, leadId);
    if (lead.status() == LeadStatus.ERASED) {
      openLeads.delete(key);
      settledLeads.delete(key);
      settledLeads.put(forgottenKey(group, leadId), lead.knownAs(""));
    } else if (open(lead.status())) {
      openLeads.put(key, lead);
      // Most leads were never settled: asking is cheaper than a tombstone for each.
      if (settledLeads.get(key) != null) {
        settledLeads.delete(key);
      }
    } else {
      settledLeads.put(key, lead);
      openLeads.delete(key);
    }
  }

  private static boolean open(LeadStatus status) {
    return status == LeadStatus.WAITING || status == LeadStatus.ASSIGNED;
  }

  private static <T> List<T> all(KeyValueStore<String, T> store, String group) {
    List<T> found = new ArrayList<>();
    try (KeyValueIterator<String, T> entries = store.prefixScan(group + END_OF_GROUP, KEYS)) {
      entries.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }

  private static String key(String group, String id) {
    return group + END_OF_GROUP + id;
  }

  /** Of a lead of which not even the id is kept; no id begins like its pseudonym's key. */
  private String forgottenKey(String group, String leadId) {
    return key(group, END_OF_GROUP + pseudonyms.of("lead", leadId));
  }
}
