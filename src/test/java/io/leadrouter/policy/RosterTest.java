package io.leadrouter.policy;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.WorkingHours;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy held against the reps whom it is for. */
class RosterTest {

  private static final List<Rep> REPS =
      List.of(Cases.rep("ana", "emea", "enterprise"), Cases.rep("ben", "emea"));

  private static final String POLICY =
      """
      id: held
      groups: [emea, amer]
      pools:
        enterprise: {group: emea, members: '"enterprise" in rep.skills'}
        named: {group: emea, members: [ana], strategy: weighted-round-robin, weights: {ben: 50}}
        amer: {group: amer, members: 'true'}
      rules:
        - {id: ben, when: 'lead.source == "x"', routes: [{rep: ben}, {pool: named}]}
        - {id: rest, otherwise: true, routes: [{pool: enterprise}, {pool: amer}]}
      """;

  @Test
  void aPoolThatNobodyIsInIsAWarning() throws InvalidPolicyException {
    assertThat(Policy.parse("policy.yaml", POLICY, 1, REPS).warnings())
        .extracting(Finding::toString)
        .containsExactly("policy.yaml:6:3: warning: no rep is in pool \"amer\" of group \"amer\"");
  }

  @Test
  void aRepWhoseShiftsAreNoLongerThanItHasToAcceptIsAWarning() throws InvalidPolicyException {
    String yaml =
        POLICY.replace("members: [ana],", "members: 'true', acceptWithin: 8h, acceptClock: rep,");
    List<Rep> reps =
        List.of(
            working("ana", block(MONDAY, 9, 17), block(TUESDAY, 9, 12), block(TUESDAY, 13, 20)),
            working("ben", block(SUNDAY, 20, 24), block(MONDAY, 0, 5)),
            working("cyd", block(FRIDAY, 9, 18)),
            working("dan"),
            working("eve", block(FRIDAY, 9, 10), block(FRIDAY, 10, 17)));

    assertThat(Policy.parse("policy.yaml", yaml, 1, reps).warnings())
        .extracting(Finding::toString)
        .contains(
            "policy.yaml:5:3: warning: of pool \"named\", no shift of \"ana\", \"eve\" is longer"
                + " than acceptWithin: they get none of its leads");
    assertThat(Policy.parse("policy.yaml", yaml.replace("8h", "7h"), 1, reps).warnings())
        .extracting(Finding::toString)
        .noneMatch(warning -> warning.contains("shift"));
  }

  private static WorkingHours block(DayOfWeek day, int from, int to) {
    return new WorkingHours(day, from * 60, to * 60);
  }

  private static Rep working(String repId, WorkingHours... week) {
    Rep rep = Cases.rep(repId, "emea");
    return new Rep(
        rep.repId(),
        rep.name(),
        rep.email(),
        rep.group(),
        rep.status(),
        rep.weight(),
        rep.caps(),
        rep.maxUnaccepted(),
        rep.skills(),
        rep.languages(),
        rep.territories(),
        rep.products(),
        rep.timeZone(),
        rep.holidayRegion(),
        List.of(week),
        rep.timeOff(),
        rep.backupRepId());
  }

  @Test
  void aRepWhomNobodyKnowsIsAnErrorWhereverItIsNamed() {
    String yaml =
        POLICY
            .replace("members: [ana]", "members: [anna]")
            .replace("weights: {ben", "weights: {bem")
            .replace("{rep: ben}", "{rep: bob}");

    InvalidPolicyException refusal =
        catchThrowableOfType(
            InvalidPolicyException.class, () -> Policy.parse("policy.yaml", yaml, 1, REPS));

    assertThat(refusal.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "policy.yaml:5:3: warning: no rep is in pool \"named\" of group \"emea\"",
            "policy.yaml:5:34: unknown rep \"anna\"; did you mean \"ana\"?",
            "policy.yaml:5:83: unknown rep \"bem\"; did you mean \"ben\"?",
            "policy.yaml:6:3: warning: no rep is in pool \"amer\" of group \"amer\"",
            "policy.yaml:8:58: unknown rep \"bob\"; known: ana, ben");
  }

  @Test
  void withoutARosterEveryNameIsBelieved() throws InvalidPolicyException {
    assertThat(Policy.parse("policy.yaml", POLICY, 1).warnings()).isEmpty();
  }
}
