package io.leadrouter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyChangeTest {

  static Stream<Arguments> changes() {
    return Stream.of(
        change(
            "caps: {openLeads: 25, ",
            "caps: {openLeads: 30, ",
            "CHANGED pool emea-enterprise caps.openLeads: 25 -> 30"),
        change(
            "acceptWithin: 15m\n    acceptClock: office",
            "acceptWithin: 20m",
            "CHANGED pool emea-enterprise acceptWithin: 15m -> 20m",
            "CHANGED pool emea-enterprise acceptClock: office -> none"),
        change(
            "acceptClock: office",
            "acceptClock: rep",
            "CHANGED pool emea-enterprise acceptClock: office -> rep"),
        change(
            "warnBefore: 5m",
            "warnBefore: 20%",
            "CHANGED pool emea-enterprise warnBefore: 5m -> 20%"),
        change(
            "firstTouchWithin: 4h\n    firstTouchClock: office",
            "firstTouchWithin: 1d",
            "CHANGED pool emea-enterprise firstTouchWithin: 4h -> 1d",
            "CHANGED pool emea-enterprise firstTouchClock: office -> none"),
        change(
            "onFirstTouchMissed: take-back",
            "",
            "CHANGED policy onFirstTouchMissed: take-back -> record"),
        change(
            "clockStarts: delivery",
            "clockStarts: assignment",
            "CHANGED policy clockStarts: delivery -> assignment"),
        change(
            "pauseAfterExpired: 2",
            "pauseAfterExpired: never",
            "CHANGED policy pauseAfterExpired: 2 -> never",
            "CHANGED policy pauseFor: 4h -> none"),
        change("pauseFor: 4h", "", "CHANGED policy pauseFor: 4h -> 1h"),
        change(
            "expiredCountsFor: 1h",
            "expiredCountsFor: never",
            "CHANGED policy expiredCountsFor: 1h -> never"),
        change("maxAttempts: 3", "", "CHANGED policy maxAttempts: 3 -> 5"),
        change(
            "escalateTo: [{pool: emea-warm}, {rep: r-9}]",
            "escalateTo: [{rep: r-9}]",
            "CHANGED policy escalateTo: pool emea-warm, then rep r-9 -> rep r-9"),
        change(", rolling: true", "", "CHANGED pool emea-enterprise caps.rolling: true -> none"),
        change(
            "poolCaps: {openLeads: 200, maxUnaccepted: 30, perDay: 150, timeZone: Europe/Paris}",
            "poolCaps: {openLeads: 300, perDay: 150}",
            "CHANGED pool emea-enterprise poolCaps.openLeads: 200 -> 300",
            "CHANGED pool emea-enterprise poolCaps.maxUnaccepted: 30 -> none",
            "CHANGED pool emea-enterprise poolCaps.timeZone: Europe/Paris -> Europe/Berlin"),
        change(
            "perDay: 150, timeZone",
            "perDay: 100, rolling: true, timeZone",
            "CHANGED pool emea-enterprise poolCaps.perDay: 150 -> 100",
            "CHANGED pool emea-enterprise poolCaps.rolling: none -> true",
            "CHANGED pool emea-enterprise poolCaps.timeZone: Europe/Paris -> none"),
        change("maxUnaccepted: 4", "", "CHANGED pool emea-enterprise maxUnaccepted: 4 -> 3"),
        change(
            "maxUnaccepted: 4",
            "maxUnaccepted: none",
            "CHANGED pool emea-enterprise maxUnaccepted: 4 -> none"),
        change(
            "onReturn: {pause: skip, full: credit, cap: keep, ",
            "onReturn: {full: credit, cap: skip, ",
            "CHANGED policy onReturn.pause: skip -> keep",
            "CHANGED policy onReturn.cap: keep -> skip"),
        change(
            "creditAtMost: 6, creditEvery: 3, creditExpires: 14d",
            "creditEvery: 5",
            "CHANGED policy onReturn.creditAtMost: 6 -> 10",
            "CHANGED policy onReturn.creditEvery: 3 -> 5",
            "CHANGED policy onReturn.creditExpires: 14d -> 30d"),
        change(
            "refunds: {reasons: [duplicate, spam], perMonth: 4}",
            "refunds: {reasons: [duplicate]}",
            "CHANGED policy refunds.reasons: duplicate, spam -> duplicate",
            "CHANGED policy refunds.perMonth: 4 -> 10"),
        change(
            "ownership: {person: 90d, account: 30d}",
            "ownership: {person: 60d}",
            "CHANGED policy ownership.person: 90d -> 60d",
            "CHANGED policy ownership.account: 30d -> none"),
        change(
            "specialistTurns: free",
            "",
            "CHANGED pool emea-enterprise specialistTurns: free -> count"),
        change(
            "weights: {r-1: 200}",
            "weights: {r-1: 200, r-2: 50}",
            "CHANGED pool emea-enterprise weight of r-2: none -> 50"),
        change(
            "members: [r-1, r-2]",
            "members: [r-2, r-3]",
            "CHANGED pool emea-warm members: r-1, r-2 -> r-2, r-3"),
        change(
            "fri: 09:00-14:00",
            "fri: 09:00-12:00",
            "CHANGED calendar office fri: 09:00-14:00 -> 09:00-12:00"),
        change(
            "FR: [07-14]", "FR: [07-14, 05-01]", "CHANGED holidays FR days: 07-14 -> 05-01, 07-14"),
        change(
            "sets: {dach: [DE, AT, CH]}",
            "sets: {dach: [DE, AT], north: [SE]}",
            "CHANGED set dach entries: AT, CH, DE -> AT, DE",
            "ADDED set north entries SE"),
        change(
            "points: 30, text",
            "points: 40, text",
            "CHANGED scorecard fit \"company of 500 or more\": 30 if lead.company.employees >= 500 ->"
                + " 40 if lead.company.employees >= 500"),
        change("A: 60", "A: 65", "CHANGED scorecard grades: A 60, B 40, C 20 -> A 65, B 40, C 20"),
        change("score: probability", "", "CHANGED scorecard score: probability -> points"),
        change("labelHorizon: 60d", "", "CHANGED scorecard labelHorizon: 60d -> 90d"),
        change(
            "onLeadChange: route-unaccepted",
            "",
            "CHANGED policy onLeadChange: route-unaccepted -> keep"),
        change(
            "lead.country in [\"DE\", \"FR\"]",
            "lead.country in [\"DE\"]",
            "CHANGED rule by-score when: lead.country in [\"DE\", \"FR\"] -> lead.country in [\"DE\"]"),
        change(
            "[{pool: amer}]}",
            "[{pool: emea-warm, waitFor: 36h}, {pool: amer}]}",
            "CHANGED rule everything-else routes: pool amer -> pool emea-warm waits 1d12h, then pool"
                + " amer"),
        change(
            "{hold: customer-success, waitFor: 2d, clock: office, countsIn: emea-warm}",
            "{owner: customer-success}",
            "CHANGED rule customers routes: owner account-executive waits 1h30m, then owner"
                + " customer-success without backup waits 2d of office counts in emea-warm, then"
                + " pool emea-enterprise if lead.language in rep.languages waits 2h beyond caps,"
                + " then pool emea-warm if lead.language in rep.languages beyond caps -> owner"
                + " account-executive waits 1h30m, then owner customer-success, then pool"
                + " emea-enterprise if lead.language in rep.languages waits 2h beyond caps, then"
                + " pool emea-warm if lead.language in rep.languages beyond caps"),
        change(
            "  - {id: competitors, when: 'account.lifecycle == \"COMPETITOR\"', routes: [{reject: competitor}]}\n",
            "",
            "REMOVED rule competitors when account.lifecycle == \"COMPETITOR\"; routes reject"
                + " competitor"));
  }

  private static Arguments change(String before, String after, String... changes) {
    assertThat(PolicyTest.WHOLE).contains(before);
    return Arguments.argumentSet(
        changes[0], PolicyTest.WHOLE.replace(before, after), List.of(changes));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeIsToldByItsMeaning(String yaml, List<String> changes) {
    assertThat(between(PolicyTest.WHOLE, yaml)).containsExactlyElementsOf(changes);
  }

  @Test
  void whatIsOnlyWrittenOtherwiseIsNoChange() {
    List<UnaryOperator<String>> layouts =
        List.of(
            yaml -> "# a remark\n" + yaml,
            yaml -> yaml.replace("waitFor: 1h30m", "waitFor: 90m"),
            yaml ->
                yaml.replace(
                    "lead.country in [\"DE\", \"FR\"]", "(lead.country  in [ \"DE\",\"FR\" ])"),
            yaml -> yaml.replace("members: [r-1, r-2]", "members: [r-2, r-1]"),
            yaml ->
                yaml.replace("{mon-sat: 08:00-20:00}", "{mon-fri: 08:00-20:00, sat: 08:00-20:00}"),
            yaml ->
                yaml.replace("amer, members: 'true'", "amer, ageingPerHour: 1, members: 'true'"),
            yaml ->
                yaml.replace("{pool: amer}", "{countsIn: amer, pool: amer}")
                    .replace("countsIn: amer, ", ""));
    for (UnaryOperator<String> layout : layouts) {
      assertThat(between(PolicyTest.WHOLE, layout.apply(PolicyTest.WHOLE))).isEmpty();
    }
  }

  @Test
  void onlyTheRulesThatMovedAreSaidToMove() {
    assertThat(between(rules("a", "b", "c", "d"), rules("d", "a", "b", "c")))
        .containsExactly("MOVED rule d is asked first");
    assertThat(between(rules("a", "b", "c", "d"), rules("b", "c", "a", "d")))
        .containsExactly("MOVED rule a is asked after rule c");
    assertThat(between(rules("a", "b", "c"), rules("a", "x", "b", "c")))
        .containsExactly("ADDED rule x when lead.source == \"x\"; routes pool p");
  }

  private static String rules(String... ids) {
    StringBuilder yaml =
        new StringBuilder("id: r\ngroups: [g]\npools: {p: {group: g, members: 'true'}}\nrules:\n");
    for (String id : ids) {
      yaml.append(
          "  - {id: %1$s, when: 'lead.source == \"%1$s\"', routes: [{pool: p}]}\n".formatted(id));
    }
    return yaml + "  - {id: rest, otherwise: true, routes: [{pool: p}]}\n";
  }

  private static List<String> between(String before, String after) {
    return PolicyChange.between(Cases.policy(before), Cases.policy(after)).stream()
        .map(change -> change.kind() + " " + change.part() + " " + change.what())
        .toList();
  }
}
