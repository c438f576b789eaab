package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How likely a lead converts, on the records of what is decided about it. */
class EstimateExamplesTest {

  private static final LeadSheet LUKEWARM = lead("l1").worth(10);
  private static final LeadSheet HOT = lead("l1").worth(60);

  @Test
  void whoGetsALeadAndWhoAuditsThatAreToldHowLikelyItConverts() {
    var team = team(rep("ana"));
    team.submits(HOT);
    assertThat(assigned(team).get(0).score().estimate()).isEqualTo(HOT.estimate());
    assertThat(team.decided("l1").score().orElseThrow().estimate()).isEqualTo(HOT.estimate());
  }

  @Test
  void aConversionSaysWhatWasThoughtWhenTheLeadWasAssignedAndNotWhatWasThoughtSince() {
    var team = team(rep("ana"));
    team.submits(LUKEWARM);
    team.corrects(HOT);
    team.hears("l1", Disposition.CONVERTED);
    assertThat(team.decided("l1").score().orElseThrow().estimate()).isEqualTo(HOT.estimate());
    assertThat(concluded(team).get(0).estimateAtAssignment()).isEqualTo(LUKEWARM.estimate());
  }

  @Test
  void whoGetsALeadNextGetsItWithWhatIsThoughtByThen() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(LUKEWARM);
    team.corrects(HOT);
    team.hears("l1", Disposition.DECLINED);
    team.hears("l1", Disposition.LOST);
    assertThat(concluded(team).get(0).estimateAtAssignment()).isEqualTo(HOT.estimate());
  }

  @Test
  void whatSomebodyHadAlreadyIsEstimatedAsItCameIn() {
    var team = team(rep("ana"));
    team.imports(HOT, new Holder("ana", Optional.empty(), Optional.empty()));
    team.hears("l1", Disposition.CONVERTED);
    assertThat(concluded(team).get(0).estimateAtAssignment()).isEqualTo(HOT.estimate());
  }

  @Test
  void whileNoModelKnowsEnoughTheRecordsSayThatTheScorecardDecided() {
    var team = team(rep("ana"));
    team.submits(lead("l1"));
    team.hears("l1", Disposition.CONVERTED);
    assertThat(assigned(team).get(0).score().estimate()).isEmpty();
    assertThat(concluded(team).get(0).estimateAtAssignment()).isEmpty();
  }

  private static List<Assignment> assigned(Team team) {
    return outputs(team, Output.Assigned.class).map(Output.Assigned::assignment).toList();
  }

  private static List<Conversion> concluded(Team team) {
    return outputs(team, Output.Concluded.class).map(Output.Concluded::conversion).toList();
  }

  private static <T extends Output> Stream<T> outputs(Team team, Class<T> type) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }
}
