package io.leadrouter.policy;

import static io.leadrouter.policy.Cases.ACCOUNT;
import static io.leadrouter.policy.Cases.BARE;
import static io.leadrouter.policy.Cases.LEAD;
import static io.leadrouter.policy.Cases.NOW;
import static io.leadrouter.policy.Cases.rep;
import static io.leadrouter.policy.Cases.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.WorkingHours;
import io.leadrouter.policy.Route.ByBand;
import io.leadrouter.policy.Route.Nurture;
import io.leadrouter.policy.Route.Reject;
import io.leadrouter.policy.Route.ToOwner;
import io.leadrouter.policy.Route.ToPool;
import io.leadrouter.policy.Route.ToRep;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {

  static final String WHOLE =
      """
      id: whole
      description: every word of the language
      groups: [emea, amer]
      holidays:
        DE: ['2026-10-03', 12-25]
        FR: [07-14]
      calendars:
        office:
          timeZone: Europe/Berlin
          hours: {mon-thu: ['09:00-12:30', '13:30-18:00'], fri: 09:00-14:00}
          holidays: [DE]
        daytime: {hours: {mon-sat: 08:00-20:00}}
      enrichment:
        freeMailDomains: [Example-Mail.org]
        sets: {dach: [DE, AT, CH]}
      pools:
        emea-enterprise:
          description: those who know large companies
          group: emea
          members: '"enterprise" in rep.skills && "emea" in rep.territories'
          strategy: weighted-round-robin
          rotation: emea
          weights: {r-1: 200}
          caps: {openLeads: 25, perHour: 5, perDay: 20, perWeek: 80, perMonth: 300, rolling: true}
          poolCaps: {openLeads: 200, maxUnaccepted: 30, perDay: 150, timeZone: Europe/Paris}
          specialistTurns: free
          maxUnaccepted: 4
          acceptWithin: 15m
          acceptClock: office
          firstTouchWithin: 4h
          firstTouchClock: office
          warnBefore: 5m
          hours: office
          waitFor: 4h
          overflow: emea-warm
          ageingPerHour: 2.5
        emea-warm: {group: emea, members: [r-1, r-2]}
        amer: {group: amer, members: 'true', strategy: round-robin}
      scorecard:
        fit:
          - {when: 'lead.company.employees >= 500', points: 30, text: 'company of 500 or more'}
          - {when: '!has(lead.country)', points: -5.5, text: 'no country'}
        engagement: {halfLife: 7d, points: {webinar: 15, email-click: 3}, capPerKind: 30}
        grades: {A: 60, B: 40, C: 20}
        bands: {1: 30, 2: 10}
        score: probability
        labelHorizon: 60d
      mode: observe
      onLeadChange: route-unaccepted
      onRepLeft: route-all
      onRepAway: route-unaccepted
      onReturn: {pause: skip, full: credit, cap: keep, offShift: keep, leave: credit, creditAtMost: 6, creditEvery: 3, creditExpires: 14d}
      refunds: {reasons: [duplicate, spam], perMonth: 4}
      ownership: {person: 90d, account: 30d}
      contactHours: daytime
      onFirstTouchMissed: take-back
      clockStarts: delivery
      pauseAfterExpired: 2
      pauseFor: 4h
      expiredCountsFor: 1h
      maxAttempts: 3
      escalateTo: [{pool: emea-warm}, {rep: r-9}]
      rules:
        - id: customers
          description: to whom they know
          when: 'account.lifecycle == "CUSTOMER"'
          routes:
            - {owner: account-executive, waitFor: 1h30m}
            - {hold: customer-success, waitFor: 2d, clock: office, countsIn: emea-warm}
            - {pool: emea-enterprise, requires: 'lead.language in rep.languages', waitFor: 2h, beyondCaps: true}
        - id: by-score
          when: 'lead.country in ["DE", "FR"]'
          routes:
            - bands: {1: emea-warm, 2: emea-warm, 3: emea-warm}
              requires: ['lead.country in rep.territories', 'lead.language in rep.languages']
              waitFor: 90s
            - nurture
        - {id: competitors, when: 'account.lifecycle == "COMPETITOR"', routes: [{reject: competitor}]}
        - id: named
          when: 'lead.campaign == "x"'
          routes: [{rep: r-17, backup: false, waitFor: 1d}, {pool: amer, countsIn: nowhere, beyondCaps: true}]
        - {id: everything-else, otherwise: true, routes: [{pool: amer}]}
      """;

  private static final Stay FOR_EVER = new Stay(Optional.empty(), Optional.empty());

  @Test
  void aPolicyIsReadWhole() {
    Policy policy = Cases.policy(WHOLE);

    assertThat(policy.id()).isEqualTo("whole");
    assertThat(policy.description()).isEqualTo("every word of the language");
    assertThat(policy.version()).isEqualTo(3);
    assertThat(policy.groups()).containsExactly("emea", "amer");
    assertThat(policy.freeMailDomains()).containsExactly("example-mail.org");
    assertThat(policy.enrichment().sets()).isEqualTo(Map.of("dach", Set.of("DE", "AT", "CH")));
    assertThat(policy.holidays("FR").include(LocalDate.parse("2031-07-14"))).isTrue();
    assertThat(policy.holidays("DE").include(LocalDate.parse("2027-10-03"))).isFalse();
    assertThat(policy.conduct().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(policy.conduct().onLeadChange()).isEqualTo(OpenLeadRule.ROUTE_UNACCEPTED);
    assertThat(policy.conduct().onRepLeft()).isEqualTo(OpenLeadRule.ROUTE_ALL);
    assertThat(policy.conduct().onRepAway()).isEqualTo(OpenLeadRule.ROUTE_UNACCEPTED);
    assertThat(policy.conduct().onReturn())
        .isEqualTo(
            new Returning(
                Map.of(
                    Absence.PAUSE, Returning.Answer.SKIP,
                    Absence.FULL, Returning.Answer.CREDIT,
                    Absence.CAP, Returning.Answer.KEEP,
                    Absence.OFF_SHIFT, Returning.Answer.KEEP,
                    Absence.LEAVE, Returning.Answer.CREDIT),
                new Returning.Credit(6, 3, Duration.ofDays(14))));
    assertThat(policy.conduct().refunds())
        .isEqualTo(new Refunds(Set.of(ReturnReason.DUPLICATE, ReturnReason.SPAM), 4));
    assertThat(policy.conduct().ownership())
        .isEqualTo(
            new OwnershipWindows(
                Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(30))));
    assertThat(policy.conduct().contactHours(LEAD)).isPresent();
    assertThat(policy.conduct().onFirstTouchMissed()).isEqualTo(MissedTouch.TAKE_BACK);
    assertThat(policy.conduct().clockStarts()).isEqualTo(ClockStart.DELIVERY);
    assertThat(policy.conduct().patience())
        .isEqualTo(
            new Patience(OptionalInt.of(2), Duration.ofHours(4), Optional.of(Duration.ofHours(1))));
    assertThat(policy.conduct().maxAttempts()).isEqualTo(3);
    assertThat(policy.conduct().escalateTo())
        .containsExactly(
            new Route.ToPool("emea-warm", List.of(), new CountsIn.ItsPool(), false, Stay.NONE),
            new Route.ToRep("r-9", true, new CountsIn.Nowhere(), false, Stay.NONE));
  }

  @Test
  void aPoolIsReadWhole() {
    Policy policy = Cases.policy(WHOLE);

    assertThat(policy.pools()).containsOnlyKeys("emea-enterprise", "emea-warm", "amer");
    Pool pool = policy.pools().get("emea-enterprise");
    assertThat(pool.id()).isEqualTo("emea-enterprise");
    assertThat(pool.group()).isEqualTo("emea");
    assertThat(pool.strategy()).isEqualTo(Strategy.WEIGHTED_ROUND_ROBIN);
    assertThat(pool.specialistTurns()).isEqualTo(SpecialistTurns.FREE);
    assertThat(pool.rotation()).isEqualTo("emea");
    assertThat(pool.weight(rep("r-1", "emea"))).isEqualTo(200);
    assertThat(pool.weight(rep("r-2", "emea"))).isEqualTo(Rep.DEFAULT_WEIGHT);
    assertThat(pool.caps())
        .isEqualTo(
            new Caps(
                OptionalInt.of(25),
                OptionalInt.of(5),
                OptionalInt.of(20),
                OptionalInt.of(80),
                OptionalInt.of(300),
                true));
    assertThat(pool.poolCaps())
        .isEqualTo(
            new PoolCaps(
                new Caps(
                    OptionalInt.of(200),
                    OptionalInt.empty(),
                    OptionalInt.of(150),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false),
                OptionalInt.of(30),
                ZoneId.of("Europe/Paris")));
    assertThat(pool.maxUnaccepted()).isEqualTo(OptionalInt.of(4));
    assertThat(pool.acceptWithin())
        .isEqualTo(new Stay(Optional.of(Duration.ofMinutes(15)), policy.calendar("office")));
    assertThat(pool.firstTouchWithin())
        .isEqualTo(new Stay(Optional.of(Duration.ofHours(4)), policy.calendar("office")));
    assertThat(pool.warnBefore()).contains(WarnBefore.time(Duration.ofMinutes(5)));
    assertThat(pool.hours().orElseThrow().id()).isEqualTo("office");
    assertThat(pool.ageingPerHour()).isEqualTo(2.5);
    Pool plain = policy.pools().get("emea-warm");
    assertThat(plain.strategy()).isEqualTo(Strategy.ROUND_ROBIN);
    assertThat(plain.rotation()).isEqualTo("emea-warm");
    assertThat(plain.weight(rep("r-1", "emea"))).isEqualTo(1);
    assertThat(plain.caps()).isEqualTo(Caps.NONE);
    assertThat(plain.poolCaps()).isEqualTo(PoolCaps.NONE);
    assertThat(plain.maxUnaccepted()).as("so that nobody hoards").isEqualTo(OptionalInt.of(3));
    assertThat(plain.acceptWithin()).isEqualTo(Stay.NONE);
    assertThat(plain.firstTouchWithin()).isEqualTo(Stay.NONE);
    assertThat(plain.warnBefore()).isEmpty();
    assertThat(plain.hours()).isEmpty();
    assertThat(plain.ageingPerHour()).isEqualTo(1);
  }

  @Test
  void whatARepHasToDoMayCountInItsOwnHours() {
    Policy policy = Cases.policy(WHOLE.replace("acceptClock: office", "acceptClock: rep"));

    Stay accept = policy.pools().get("emea-enterprise").acceptWithin();

    assertThat(accept)
        .isEqualTo(new Stay(Optional.of(Duration.ofMinutes(15)), Optional.empty(), true));
    assertThat(accept.clockName()).isEqualTo("rep");
    Hours mondays =
        Hours.of(
            ZoneOffset.UTC, List.of(new WorkingHours(DayOfWeek.MONDAY, 540, 600)), Holidays.NONE);
    assertThat(accept.hours(() -> mondays)).isSameAs(mondays);
  }

  @Test
  void routesAreReadWhole() {
    Policy policy = Cases.policy(WHOLE);
    Calendar office = policy.pools().get("emea-enterprise").hours().orElseThrow();

    Rule customers = policy.rule("customers").orElseThrow();
    assertThat(customers.description()).isEqualTo("to whom they know");
    assertThat(customers.routes().subList(0, 2))
        .containsExactly(
            new ToOwner(
                "account-executive",
                true,
                new CountsIn.Nowhere(),
                false,
                forSoLong(Duration.ofMinutes(90))),
            new ToOwner(
                "customer-success",
                false,
                new CountsIn.OfPool("emea-warm"),
                false,
                new Stay(Optional.of(Duration.ofDays(2)), Optional.of(office))));
    assertThat(policy.rule("by-score").orElseThrow().routes().get(0))
        .isInstanceOfSatisfying(
            ByBand.class,
            bands -> {
              assertThat(bands.pools())
                  .isEqualTo(Map.of(1, "emea-warm", 2, "emea-warm", 3, "emea-warm"));
              assertThat(bands.requires())
                  .extracting(Requirement::reason)
                  .containsExactly("territory", "language");
              assertThat(bands.stay()).isEqualTo(forSoLong(Duration.ofSeconds(90)));
            });
    assertThat(policy.rule("by-score").orElseThrow().routes().get(1)).isEqualTo(new Nurture());
    assertThat(policy.rule("competitors").orElseThrow().routes())
        .containsExactly(new Reject("competitor"));
    assertThat(policy.rule("named").orElseThrow().routes())
        .containsExactly(
            new ToRep("r-17", false, new CountsIn.Nowhere(), false, forSoLong(Duration.ofDays(1))),
            new ToPool("amer", List.of(), new CountsIn.Nowhere(), true, FOR_EVER));
    assertThat(policy.rule("gone")).isEmpty();
  }

  @Test
  void aPoolsOverflowIsARouteMore() {
    List<Route> routes = Cases.policy(WHOLE).rule("customers").orElseThrow().routes();

    assertThat(routes).hasSize(4);
    assertThat(routes.subList(2, 4))
        .allSatisfy(route -> assertThat(route.requires()).hasSize(1))
        .allMatch(Route::beyondCaps)
        .extracting(route -> ((ToPool) route).pool(), Route::stay)
        .containsExactly(
            tuple("emea-enterprise", forSoLong(Duration.ofHours(2))), tuple("emea-warm", FOR_EVER));
  }

  private static Stay forSoLong(Duration wait) {
    return new Stay(Optional.of(wait), Optional.empty());
  }

  @Test
  void aScorecardIsReadWhole() {
    Scorecard scorecard = Cases.policy(WHOLE).scorecard();

    assertThat(scorecard.fit()).hasSize(2);
    assertThat(scorecard.fit().get(0).points()).isEqualTo(30);
    assertThat(scorecard.fit().get(0).text()).isEqualTo("company of 500 or more");
    assertThat(scorecard.fit())
        .extracting(rule -> rule.appliesTo(LEAD, Optional.empty(), Cases.QUALITY, NOW))
        .containsExactly(true, false);
    assertThat(scorecard.fit())
        .extracting(rule -> rule.appliesTo(BARE, Optional.empty(), Cases.QUALITY, NOW))
        .containsExactly(false, true);
    assertThat(scorecard.halfLife()).isEqualTo(Duration.ofDays(7));
    assertThat(scorecard.activityPoints()).isEqualTo(Map.of("webinar", 15.0, "email-click", 3.0));
    assertThat(scorecard.capPerKind()).isEqualTo(30);
    assertThat(List.of(61.0, 60.0, 59.9, 40.0, 20.0, 19.9, -5.0))
        .extracting(scorecard::grade)
        .containsExactly("A", "A", "B", "B", "C", "D", "D");
    assertThat(List.of(30.0, 29.9, 10.0, 9.9, 0.0))
        .extracting(scorecard::band)
        .containsExactly(1, 2, 2, 3, 3);
    assertThat(scorecard.scoreBy()).isEqualTo(ScoreBy.PROBABILITY);
    assertThat(scorecard.labelHorizon()).isEqualTo(Duration.ofDays(60));
  }

  @Test
  void theFirstRuleThatHoldsWins() {
    Policy policy = Cases.policy(WHOLE);
    assertThat(policy.match(scored(LEAD, Optional.of(ACCOUNT)), NOW).id()).isEqualTo("customers");
    assertThat(policy.match(scored(LEAD, Optional.empty()), NOW).id()).isEqualTo("by-score");
    assertThat(policy.match(scored(BARE, Optional.empty()), NOW).id()).isEqualTo("everything-else");
  }

  @Test
  void aLeadWithoutItsIdentifiersMatchesAsBefore() {
    Policy policy = Cases.policy(WHOLE);
    var lead = scored(LEAD, Optional.of(ACCOUNT));
    assertThat(policy.match(lead.withoutIdentifiers(), NOW)).isEqualTo(policy.match(lead, NOW));
  }

  @Test
  void whatWorksButIsHardlyMeantIsAWarning() {
    Policy policy =
        Cases.policy(
            """
            id: idle
            groups: [g, empty]
            pools:
              used: {group: g, members: 'true'}
              unused: {group: g, members: 'true'}
            rules: [{id: all, otherwise: true, routes: [{pool: used}]}]
            """);
    assertThat(policy.warnings())
        .extracting(Finding::toString)
        .containsExactly(
            "policy.yaml:2:13: warning: group \"empty\" has no pool",
            "policy.yaml:5:3: warning: no rule routes to pool \"unused\"");
  }

  @Test
  void aRuleThatTakesNoLeadIsAWarning() {
    Policy policy =
        Cases.policy(
            """
            id: idle
            groups: [g]
            pools: {p: {group: g, members: 'rep.status != "Active"'}}
            rules:
              - {id: german, when: 'lead.country == "DE"', routes: [{pool: p}]}
              - {id: web, when: 'lead.source == "Web"', routes: [{pool: p}]}
              - id: german-trials
                when: 'lead.country == "DE" && lead.source == "trial"'
                routes: [{pool: p}]
              - {id: nobody, when: 'lead.test && !lead.test', routes: [{pool: p}]}
              - {id: all, otherwise: true, routes: [{pool: p}]}
            """);
    assertThat(policy.warnings())
        .extracting(Finding::toString)
        .containsExactly(
            "policy.yaml:3:47: warning: rep.status is never \"Active\"; did you mean \"ACTIVE\"?",
            "policy.yaml:6:37: warning: lead.source is compared in lower case: write \"web\"",
            "policy.yaml:7:5: warning: rule \"german-trials\" can never match: rule \"german\" before"
                + " it always does",
            "policy.yaml:10:5: warning: rule \"nobody\" can never match: its condition contradicts"
                + " itself");
  }

  @Test
  void yamlsOwnWordsMeanWhatTheyMeanToAnEditor() {
    Policy policy =
        Cases.policy(
            """
            id: words
            groups: [g]
            pools: {p: {group: g, members: 'true', ageingPerHour: +2}}
            rules: [{id: all, otherwise: TRUE, routes: [{rep: r-1, backup: False}, {pool: p}]}]
            """);
    assertThat(policy.pools().get("p").ageingPerHour()).isEqualTo(2);
    assertThat(policy.rules().get(0).routes().get(0))
        .isInstanceOfSatisfying(ToRep.class, route -> assertThat(route.backup()).isFalse());
  }

  @Test
  void aPublishedPolicyIsNamedByItsIdAndVersion() {
    assertThatThrownBy(() -> Policy.parse(published(1, "id: 5")))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageStartingWith("sample@7:1:1: missing key \"groups\" in a policy\n");
  }

  @Test
  void aNewerLanguageIsRefused() throws InvalidPolicyException {
    assertThat(Policy.parse(published(1, WHOLE)).version()).isEqualTo(7);
    assertThatThrownBy(() -> Policy.parse(published(2, WHOLE)))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage(
            "sample@7:1:1: written in format 2 of the policy language; this router reads up to 1:"
                + " run a newer router");
  }

  @Test
  void aTextThatIsNotTheOnePublishedIsRefused() {
    PublishedPolicy whole = published(1, WHOLE);
    PublishedPolicy damaged =
        new PublishedPolicy(
            "sample", 7, 1, WHOLE + "# but\n", whole.checksum(), "", "", Instant.EPOCH);

    assertThat(whole.intact()).isTrue();
    assertThatThrownBy(() -> Policy.parse(damaged))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage(
            "sample@7:1:1: damaged: its text does not have the checksum it was published with");
  }

  @Test
  void aRefusalInOneLineSaysTheFirstErrorAndHowManyMoreThereAre() {
    assertThat(summary("id: sample")).isEqualTo("missing key \"groups\" in a policy (and 2 more)");
    assertThat(summary("id: " + "[".repeat(100_000))).isEqualTo("nested too deeply to be read");
    assertThat(summary("id: sample\ngroups: [g]\npools: {}\nrules: 5"))
        .startsWith("3:")
        .doesNotContain("\n");
  }

  private static String summary(String yaml) {
    try {
      throw new AssertionError(Policy.parse(published(1, yaml)));
    } catch (InvalidPolicyException e) {
      return e.summary();
    }
  }

  private static PublishedPolicy published(int format, String yaml) {
    return PublishedPolicy.of("sample", 7, format, yaml, "", "", Instant.EPOCH);
  }
}
