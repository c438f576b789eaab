package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.RouteTried;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How much a team gets at most, whatever each of its members may. It is Monday, 5 January 2026,
 * 09:00 in London, 10:00 in Berlin and 18:00 in Tokyo.
 */
class PoolCapsExamplesTest {

  private static String capped(String caps) {
    return """
        id: test
        groups: [team]
        pools:
          all: {group: team, members: 'rep.skills.size() == 0', maxUnaccepted: none, poolCaps: {%s}}
          late: {group: team, members: '"late" in rep.skills', maxUnaccepted: none}
        scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
        rules:
          - {id: hot, when: 'lead.campaign == "hot"', routes: [{pool: all, beyondCaps: true}]}
          - {id: named, when: 'lead.campaign == "ana"', routes: [{rep: ana}]}
          - {id: on, when: 'lead.campaign == "on"', routes: [{pool: all}, {pool: late}]}
          - {id: rest, otherwise: true, routes: [{pool: all}]}
        """
        .formatted(caps);
  }

  private static final String SHARED =
      """
      id: test
      groups: [team]
      pools:
        few: {group: team, members: '"few" in rep.skills', rotation: one, maxUnaccepted: none, poolCaps: {perDay: 1}}
        many: {group: team, members: '"many" in rep.skills', rotation: one, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: few, when: 'lead.campaign == "few"', routes: [{pool: few}]}
        - {id: rest, otherwise: true, routes: [{pool: many}]}
      """;

  @Test
  void aTeamHoldsOnlySoManyTogetherHoweverMuchRoomEachHas() {
    var team = Team.by(capped("openLeads: 3"), rep("ana"), rep("ben"));
    assertThat(team.receives(5, leads())).isEqualTo(Map.of("ana", 2L, "ben", 1L));
    assertThat(team.decided("l4").choice().routes())
        .containsExactly(new RouteTried("pool:all", "waiting", 0, Map.of("pool-at-capacity", 2)));

    team.hears("l1", Disposition.CONVERTED);

    assertThat(team.holderOf("l4")).as("who has the next one at once").isEqualTo("ben");
    assertThat(team.holderOf("l5")).isEmpty();
    assertThat(team.decided("l4").choice().candidates())
        .extracting(Candidate::room)
        .containsExactly(OptionalInt.of(1), OptionalInt.of(1));
  }

  @Test
  void aTeamWithSoManyUnacceptedGetsTheNextWhenOneIsAccepted() {
    var team = Team.by(capped("maxUnaccepted: 2"), rep("ana"), rep("ben"));
    team.receives(3, leads());
    assertThat(team.holderOf("l3")).isEmpty();

    team.hears("l2", Disposition.ACCEPTED);

    assertThat(team.holderOf("l3")).isEqualTo("ana");
  }

  @Test
  void aTeamsDayIsOfItsOwnClock() {
    var team =
        Team.by(
            capped("perDay: 2, timeZone: Asia/Tokyo"),
            rep("ana").at("Europe/Berlin"),
            rep("ben").at("America/New_York"));
    team.receives(5, leads());
    assertThat(held(team, 5)).isEqualTo(2);
    team.waitsUntil("2026-01-05T14:59:59Z");
    assertThat(held(team, 5)).isEqualTo(2);
    team.waitsUntil("2026-01-05T15:00:00Z");
    assertThat(held(team, 5)).as("it is midnight in Tokyo").isEqualTo(4);
  }

  @Test
  void withoutOneItIsTheClockOfThePoolsHours() {
    String policy =
        capped("perDay: 1")
            .replace(
                "pools:",
                "calendars: {office: {timeZone: Europe/Berlin, hours: {mon-sun: 00:00-24:00}}}\npools:")
            .replace(
                "maxUnaccepted: none, poolCaps", "maxUnaccepted: none, hours: office, poolCaps");
    var team = Team.by(policy, rep("ana").at("Asia/Tokyo"));
    team.receives(2, leads());
    team.waitsUntil("2026-01-05T22:59:00Z");
    assertThat(held(team, 2)).isEqualTo(1);
    team.waitsUntil("2026-01-05T23:00:00Z");
    assertThat(held(team, 2)).as("it is midnight in Berlin").isEqualTo(2);
  }

  @Test
  void anyHourOfATeamIsSixtyMinutes() {
    var team = Team.by(capped("perHour: 2, rolling: true"), rep("ana"), rep("ben"));
    team.waitsUntil("2026-01-05T09:45:00Z");
    team.receives(4, leads());
    team.waitsUntil("2026-01-05T10:44:00Z");
    assertThat(held(team, 4)).isEqualTo(2);
    team.waitsUntil("2026-01-05T10:45:00Z");
    assertThat(held(team, 4)).isEqualTo(4);
  }

  @Test
  void whatIsDeclinedFreesTheTeamsRoomAndNotItsDay() {
    var team = Team.by(capped("openLeads: 2, perDay: 3"), rep("ana"), rep("ben"));
    team.receives(4, leads());
    team.hears("l1", Disposition.DECLINED);
    assertThat(team.holderOf("l1")).as("the third of the day").isEqualTo("ben");
    team.hears("l2", Disposition.CONVERTED);
    assertThat(team.holderOf("l3")).as("there is room, but not today").isEmpty();
    team.waitsUntil("2026-01-06T00:00:00Z");
    assertThat(team.holderOf("l3")).isNotEmpty();
  }

  @Test
  void aLeadThatWasNoneCountsForTheTeamAsNeverGiven() {
    var team = Team.by(capped("perDay: 2"), rep("ana"));
    team.receives(3, leads());
    assertThat(team.holderOf("l3")).isEmpty();

    team.returns("l1", "spam");

    assertThat(team.holderOf("l3")).isEqualTo("ana");
  }

  @Test
  void aTeamIsGivenBackItsDayAlsoWhereTheRepHasBeenGivenBackEnough() {
    var team =
        Team.by(
            capped("perDay: 2").replace("rules:", "refunds: {perMonth: 1}\nrules:"), rep("ana"));
    team.receives(6, leads());
    team.returns("l1", "spam");
    team.returns("l2", "spam");
    assertThat(team.decided("l4").choice().repId()).isEqualTo("ana");
    assertThat(team.holderOf("l5")).isEmpty();
  }

  @Test
  void hotLeadsGoBeyondTheCapsOfATeamAndCount() {
    var team = Team.by(capped("openLeads: 1"), rep("ana"), rep("ben"));
    team.receives(1, leads());
    team.submits(lead("hot").of("hot"));
    assertThat(team.holderOf("hot")).isEqualTo("ben");
    team.receives(1, leads());
    team.hears("l1", Disposition.LOST);
    assertThat(team.holderOf("l2")).as("the hot one fills the room").isEmpty();
    team.hears("hot", Disposition.LOST);
    assertThat(team.holderOf("l2")).isNotEmpty();
  }

  @Test
  void whereTheTeamIsFullALeadGoesOnToTheNextRoute() {
    var team = Team.by(capped("openLeads: 1"), rep("ana"), rep("lee").with("late"));
    assertThat(team.receives(1, lead -> lead.of("on"))).isEqualTo(Map.of("ana", 1L));
    assertThat(team.receives(1, lead -> lead.of("on"))).isEqualTo(Map.of("lee", 1L));
    assertThat(team.decided("l2").choice().routes())
        .extracting(RouteTried::result)
        .containsExactly("nobody-eligible", "chosen");
  }

  @Test
  void whatARouteNamesSomebodyForIsNotTheTeams() {
    var team = Team.by(capped("openLeads: 1, perDay: 1"), rep("ana"));
    team.submits(lead("mine").of("ana"));
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("ana", 1L));
    team.submits(lead("mine, too").of("ana"));
    assertThat(team.holderOf("mine, too")).isEqualTo("ana");
  }

  @Test
  void whatGoesFromHandToHandStaysTheTeamsAndIsGivenOnce() {
    var team =
        Team.by(capped("openLeads: 2, perDay: 3"), rep("ana"), rep("ben"), rep("sue").with("x"));
    team.receives(2, leads());
    team.givesByHand("l1", "ben");
    team.givesByHand("l2", "ana");
    team.receives(2, leads());
    assertThat(held(team, 4)).as("the team is as full as before").isEqualTo(2);

    team.givesByHand("l1", "sue");
    assertThat(team.holderOf("l3")).as("who is no member takes it away").isNotEmpty();
    team.givesByHand("l3", "sue");
    assertThat(team.holderOf("l4")).as("but three a day are three").isEmpty();
  }

  @Test
  void whatSomebodyGivesAMemberIsRefusedByNoCapAndCounts() {
    var team = Team.by(capped("openLeads: 1"), rep("ana"), rep("ben"));
    team.receives(2, leads());
    team.givesByHand("l2", "ben");
    assertThat(team.holderOf("l2")).isEqualTo("ben");
    team.receives(1, leads());
    team.hears("l1", Disposition.LOST);
    assertThat(team.holderOf("l3")).isEmpty();
    team.hears("l2", Disposition.LOST);
    assertThat(team.holderOf("l3")).isNotEmpty();
  }

  @Test
  void whatAMemberHadBeforeTheRouterCameIsTheTeams() {
    var team = Team.by(capped("openLeads: 2, perDay: 2"), rep("ana"), rep("ben"));
    Instant today = Instant.parse("2026-01-05T08:00:00Z");
    team.imports(lead("old"), new Holder("ana", Optional.of(today), Optional.empty()));
    assertThat(team.receives(2, leads())).hasSize(1);
    team.hears("old", Disposition.LOST);
    assertThat(team.holderOf("l2")).as("two today already").isEmpty();
  }

  @Test
  void aTeamThatSharesTheOrderOfTurnsComesBackWhereTheOthersAre() {
    var team =
        Team.by(
            SHARED,
            rep("ana").with("few"),
            rep("ben").with("many"),
            rep("cyd").with("few", "many"));
    team.submits(lead("first").of("few"));
    int before = team.business.verdicts.size();
    team.receives(20, leads());
    team.waitsUntil("2026-01-06T00:00:00Z");

    assertThat(team.ledgerSince(before))
        .filteredOn(entry -> entry.entry().equals("lift"))
        .extracting(LedgerEntry::repId)
        .as("ana could take nothing meanwhile")
        .contains("ana");
    assertThat(team.seat("team", "ana").tags().get("one"))
        .isEqualTo(team.business.branches.get("team").state.virtualTimes().get("one"));
  }

  @Test
  void aCapHoldsFromTheMomentThatThePolicyHasIt() {
    var team = Team.by(capped(""), rep("ana"), rep("ben"));
    team.receives(4, leads());
    team.worksBy(capped("openLeads: 3"));
    assertThat(held(team, 4)).as("nobody loses what they hold").isEqualTo(4);
    team.receives(3, leads());
    assertThat(held(team, 7)).isEqualTo(4);
    team.hears("l1", Disposition.LOST);
    assertThat(held(team, 7)).as("still as many as the team may").isEqualTo(3);
    team.hears("l2", Disposition.LOST);
    assertThat(held(team, 7)).isEqualTo(3);

    team.worksBy(capped("openLeads: 4"));
    assertThat(held(team, 7)).isEqualTo(4);

    team.worksBy(capped("openLeads: 1, perDay: 1"));
    assertThat(team.business.branches.get("team").tallies).isEmpty();
    team.worksBy(capped("perDay: 1"));
    assertThat(held(team, 7)).isEqualTo(5);
    team.worksBy(capped(""));
    assertThat(team.business.branches.get("team").tallies).isEmpty();
  }

  @Test
  void aTeamIsAsFullAfterARestart() {
    var team = Team.by(capped("openLeads: 3, perHour: 4"), rep("ana"), rep("ben"));
    team.receives(5, leads());
    team.hears("l1", Disposition.LOST);
    assertThat(held(team, 5)).as("the fourth of the hour").isEqualTo(3);
    team.hears("l2", Disposition.LOST);
    team.restarts();
    team.passes(Duration.ofMinutes(1));
    assertThat(team.holderOf("l5")).as("the hour is full").isEmpty();
    team.waitsUntil("2026-01-05T10:00:00Z");
    assertThat(team.holderOf("l5")).isNotEmpty();
    team.restarts();
    team.receives(1, leads());
    assertThat(team.holderOf("l6")).as("three are open").isEmpty();
  }

  @Test
  void whileThePolicyObservesATeamIsAsFullAsTheOtherRouterFillsIt() {
    var team =
        Team.by(
            capped("openLeads: 2").replace("rules:", "mode: observe\nrules:"),
            rep("ana"),
            rep("ben"));
    team.receives(2, leads());
    team.givesByHand("l1", "ana");
    team.givesByHand("l2", "ana");
    team.receives(1, leads());
    assertThat(team.decided("l3").choice().routes())
        .extracting(RouteTried::excluded)
        .containsExactly(Map.of("pool-at-capacity", 2));
  }

  private static long held(Team team, int leads) {
    return IntStream.rangeClosed(1, leads).filter(i -> !team.holderOf("l" + i).isEmpty()).count();
  }
}
