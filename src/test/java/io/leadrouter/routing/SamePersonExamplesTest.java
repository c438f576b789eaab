package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody asks twice, under two ids. */
class SamePersonExamplesTest {

  @Test
  void theSameFormSentTwiceWithinASecondUnderTwoIdsHasOneRep() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("form").by("mail"));
    team.passes(Duration.ofMillis(700));
    team.submits(lead("form-again").by("mail"));
    assertThat(team.holderOf("form")).isEqualTo("ana");
    assertThat(team.holderOf("form-again")).isEmpty();
    assertThat(team.seat("team", "bob").load()).isZero();
    Decision merged = team.decided("form-again");
    assertThat(merged.kind()).isEqualTo(DecisionKind.MERGED);
    assertThat(merged.mergedInto()).isEqualTo("form");
    assertThat(merged.choice().repId()).isEqualTo("ana");
    assertThat(team.decided("form").kind()).isEqualTo(DecisionKind.UPDATED);
    assertThat(team.decided("form").reason()).isEqualTo("merged");
    assertThat(team.decided("form").eventId()).isEqualTo(merged.eventId());
  }

  @Test
  void somebodyIsKnownByTheNumberAsWellAsByTheAddress() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("one").by("mail", "number"));
    team.submits(lead("two").by("other-mail", "number"));
    team.submits(lead("three").by("mail"));
    team.submits(lead("colleague").by("their-mail", "their-number"));
    assertThat(team.lead("two").status()).isEqualTo(LeadStatus.MERGED);
    assertThat(team.lead("three").status()).isEqualTo(LeadStatus.MERGED);
    assertThat(team.holderOf("colleague")).isEqualTo("bob");
  }

  @Test
  void whoWaitsIsNotInLineTwice() {
    var team = team(rep("ana").holdingAtMost(1));
    team.submits(lead("first"));
    team.submits(lead("one").by("mail"));
    team.submits(lead("two").by("mail"));
    team.hears("first", Disposition.LOST);
    assertThat(team.holderOf("one")).isEqualTo("ana");
    team.hears("one", Disposition.LOST);
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whatIsSaidOfTheMergedLeadIsOnTheRecordAndChangesNothing() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("one").by("mail"));
    team.submits(lead("two").by("mail"));
    team.hears("two", Disposition.LOST);
    assertThat(team.decided("two").kind()).isEqualTo(DecisionKind.OUTCOME_STALE);
    assertThat(team.decided("two").reason()).isEqualTo("merged");
    assertThat(team.holderOf("one")).isEqualTo("ana");
    team.corrects(lead("two").by("mail").from("DE"));
    assertThat(team.decided("two").kind()).isEqualTo(DecisionKind.UPDATED);
    assertThat(team.holderOf("two")).isEmpty();
  }

  @Test
  void whoAsksAgainWhenTheFirstLeadIsClosedBeginsAnew() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("one").by("mail"));
    team.submits(lead("two").by("mail"));
    team.hears("one", Disposition.LOST);
    team.submits(lead("two").by("mail"));
    assertThat(team.holderOf("two")).isEqualTo("bob");
    assertThat(team.lead("two").cycle()).isEqualTo(2);
    team.submits(lead("one").by("mail"));
    assertThat(team.decided("one").mergedInto()).isEqualTo("two");
  }

  @Test
  void toForgetOneLeadOfAPersonLeavesTheOther() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("one").by("mail"));
    team.submits(lead("two").by("mail"));
    team.business.withdraws("two", true);
    team.passes(Duration.ZERO);
    assertThat(team.holderOf("one")).isEqualTo("ana");
    team.business.withdraws("one", true);
    team.passes(Duration.ZERO);
    assertThat(team.seat("team", "ana").load()).isZero();
    team.submits(lead("two").by("mail"));
    assertThat(team.holderOf("two")).isEqualTo("bob");
  }

  @Test
  void aTestLeadIsNobodys() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("real").by("mail"));
    team.submits(lead("test").forTest());
    assertThat(team.holderOf("test")).isEqualTo("bob");
  }

  @Test
  void whatIsMergedIsMergedAfterARestartToo() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("one").by("mail"));
    team.restarts();
    team.submits(lead("two").by("mail"));
    team.restarts();
    team.submits(lead("three").by("mail"));
    assertThat(List.of(team.lead("two").status(), team.lead("three").status()))
        .containsOnly(LeadStatus.MERGED);
  }
}
