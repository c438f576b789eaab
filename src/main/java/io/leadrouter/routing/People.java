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

  private final Map<String, List<String>> identities = new HashMap<>();
  private final Map<String, SortedSet<String>> leads = new HashMap<>();

  /** As it is with the lead now. */
  void keep(OpenLead lead) {
    List<String> before = identities.getOrDefault(lead.leadId(), List.of());
    List<String> now = lead.ours() ? lead.identities() : List.of();
    if (now.equals(before)) {
      return;
    }
    for (String identity : before) {
      leads.computeIfPresent(
          identity, (any, ids) -> ids.remove(lead.leadId()) && ids.isEmpty() ? null : ids);
    }
    for (String identity : now) {
      leads.computeIfAbsent(identity, any -> new TreeSet<>()).add(lead.leadId());
    }
    if (now.isEmpty()) {
      identities.remove(lead.leadId());
    } else {
      identities.put(lead.leadId(), now);
    }
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
