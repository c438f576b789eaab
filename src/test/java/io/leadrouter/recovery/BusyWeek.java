package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;

import io.leadrouter.event.Caps;
import io.leadrouter.event.Consent;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Holder;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Person;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepStatus;
import io.leadrouter.event.TurnsAhead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All that can happen to two groups, in one order: every kind of decision, every way to get a turn
 * or have it back, leads and reps that change groups, deadlines that pass, and two changes of the
 * policy. {@link Features} says whether it did.
 */
final class BusyWeek {

  static final String POLICY =
      """
      id: test
      mode: assign
      groups: [north, south]
      pools:
        desk:
          group: north
          members: '"desk" in rep.skills'
          strategy: weighted-round-robin
          caps: {openLeads: 10}
          poolCaps: {perDay: 1000}
          maxUnaccepted: 6
          acceptWithin: 1h
          firstTouchWithin: 8h
          warnBefore: 15m
          specialistTurns: free
        light: {group: north, members: '"light" in rep.skills', strategy: least-loaded, maxUnaccepted: none}
        far:
          group: south
          members: '"far" in rep.skills'
          strategy: round-robin
          caps: {perDay: 4, rolling: true}
          maxUnaccepted: none
      scorecard:
        engagement: {halfLife: 7d, points: {webinar: 40}, capPerKind: 80}
        grades: {A: 30, B: 20, C: 10}
        bands: {1: 30, 2: 10}
      onLeadChange: route-unaccepted
      onRepLeft: route-all
      onRepAway: route-unaccepted
      onReturn: {leave: credit, creditEvery: 2, creditExpires: 2d}
      maxAttempts: 3
      clockStarts: assignment
      rules:
        - {id: spam, when: 'lead.source == "spam"', routes: [{reject: spam}]}
        - {id: cold, when: 'lead.source == "list"', routes: [nurture]}
        - {id: far, when: 'lead.campaign == "south"', routes: [{pool: far}]}
        - {id: light, when: 'lead.campaign == "light"', routes: [{pool: light}]}
        - {id: hot, when: 'lead.campaign == "hot"', routes: [{pool: desk}, {pool: desk, beyondCaps: true}]}
        - id: german
          when: 'lead.language == "de"'
          routes: [{pool: desk, requires: '"de" in rep.languages', waitFor: 2h}, {pool: far}]
        - {id: rest, otherwise: true, routes: [{pool: desk}]}
      """;

  /** What has to have been seen when the week is over. */
  static final List<String> FEATURES = features();

  /**
   * One thing that happens: some records of one topic.
   *
   * @param timePasses and nothing else happens
   * @param on the groups that may have something to do because of it, in the order in which one has
   *     told the other; none where the group that hears of it does it all
   */
  record Event(Consumer<Site> told, boolean timePasses, List<String> on) {}

  private final List<Event> events = new ArrayList<>();

  private BusyWeek() {}

  /**
   * What happens, one thing after the other: the next when what came before has been decided. No
   * group gets something from both outside and the other group at once, or their order would be
   * chance.
   */
  static List<Event> events() {
    BusyWeek week = new BusyWeek();
    week.begins();
    week.leadsCome();
    week.timeRunsOut();
    week.leadsAreGivenUp();
    week.leadsWaitInTheSouth();
    week.repsMove();
    week.leadsMove();
    week.repsAreAway();
    week.personsAreForgotten();
    week.policiesChange();
    return week.events;
  }

  private static List<String> features() {
    List<String> features = new ArrayList<>();
    Stream.of(DecisionKind.values())
        .filter(kind -> kind != DecisionKind.UNKNOWN && kind != DecisionKind.FAILED)
        .forEach(kind -> features.add("decided " + kind));
    Stream.of("turn", "join", "import", "weight", "lift", "credit", "repay", "expire", "refund")
        .forEach(entry -> features.add("ledger " + entry));
    Stream.of(
            "LeadSubmitted",
            "LeadWithdrawn",
            "OutcomeReported",
            "RepChanged",
            "RepHandedOver",
            "RoomChanged",
            "HolderLeft",
            "LeadHandedOver",
            "PolicyActivated")
        .forEach(command -> features.add("command " + command));
    features.addAll(
        List.of(
            "strategy weighted-round-robin",
            "strategy least-loaded",
            "strategy round-robin",
            "route waiting",
            "route chosen-beyond-caps",
            "route other-group",
            "excluded cap-per-day",
            "excluded unaccepted",
            "excluded previous-assignee",
            "excluded language",
            "no turn for a test",
            "no turn for a specialist",
            "SLA_WARNING accept-by",
            "SLA_WARNING first-touch-by",
            "REVOKED not-accepted",
            "REVOKED declined",
            "REVOKED refunded",
            "REVOKED corrected",
            "REVOKED rep-left",
            "REVOKED rep-away",
            "UNROUTABLE too-many-attempts",
            "assignment ASSIGNED imported",
            "assignment ASSIGNED by-hand",
            "assignment ASSIGNED from-line",
            "assignment ASSIGNED reopened",
            "assignment CLOSED withdrawn",
            "conversion CONVERTED",
            "conversion LOST",
            "conversion REOPENED"));
    return features;
  }

  private void begins() {
    happens(
        site -> {
          site.awaitFirstPolicy();
          site.ring(NORTH);
          site.ring(SOUTH);
        });
    happens(
        site -> {
          site.rep("ana", NORTH, able("desk").andThen(rep -> rep.setWeight(200)));
          site.rep("bob", NORTH, BusyWeek::bob);
          site.rep("eve", NORTH, able("light"));
          site.rep("cyd", SOUTH, able("far"));
          site.rep("dan", SOUTH, ahead("far", 1));
        });
  }

  private void leadsCome() {
    happens(site -> site.leads("a", NORTH, 1, 7));
    happens(
        site -> {
          site.lead("a-1", said("e1", NORTH));
          site.lead("a-1", NORTH);
          site.lead("a-again", like("a-1"));
          site.lead("spam", from("spam"));
          site.lead("cold", from("list"));
          site.leads("light", "light", 1, 4);
          site.lead("test", lead -> lead.setCampaign(NORTH).setTest(true));
        });
    happens(
        site -> {
          each(site, "a", 1, 5, Disposition.ACCEPTED);
          site.outcome("a-5", Disposition.DELIVERED);
          site.outcome("early", Disposition.DELIVERED);
        });
    happens(
        site -> {
          site.lead("german", lead -> lead.setLanguage("de"));
          site.lead("early", NORTH);
        });
  }

  private void timeRunsOut() {
    passes(Duration.ofMinutes(50));
    passes(Duration.ofMinutes(20));
    happens(site -> site.outcome("a-6", Disposition.ACCEPTED, outcome -> outcome.setAttempt(1)));
    passes(Duration.ofHours(2));
  }

  /** The sixth lead of the morning goes from one to the other, until nobody is left. */
  private void leadsAreGivenUp() {
    happens(site -> site.outcome("a-6", Disposition.DECLINED));
    happens(site -> site.rep("fay", NORTH, able("desk")));
    happens(
        site -> {
          site.outcome("a-6", Disposition.DECLINED);
          site.outcome(
              "a-4", Disposition.RETURNED, outcome -> outcome.setReason("bad-contact-data"));
          site.outcome("a-3", Disposition.CONTACTED);
        });
  }

  private void leadsWaitInTheSouth() {
    happens(site -> site.leads("s", SOUTH, 1, 12));
    happens(
        site -> {
          site.activity("s-11", "webinar");
          site.awaitTaken();
        });
    happens(
        site -> {
          site.outcome("s-1", Disposition.CONVERTED);
          site.outcome("s-2", Disposition.LOST);
        });
    happens(site -> site.outcome("s-2", Disposition.REOPENED));
    passes(Duration.ofMinutes(4 * 60 + 40));
    passes(Duration.ofHours(25));
  }

  /** The one who moves takes leads along, gets others there, and leaves with those of both. */
  private void repsMove() {
    happens(site -> site.leads("b", NORTH, 1, 7));
    crosses(site -> site.rep("bob", SOUTH, BusyWeek::bob));
    happens(site -> site.leads("s", SOUTH, 12, 16));
    crosses(site -> each(site, "a", 1, 3, Disposition.LOST));
    crosses(site -> each(site, "b", 1, 4, Disposition.LOST));
    crossesFromTheSouth(site -> site.rep("bob", NORTH, BusyWeek::bob));
    crosses(site -> site.repLeaves("bob"));
    happens(site -> site.rep("bob", NORTH, BusyWeek::bob));
    happens(site -> site.rep("fay", NORTH, able("desk").andThen(rep -> rep.setWeight(300))));
  }

  private void leadsMove() {
    happens(site -> site.leads("c", NORTH, 1, 4));
    crosses(site -> site.lead("c-1", SOUTH));
    crosses(site -> site.lead("c-1", lead -> lead.setCampaign(SOUTH).setPostalCode("10115")));
    crosses(
        site -> site.outcome("c-2", Disposition.REASSIGNED, outcome -> outcome.setRepId("dan")));
    happens(
        site -> {
          site.lead("open-1", heldBy("ana", NORTH));
          site.lead("open-2", heldBy("dan", NORTH));
          site.leads("hot", "hot", 1, 26);
        });
  }

  private void repsAreAway() {
    happens(
        site -> {
          each(site, "hot", 1, 26, Disposition.LOST);
          each(site, "b", 4, 7, Disposition.LOST);
        });
    happens(site -> site.leads("d", NORTH, 1, 4));
    happens(site -> site.rep("ana", NORTH, ana(RepStatus.ON_LEAVE)));
    happens(site -> site.leads("d", NORTH, 4, 16));
    happens(site -> each(site, "d", 1, 16, Disposition.LOST));
    happens(site -> site.rep("ana", NORTH, ana(RepStatus.ACTIVE)));
    happens(site -> site.leads("d", NORTH, 16, 24));
    happens(site -> each(site, "d", 16, 24, Disposition.CONVERTED));
    passes(Duration.ofDays(3));
  }

  private void personsAreForgotten() {
    crosses(site -> site.erase("c-1"));
    happens(site -> site.lead("s-15", lead -> lead.setCampaign(SOUTH).setConsent(Consent.DENIED)));
    passes(Duration.ofMinutes(5));
    crosses(site -> site.lead("c-1", NORTH));
  }

  private void policiesChange() {
    policy(2, POLICY.replace("mode: assign", "mode: observe"));
    happens(site -> site.leads("o", NORTH, 1, 3));
    happens(
        site ->
            site.outcome("o-1", Disposition.ASSIGNED_BY_HAND, outcome -> outcome.setRepId("ana")));
    policy(3, POLICY);
    happens(site -> site.leads("last", NORTH, 1, 4));
  }

  private void happens(Consumer<Site> told) {
    events.add(new Event(told, false, List.of()));
  }

  private void policy(int version, String yaml) {
    crosses(
        site -> {
          site.policy(version, yaml);
          site.outputs().expectPolicy(version, NORTH, SOUTH);
        });
  }

  /** The north hears of it, and the south of the north. */
  private void crosses(Consumer<Site> told) {
    events.add(new Event(told, false, List.of(SOUTH, NORTH, SOUTH)));
  }

  private void crossesFromTheSouth(Consumer<Site> told) {
    events.add(new Event(told, false, List.of(NORTH, SOUTH, NORTH)));
  }

  private void passes(Duration time) {
    events.add(new Event(site -> site.passes(time), true, List.of(NORTH, SOUTH, NORTH)));
  }

  private static void each(Site site, String name, int from, int to, Disposition disposition) {
    for (int i = from; i < to; i++) {
      site.outcome(name + "-" + i, disposition);
    }
  }

  private static Consumer<Rep.Builder> able(String... skills) {
    return rep -> rep.setSkills(List.of(skills));
  }

  private static void bob(Rep.Builder rep) {
    rep.setSkills(List.of("desk", "light", "far"))
        .setLanguages(List.of("de"))
        .setCaps(new Caps(30, null, 30, null, null, true));
  }

  private static Consumer<Rep.Builder> ana(RepStatus status) {
    return able("desk").andThen(rep -> rep.setWeight(200).setStatus(status));
  }

  private static Consumer<Rep.Builder> ahead(String rotation, int turns) {
    return able(rotation)
        .andThen(rep -> rep.setTurnsAhead(List.of(new TurnsAhead(rotation, turns))));
  }

  private static Consumer<Lead.Builder> said(String eventId, String campaign) {
    return lead -> lead.setEventId(eventId).setCampaign(campaign);
  }

  private static Consumer<Lead.Builder> from(String source) {
    return lead -> lead.setSource(source);
  }

  /** Under another id, the person who is behind that lead. */
  private static Consumer<Lead.Builder> like(String leadId) {
    return lead ->
        lead.setCampaign(NORTH)
            .setPerson(new Person("ann@" + leadId + ".example", null, "Ann", "Lee", null));
  }

  private static Consumer<Lead.Builder> heldBy(String repId, String campaign) {
    return lead -> lead.setCampaign(campaign).setHolder(new Holder(repId, null, null));
  }
}
