package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.RoutingDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what is stored agrees with itself and with what the record says, once nothing is on its
 * way any more:
 *
 * <ol>
 *   <li>each lead is in one state in one group, which the record left it in, and where its home's
 *       pointers lead to; of a forgotten one there is nothing in any;
 *   <li>each rep is in one group, with the load of what is held by it, wherever that is;
 *   <li>who holds what is what connectors were told;
 *   <li>each tag, and each rotation's virtual time, is where the ledger left it.
 * </ol>
 */
final class Books {

  private static final char END_OF_GROUP = '\u001f';

  /** In the state that a decision of this kind leaves a lead in; others leave it where it was. */
  private static final Map<DecisionKind, LeadStatus> LEFT_IN =
      Map.of(
          DecisionKind.ASSIGNED, LeadStatus.ASSIGNED,
          DecisionKind.REOPENED, LeadStatus.ASSIGNED,
          DecisionKind.WAITING, LeadStatus.WAITING,
          DecisionKind.UNROUTABLE, LeadStatus.UNROUTABLE,
          DecisionKind.NURTURED, LeadStatus.NURTURED,
          DecisionKind.REJECTED, LeadStatus.REJECTED,
          DecisionKind.CLOSED, LeadStatus.CLOSED,
          DecisionKind.MERGED, LeadStatus.MERGED,
          DecisionKind.HANDED_OVER, LeadStatus.HANDED_OVER);

  private final StoredState state;
  private final Outputs seen;

  /** Where each lead is known by its id, by group. */
  private final Map<String, Map<String, OpenLead>> leads = new TreeMap<>();

  /** Where forgotten leads went, by group and pseudonym. */
  private final Map<String, OpenLead> forgotten = new HashMap<>();

  private final Pseudonyms pseudonyms;

  private Books(StoredState state, Outputs seen, Pseudonyms pseudonyms) {
    this.state = state;
    this.seen = seen;
    this.pseudonyms = pseudonyms;
    state
        .settledLeads()
        .forEach(
            (key, lead) -> {
              if (lead.leadId().isEmpty()) {
                forgotten.put(key.substring(key.indexOf('/') + 1), lead);
              }
            });
    Stream.of(state.openLeads(), state.settledLeads())
        .flatMap(store -> store.entrySet().stream())
        .filter(entry -> !entry.getValue().leadId().isEmpty())
        .forEach(
            entry ->
                leads
                    .computeIfAbsent(entry.getValue().leadId(), any -> new TreeMap<>())
                    .put(group(entry.getKey()), entry.getValue()));
  }

  static void balance(Site site) {
    Books books = new Books(StoredState.read(site), site.outputs(), site.pseudonyms());
    books.eachLeadIsInOneState();
    books.eachRepIsInOnePlace();
    books.connectorsKnowWhoHoldsWhat();
    books.tagsAreWhereTheLedgerLeftThem();
  }

  private static String group(String key) {
    return key.substring(key.indexOf('/') + 1, key.indexOf(END_OF_GROUP));
  }

  private void eachLeadIsInOneState() {
    Map<String, LeadStatus> left = new HashMap<>();
    for (RoutingDecision decision : seen.decisions()) {
      Optional.ofNullable(LEFT_IN.get(decision.getKind()))
          .ifPresent(status -> left.put(decision.getLeadId(), status));
    }
    state
        .leadStates()
        .forEach(
            (key, known) -> {
              String leadId = key.substring(key.indexOf('/') + 1);
              Map<String, OpenLead> places = leads.getOrDefault(leadId, Map.of());
              if (known.forgotten()) {
                assertThat(places).as(leadId + " is forgotten").isEmpty();
              } else if (!known.homeGroup().isEmpty()) {
                assertThat(places.values().stream().filter(lead -> !lead.elsewhere()))
                    .as(() -> leadId + " of " + known.homeGroup() + ": " + story(leadId))
                    .hasSize(1);
                assertThat(found(leadId, known.homeGroup()).status())
                    .as(leadId)
                    .isEqualTo(left.get(leadId));
              }
            });
  }

  /** What the record says of a lead. */
  private List<String> story(String leadId) {
    return seen.decisions().stream()
        .filter(decision -> leadId.equals(decision.getLeadId()))
        .map(
            decision ->
                "%s %s #%d %s"
                    .formatted(
                        decision.getKind(),
                        decision.getGroup(),
                        decision.getSequence(),
                        decision.getReason()))
        .toList();
  }

  /**
   * The lead where its home's pointers lead to, which stay when it is forgotten and comes again.
   */
  private OpenLead found(String leadId, String home) {
    Set<String> passed = new TreeSet<>();
    OpenLead lead = in(home, leadId);
    while (lead.elsewhere()) {
      assertThat(passed.add(lead.handedTo())).as("the way to " + leadId + " goes on").isTrue();
      lead = in(lead.handedTo(), leadId);
    }
    return lead;
  }

  private OpenLead in(String group, String leadId) {
    OpenLead known = leads.getOrDefault(leadId, Map.of()).get(group);
    String key = group + END_OF_GROUP + END_OF_GROUP + pseudonyms.of("lead", leadId);
    return Objects.requireNonNull(
        known == null ? forgotten.get(key) : known, "nothing of " + leadId + " in " + group);
  }

  private Stream<OpenLead> assigned() {
    return leads.values().stream()
        .flatMap(places -> places.values().stream())
        .filter(lead -> lead.status() == LeadStatus.ASSIGNED);
  }

  private void eachRepIsInOnePlace() {
    Map<String, List<RepSeat>> seats =
        state.seats().values().stream().collect(Collectors.groupingBy(RepSeat::repId));
    seats.forEach(
        (repId, places) -> {
          List<RepSeat> here =
              places.stream().filter(seat -> seat.presence() == Presence.HERE).toList();
          assertThat(here).as(repId).hasSize(1);
          assertThat(places).as(repId).noneMatch(seat -> seat.presence() == Presence.EXPECTED);
          List<OpenLead> held =
              assigned().filter(lead -> lead.holding().repId().equals(repId)).toList();
          assertThat(here.get(0).load())
              .as("load of " + repId)
              .isEqualTo(held.stream().mapToInt(lead -> lead.holding().units()).sum());
          assertThat(here.get(0).unaccepted())
              .as("unaccepted leads of " + repId)
              .isEqualTo(held.stream().mapToInt(lead -> lead.holding().unaccepted()).sum());
        });
  }

  private void connectorsKnowWhoHoldsWhat() {
    assertThat(seen.guarantees().holders())
        .isEqualTo(
            assigned().collect(Collectors.toMap(OpenLead::leadId, lead -> lead.holding().repId())));
  }

  private void tagsAreWhereTheLedgerLeftThem() {
    state
        .seats()
        .forEach(
            (key, seat) ->
                seat.tags()
                    .forEach(
                        (rotation, tag) ->
                            assertThat(seen.guarantees().tags())
                                .containsEntry(
                                    group(key) + "/" + rotation + "/" + seat.repId(), tag)));
    state
        .groups()
        .forEach(
            (key, group) -> {
              String name = key.substring(key.indexOf('/') + 1);
              assertThat(seen.guarantees().sequences()).containsEntry(name, group.sequence());
              seen.guarantees()
                  .virtualTimes()
                  .forEach(
                      (rotation, virtualTime) -> {
                        if (rotation.startsWith(name + "/")) {
                          assertThat(group.virtualTimes())
                              .containsEntry(rotation.substring(name.length() + 1), virtualTime);
                        }
                      });
            });
  }
}
