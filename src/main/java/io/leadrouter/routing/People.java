package io.leadrouter.routing;

import io.leadrouter.domain.OpenLead;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which open leads are of the same person: those that share an identity. Not thread-safe. */
final class People {

  private final Map<String, SortedSet<String>> leads = new HashMap<>();

  /** As it is with the lead now. */
  void keep(OpenLead lead, Indexed of) {
    List<String> now = lead.ours() ? lead.identities() : List.of();
    if (now.equals(of.identities)) {
      return;
    }
    for (String identity : of.identities) {
      leads.computeIfPresent(
          identity, (any, ids) -> ids.remove(lead.leadId()) && ids.isEmpty() ? null : ids);
    }
    for (String identity : now) {
      leads.computeIfAbsent(identity, any -> new TreeSet<>()).add(lead.leadId());
    }
    of.identities = now;
  }

  /** The open leads of whoever has one of these identities, in the order of their ids. */
  SortedSet<String> leadsOf(Collection<String> identities) {
    SortedSet<String> found = Collections.emptySortedSet();
    for (String identity : identities) {
      SortedSet<String> known = leads.get(identity);
      if (known != null) {
        found = found.isEmpty() ? new TreeSet<>(known) : found;
        found.addAll(known);
      }
    }
    return found;
  }
}
