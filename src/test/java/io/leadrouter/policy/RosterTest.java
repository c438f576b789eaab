package io.leadrouter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadrouter.domain.Rep;
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
