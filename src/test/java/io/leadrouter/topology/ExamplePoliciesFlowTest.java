package io.leadrouter.topology;

import static io.leadrouter.topology.Flow.employees;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.AccountOwner;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.Company;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.RepStatus;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.policy.ExamplePolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the policies that people begin with do, each in the situations that it is for. */
class ExamplePoliciesFlowTest {

  private Flow flow;

  @AfterEach
  void stop() {
    flow.close();
  }

  private void begins(String policy, String time) {
    flow = new Flow(Instant.parse(time));
    flow.policy(ExamplePolicies.yaml(policy).orElseThrow());
  }

  /** Who holds the lead after what has happened since this was last asked; empty: nobody new. */
  private String taken(String leadId) {
    String holder = "";
    for (Assignment assignment : flow.assignments()) {
      if (assignment.getLeadId().equals(leadId)) {
        holder = assignment.getStatus() == AssignmentStatus.ASSIGNED ? assignment.getRepId() : "";
      }
    }
    return holder;
  }

  private String gets(String leadId, Consumer<Lead.Builder> lead) {
    flow.lead(leadId, lead);
    return taken(leadId);
  }

  private String after(Duration time, String leadId) {
    flow.passes(time);
    return taken(leadId);
  }

  private void rep(String repId, String group, List<String> skills, List<String> languages) {
    flow.rep(
        repId,
        group,
        rep -> rep.setSkills(skills).setLanguages(languages).setTerritories(List.of(group)));
  }

  private static Consumer<Lead.Builder> from(String country, String language) {
    return lead -> lead.setCountry(country).setLanguage(language);
  }

  private static Consumer<Lead.Builder> of(String domain) {
    return lead -> lead.setCompany(Company.newBuilder().setDomain(domain).build());
  }

  @Test
  void aTeamTakesTurns() {
    begins("round-robin", "2026-03-02T09:00:00Z");
    List.of("ana", "ben", "cyd").forEach(rep -> flow.rep(rep, "emea", 100));
    for (int i = 0; i < 9; i++) {
      flow.lead("lead-" + i);
    }

    assertThat(flow.assignments())
        .extracting(Assignment::getRepId)
        .containsExactly("ana", "ben", "cyd", "ana", "ben", "cyd", "ana", "ben", "cyd");
  }

  @Test
  void aSwissLeadIsAnsweredInGermanWhosEverTurnItIs() {
    begins("territories", "2026-03-02T09:00:00Z");
    rep("paris", "emea", List.of(), List.of("fr", "en"));
    rep("berlin", "emea", List.of(), List.of("de", "en"));

    assertThat(gets("a", from("CH", "fr"))).isEqualTo("berlin");
    assertThat(gets("b", from("AT", "de"))).isEqualTo("berlin");
  }

  @Test
  void aLeadWaitsForItsLanguageAndThenTakesEnglish() {
    begins("territories", "2026-03-02T09:00:00Z");
    rep("london", "emea", List.of(), List.of("en"));

    assertThat(gets("a", from("ES", "es"))).isEmpty();
    assertThat(after(Duration.ofMinutes(59), "a")).isEmpty();
    assertThat(after(Duration.ofMinutes(2), "a")).isEqualTo("london");
  }

  @Test
  void aLeadInLineIsGivenAtOnceToWhoSpeaksItsLanguage() {
    begins("territories", "2026-03-02T09:00:00Z");
    rep("london", "emea", List.of(), List.of("en"));
    assertThat(gets("es", from("ES", "es"))).isEmpty();
    assertThat(gets("it", from("IT", "it"))).isEmpty();

    rep("roma", "emea", List.of(), List.of("it"));

    assertThat(taken("it")).isEqualTo("roma");
  }

  @Test
  void aLargeInstallationGoesToASpecialistOfItsLanguageFirst() {
    begins("territories", "2026-03-02T09:00:00Z");
    rep("berlin", "emea", List.of(), List.of("de"));
    rep("paris", "emea", List.of("enterprise"), List.of("fr"));

    String leadId = "large";
    assertThat(gets(leadId, from("DE", "de").andThen(employees(5_000)))).isEmpty();
    assertThat(after(Duration.ofHours(2), leadId)).isEqualTo("paris");
  }

  @Test
  void eachTerritoryHasItsReps() {
    begins("territories", "2026-03-02T09:00:00Z");
    rep("recife", "amer", List.of(), List.of("pt"));
    rep("boston", "amer", List.of(), List.of("en"));
    rep("tokyo", "apac", List.of(), List.of("ja"));

    assertThat(gets("br", from("BR", "pt"))).isEqualTo("recife");
    assertThat(gets("us", from("US", "en"))).isEqualTo("boston");
    assertThat(gets("jp", from("JP", "ja"))).isEqualTo("tokyo");
  }

  private void segments() {
    begins("segments", "2026-03-02T09:00:00Z");
    rep("hunter", "emea", List.of("enterprise"), List.of());
    rep("inbound", "emea", List.of("inbound"), List.of());
    flow.rep("sue", "emea", rep -> rep.setBackupRepId("tom"));
    flow.rep("tom", "emea", rep -> {});
  }

  @Test
  void aCustomerGoesToWhoLooksAfterItOrToWhoStandsIn() {
    segments();
    flow.account(
        "a", "acme.example", Lifecycle.CUSTOMER, new AccountOwner("customer-success", "sue"));
    assertThat(gets("one", of("acme.example"))).isEqualTo("sue");

    flow.rep("sue", "emea", rep -> rep.setBackupRepId("tom").setStatus(RepStatus.ON_LEAVE));
    assertThat(gets("two", of("acme.example"))).isEqualTo("tom");
  }

  @Test
  void aNamedAccountIsHeldForItsOwnerForTwoDays() {
    segments();
    flow.account(
        "a", "acme.example", Lifecycle.PROSPECT, new AccountOwner("account-executive", "sue"));
    flow.rep("sue", "emea", rep -> rep.setBackupRepId("tom").setStatus(RepStatus.ON_LEAVE));

    assertThat(gets("one", of("acme.example"))).isEmpty();
    assertThat(after(Duration.ofHours(47), "one")).isEmpty();
    assertThat(after(Duration.ofHours(2), "one")).isEqualTo("hunter");
  }

  @Test
  void sizeDecidesAndACorrectedSizeDecidesAgainUntilSomebodyHasAccepted() {
    segments();
    assertThat(gets("large", employees(5_000))).isEqualTo("hunter");
    assertThat(gets("small", employees(12))).isEqualTo("inbound");

    assertThat(gets("small", employees(12_000))).isEqualTo("hunter");
    flow.outcome("large", Disposition.ACCEPTED);
    assertThat(gets("large", employees(50))).isEmpty();
  }

  @Test
  void enterpriseOverflowsToTheOthersAfterFourHours() {
    begins("segments", "2026-03-02T09:00:00Z");
    rep("inbound", "emea", List.of("inbound"), List.of());

    assertThat(gets("large", employees(5_000))).isEmpty();
    assertThat(after(Duration.ofHours(4), "large")).isEqualTo("inbound");
  }

  @Test
  void aColdLeadIsRoutedAtTheMomentItCrossesTheThreshold() {
    begins("score-bands", "2026-03-02T09:00:00Z");
    rep("ana", "emea", List.of("inbound"), List.of());

    assertThat(gets("a", employees(20))).isEmpty();
    assertThat(flow.decisions())
        .filteredOn(decision -> "a".equals(decision.getLeadId()))
        .extracting(RoutingDecision::getKind)
        .containsExactly(DecisionKind.NURTURED);

    flow.activity("a", "pricing-page");
    assertThat(taken("a")).isEmpty();
    flow.activity("a", "webinar");
    assertThat(taken("a")).isEqualTo("ana");
  }

  @Test
  void theKeenestGoToWhoCallsAtOnce() {
    begins("score-bands", "2026-03-02T09:00:00Z");
    flow.rep("slow", "emea", rep -> rep.setSkills(List.of("inbound")).setWeight(50));
    flow.rep("quick", "emea", rep -> rep.setSkills(List.of("inbound")).setWeight(100));

    Consumer<Lead.Builder> keen = employees(2_000).andThen(lead -> lead.setSource("demo-request"));
    for (String leadId : List.of("a", "b", "c")) {
      flow.activity(leadId, "webinar");
      flow.activity(leadId, "pricing-page");
      assertThat(gets(leadId, keen)).isEqualTo("quick");
    }
    assertThat(gets("d", employees(2_000))).isEqualTo("slow");
  }

  private void sun(String time) {
    begins("follow-the-sun", time);
    flow.rep("berlin", "emea", at("Europe/Berlin", "DE", "emea"));
    flow.rep("london", "emea", at("Europe/London", "GB", "emea"));
    flow.rep("boston", "amer", at("America/New_York", "US", "amer"));
    flow.rep("tokyo", "apac", at("Asia/Tokyo", "JP", "apac"));
  }

  private static Consumer<io.leadrouter.event.Rep.Builder> at(
      String timeZone, String holidayRegion, String territory) {
    return rep ->
        rep.setTimeZone(timeZone)
            .setHolidayRegion(holidayRegion)
            .setTerritories(List.of(territory));
  }

  @Test
  void whoeverIsAwakeCalls() {
    sun("2026-03-03T10:00:00Z");
    assertThat(gets("morning", from("DE", "de"))).isEqualTo("berlin");
    flow.passes(Duration.ofHours(10));
    assertThat(gets("evening", from("DE", "de"))).isEqualTo("boston");
    flow.passes(Duration.ofHours(6));
    assertThat(gets("night", from("DE", "de"))).isEqualTo("tokyo");
  }

  @Test
  void overTheWeekendALeadWaitsForItsOwnRegionsMonday() {
    sun("2026-03-07T12:00:00Z");
    assertThat(gets("a", from("DE", "de"))).isEmpty();
    assertThat(after(Duration.ofHours(43), "a")).isEmpty();
    assertThat(after(Duration.ofHours(2), "a")).isIn("berlin", "london");
  }

  @Test
  void aHolidayIsOneRegionsOwn() {
    sun("2026-10-02T10:00:00Z");
    flow.rep("paris", "emea", at("Europe/Paris", "FR", "emea"));
    flow.passes(Duration.ofDays(284));
    // The 13th of July 2027 is a Tuesday; a day later France celebrates.
    assertThat(
            List.of(
                gets("a", from("FR", "fr")),
                gets("b", from("FR", "fr")),
                gets("c", from("FR", "fr"))))
        .containsExactlyInAnyOrder("berlin", "london", "paris");
    flow.passes(Duration.ofDays(1));
    assertThat(
            List.of(
                gets("d", from("FR", "fr")),
                gets("e", from("FR", "fr")),
                gets("f", from("FR", "fr"))))
        .doesNotContain("paris")
        .contains("berlin", "london");
  }
}
