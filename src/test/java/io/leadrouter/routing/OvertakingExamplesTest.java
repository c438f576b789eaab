package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is said of a lead while it comes home from another group: that goes there and back again,
 * and what is said a moment later is there before it. Every guarantee is watched meanwhile.
 */
class OvertakingExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none}
        south: {group: south, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: north}]}
      """;

  private final Business business = new Business(Guarantees.all(), Business.Fault.NONE);
  private int outcomes;
  private int verdictsUntilHome;

  /** The lead is on its way home, and its home does not know yet. */
  @BeforeEach
  void goesToTheSouthAndBack() {
    business.publishes(POLICY);
    business.employs(rep("ana").in("north"));
    business.employs(rep("sue").in("south"));
    business.submits(lead("lead"), LeadChange.NEW);
    business.settles();
    giveTo("sue");
    business.settles();
    giveTo("ana");
    arrivesInTheNorth();
    business.delivers("north>south");
  }

  @Test
  void whoAsksAgainIsNotForgottenForAnEarlierWish() {
    business.withdraws("lead", true);
    arrivesInTheNorth();
    comesHome();

    business.submits(lead("lead").of("again"), LeadChange.NEW);
    arrivesInTheNorth();
    assertThat(theLead().cycle()).isEqualTo(2);

    business.settles();
    assertThat(theLead().holding().repId()).isEqualTo("ana");
    assertThat(theLead().lead().lead().campaign()).isEqualTo("again");
    assertThat(said())
        .containsExactly("ERASED erased", "ASSIGNED submitted", "DUPLICATE overtaken");
  }

  @Test
  void whatWasSaidBeforeBringsNobodyBackWhoShallBeForgotten() {
    business.submits(lead("lead").of("before"), LeadChange.CORRECTED);
    arrivesInTheNorth();
    comesHome();

    business.withdraws("lead", false);
    business.settles();
    assertThat(theLead().status()).isEqualTo(LeadStatus.ERASED);
    assertThat(said()).containsExactly("SUPPRESSED consent-denied", "SUPPRESSED forgotten");
  }

  @Test
  void theLaterOfTwoReportsHolds() {
    business.submits(lead("lead").of("earlier"), LeadChange.CORRECTED);
    arrivesInTheNorth();
    comesHome();

    business.submits(lead("lead").of("later"), LeadChange.CORRECTED);
    business.settles();
    assertThat(theLead().lead().lead().campaign()).isEqualTo("later");
    assertThat(said()).containsExactly("UPDATED kept", "DUPLICATE overtaken");
  }

  @Test
  void whoAsksTwiceAfterAWishIsOpenedOnceAsItWasSaidLast() {
    business.withdraws("lead", false);
    business.submits(lead("lead").of("earlier"), LeadChange.NEW);
    arrivesInTheNorth();
    arrivesInTheNorth();
    comesHome();

    business.submits(lead("lead").of("later"), LeadChange.CORRECTED);
    business.settles();
    assertThat(theLead().cycle()).isEqualTo(2);
    assertThat(theLead().lead().lead().campaign()).isEqualTo("later");
    assertThat(said())
        .containsExactly(
            "ERASED erased", "ASSIGNED submitted", "DUPLICATE overtaken", "DUPLICATE overtaken");
  }

  @Test
  void aScoreForgetsNobody() {
    business.withdraws("lead", false);
    business.submits(lead("lead"), LeadChange.NEW);
    arrivesInTheNorth();
    arrivesInTheNorth();
    comesHome();

    business.submits(lead("lead").worth(50), LeadChange.RESCORED);
    business.settles();
    assertThat(theLead().cycle()).isEqualTo(2);
    assertThat(said()).containsExactly("SUPPRESSED consent-denied", "ASSIGNED submitted");
  }

  @Test
  void whatWasSaidBeforeTheLeadWasClosedDoesNotOpenItAgain() {
    business.submits(lead("lead").of("before"), LeadChange.CORRECTED);
    arrivesInTheNorth();
    comesHome();

    isLost();
    business.settles();
    assertThat(theLead().status()).isEqualTo(LeadStatus.CLOSED);
    assertThat(theLead().cycle()).isEqualTo(1);
    assertThat(said()).containsExactly("CLOSED lost", "DUPLICATE overtaken");

    business.submits(lead("lead").of("after"), LeadChange.CORRECTED);
    business.settles();
    assertThat(theLead().cycle()).isEqualTo(2);
  }

  @Test
  void aCloseDoesNotStandForAWishToBeForgotten() {
    business.withdraws("lead", true);
    business.submits(lead("lead"), LeadChange.NEW);
    arrivesInTheNorth();
    arrivesInTheNorth();
    comesHome();

    isLost();
    arrivesInTheNorth();
    assertThat(theLead().status()).isEqualTo(LeadStatus.CLOSED);
    business.settles();
    assertThat(theLead().cycle()).isEqualTo(2);
    assertThat(said()).containsExactly("CLOSED lost", "ERASED erased", "ASSIGNED submitted");
  }

  @Test
  void whatTheCrmSaysOfOneCycleDoesNotCloseTheNext() {
    isLost();
    arrivesInTheNorth();
    comesHome();

    business.withdraws("lead", true);
    business.submits(lead("lead"), LeadChange.NEW);
    arrivesInTheNorth();
    arrivesInTheNorth();
    business.settles();
    assertThat(theLead().status()).isEqualTo(LeadStatus.ASSIGNED);
    assertThat(said())
        .containsExactly("ERASED erased", "ASSIGNED submitted", "OUTCOME_STALE other-cycle");
  }

  /** What intake sends of the lead comes on this way alone. */
  private void arrivesInTheNorth() {
    business.delivers(Business.partition("lead") + ">north");
  }

  private void comesHome() {
    business.delivers("north>south");
    business.delivers("south>north");
    assertThat(theLead().elsewhere()).isFalse();
    verdictsUntilHome = business.verdicts.size();
  }

  private void giveTo(String repId) {
    reports(Disposition.REASSIGNED, repId);
  }

  private void isLost() {
    reports(Disposition.LOST, "");
  }

  private void reports(Disposition disposition, String repId) {
    business.reports(
        new LeadOutcome(
            "lead",
            "o" + ++outcomes,
            OptionalInt.empty(),
            OptionalInt.empty(),
            repId,
            disposition,
            "",
            Optional.empty(),
            business.now()));
  }

  private OpenLead theLead() {
    return business.branches.get("north").leads.get("lead");
  }

  /** Since it is home. */
  private Stream<String> said() {
    return business.verdicts.stream()
        .skip(verdictsUntilHome)
        .flatMap(Guarantees::decisions)
        .filter(decision -> decision.leadId().equals("lead"))
        .map(decision -> decision.kind() + " " + decision.reason());
  }
}
