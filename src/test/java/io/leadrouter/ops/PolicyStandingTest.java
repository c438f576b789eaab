package io.leadrouter.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyStandingTest {

  private final PolicyStanding policies = new PolicyStanding();

  @Test
  void beforeTheFirstPolicyNoneIsInForce() {
    stands("none is in force", 0);
    policies.refused(1, "damaged");
    stands("none is in force; version 1 was refused: damaged", 1);
  }

  @Test
  void theHighestThatLoadsIsInForce() {
    policies.loaded(5);
    policies.loaded(3);
    stands("version 5 is in force", 0);
  }

  @Test
  void aRefusalStandsUntilAGoodOneThatIsNotOlder() {
    policies.loaded(5);
    policies.refused(7, "damaged");
    policies.loaded(6);
    stands("version 6 is in force; version 7 was refused: damaged", 7);
    policies.loaded(7);
    stands("version 7 is in force", 0);
  }

  @Test
  void whatIsOlderThanTheOneInForceConcernsNobody() {
    policies.loaded(5);
    policies.refused(4, "damaged");
    stands("version 5 is in force", 0);
  }

  @Test
  void theNewestRefusalIsTheOneSaid() {
    policies.loaded(5);
    policies.refused(7, "damaged");
    policies.refused(6, "of a newer format");
    stands("version 5 is in force; version 7 was refused: damaged", 7);
  }

  /** It would not be there after a restart. */
  @Test
  void theOneInForceCanBeSpoilt() {
    policies.loaded(5);
    policies.refused(5, "damaged");
    stands("version 5 is in force; version 5 was refused: damaged", 5);
  }

  @Test
  void oneWhoseVersionCannotBeReadIsSettledByTheNextThatLoads() {
    policies.loaded(5);
    policies.refused(0, "its bytes cannot be read");
    stands(
        "version 5 is in force; one whose version cannot be read was refused: its bytes cannot be"
            + " read",
        -1);
    policies.loaded(6);
    stands("version 6 is in force", 0);
  }

  private void stands(String inWords, int refusedVersion) {
    assertThat(policies.inWords()).isEqualTo(inWords);
    assertThat(policies.refusedVersion()).isEqualTo(refusedVersion);
  }
}
