package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What a test says of a rep; whatever it does not say is as usual. Immutable. */
record RepSheet(
    String repId, String group, RepStatus status, int weight, OptionalInt cap, Set<String> skills) {

  static RepSheet rep(String repId) {
    return new RepSheet(
        repId, "team", RepStatus.ACTIVE, Rep.DEFAULT_WEIGHT, OptionalInt.empty(), Set.of());
  }

  RepSheet in(String group) {
    return new RepSheet(repId, group, status, weight, cap, skills);
  }

  RepSheet being(RepStatus status) {
    return new RepSheet(repId, group, status, weight, cap, skills);
  }

  RepSheet weighing(int weight) {
    return new RepSheet(repId, group, status, weight, cap, skills);
  }

  RepSheet holdingAtMost(int openLeads) {
    return new RepSheet(repId, group, status, weight, OptionalInt.of(openLeads), skills);
  }

  RepSheet uncapped() {
    return new RepSheet(repId, group, status, weight, OptionalInt.empty(), skills);
  }

  RepSheet with(String... skills) {
    return new RepSheet(repId, group, status, weight, cap, Set.of(skills));
  }

  Rep rep() {
    return new Rep(
        repId,
        "",
        "",
        group,
        status,
        weight,
        Caps.openLeads(cap),
        OptionalInt.empty(),
        skills,
        Set.of(),
        Set.of(),
        Set.of(),
        ZoneId.of("UTC"),
        "",
        List.of(),
        List.of(),
        "");
  }
}
