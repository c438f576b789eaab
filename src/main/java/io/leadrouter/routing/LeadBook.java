package io.leadrouter.routing;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The group's leads. Reads what the present command has changed before what is stored, and keeps
 * the lines and the deadlines in step with every change. Not thread-safe.
 */
final class LeadBook {

  private final LeadRecords records;
  private final Lines lines = new Lines();
  private final Deadlines deadlines = new Deadlines();
  private final People people = new People();
  private final Undelivered undelivered = new Undelivered();
  private final Map<String, SortedSet<String>> held = new HashMap<>();
  private final Map<String, Indexed> indexed = new HashMap<>();
  private Map<String, OpenLead> changes = new LinkedHashMap<>();

  LeadBook(LeadRecords records, Iterable<OpenLead> open) {
    this.records = records;
    open.forEach(this::index);
  }

  Optional<OpenLead> find(String leadId) {
    OpenLead changed = changes.get(leadId);
    return changed != null ? Optional.of(changed) : records.find(leadId);
  }

  /** A lead that is known to be here, because it stands in a line or has a deadline. */
  OpenLead get(String leadId) {
    return find(leadId).orElseThrow(() -> new IllegalStateException("No record of an open lead"));
  }

  void save(OpenLead lead) {
    changes.put(lead.leadId(), lead);
    index(lead);
  }

  /** The open lead of the same person that was taken in first; empty: there is no other one. */
  Optional<OpenLead> openLeadBeside(OpenLead lead) {
    SortedSet<String> all = people.leadsOf(lead.identities());
    // Of most people there is no other lead.
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return all.stream()
        .filter(leadId -> !leadId.equals(lead.leadId()))
        .map(this::get)
        .min(Comparator.comparing(OpenLead::receivedAt).thenComparing(OpenLead::leadId));
  }

  /** The open leads that are known by this identity, in the order of their ids. */
  Collection<String> openLeadsOf(String identity) {
    return people.leadsOf(List.of(identity));
  }

  private void hold(OpenLead lead, Indexed of) {
    String repId = lead.status() == LeadStatus.ASSIGNED ? lead.holding().repId() : "";
    if (repId.equals(of.holder)) {
      return;
    }
    if (!of.holder.isEmpty()) {
      held.computeIfPresent(
          of.holder, (rep, leads) -> leads.remove(lead.leadId()) && leads.isEmpty() ? null : leads);
    }
    if (!repId.isEmpty()) {
      held.computeIfAbsent(repId, rep -> new TreeSet<>()).add(lead.leadId());
    }
    of.holder = repId;
  }

  /** Where the lead waits; empty: nowhere. */
  Optional<Waiting> waiting(String leadId) {
    return Optional.ofNullable(indexed.get(leadId)).flatMap(of -> of.waiting);
  }

  Lines lines() {
    return lines;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Undelivered undelivered() {
    return undelivered;
  }

  /** Every lead that changed since this was last asked. */
  Map<String, OpenLead> takeChanges() {
    Map<String, OpenLead> taken = changes;
    changes = new LinkedHashMap<>();
    return taken;
  }

  /** The leads that a rep holds; a copy, in the order of their ids. */
  List<String> heldBy(String repId) {
    return List.copyOf(held.getOrDefault(repId, Collections.emptySortedSet()));
  }

  private void index(OpenLead lead) {
    Indexed of = indexed.computeIfAbsent(lead.leadId(), any -> new Indexed());
    hold(lead, of);
    deadlines.keep(lead, of);
    people.keep(lead, of);
    undelivered.keep(lead, of);
    lines.keep(lead, of);
    if (of.isNothing()) {
      indexed.remove(lead.leadId());
    }
  }
}
