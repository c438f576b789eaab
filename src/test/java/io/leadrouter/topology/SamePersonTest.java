package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.Consent;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.LeadOwner;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.OwnerStatus;
import io.leadrouter.event.Person;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who asks under several ids, from topic to topic. */
class SamePersonTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, far]
      pools:
        all: {group: team, members: 'true', strategy: round-robin}
        far: {group: far, members: 'true', strategy: round-robin}
      scorecard: {grades: {A: 30, B: 20, C: 10}, bands: {1: 30, 2: 10}}
      rules:
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: far}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String ANN = "person/" + Flow.PSEUDONYMS.of("email", "ann@acme.example");

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "team", 100);
    flow.rep("bob", "team", 100);
    flow.rep("sue", "far", 100);
    flow.decisions();
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  private void asks(String leadId, String email, String phone) {
    flow.lead(leadId, lead -> lead.setPerson(new Person(email, phone, "Ann", "Lee", null)));
  }

  @Test
  void theSameFormSentTwiceWithinASecondUnderTwoIdsHasOneRep() {
    asks("one", "Ann.Lee@acme.example", null);
    flow.passes(Duration.ofMillis(700));
    asks("two", " ANN.LEE@ACME.EXAMPLE ", null);
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("one");
    RoutingDecision merged =
        flow.decisions().stream()
            .filter(decision -> decision.getKind() == DecisionKind.MERGED)
            .findFirst()
            .orElseThrow();
    assertThat(merged.getLeadId()).isEqualTo("two");
    assertThat(merged.getMergedInto()).isEqualTo("one");
    assertThat(merged.getRepId()).isEqualTo("ana");
    assertThat(merged.getOrigin().getTopic()).isEqualTo("leads");
  }

  @Test
  void aPersonIsKnownByThePhoneNumberAndByTheDedupeKey() {
    asks("one", "ann@acme.example", "+49 30 123456");
    asks("two", null, "+4930123456");
    flow.lead("three", lead -> lead.setDedupeKey("crm-17"));
    flow.lead("four", lead -> lead.setDedupeKey("crm-17"));
    asks("five", "ben@acme.example", "+49 30 123457");
    assertThat(flow.assignments())
        .extracting(Assignment::getLeadId)
        .containsExactly("one", "three", "five");
  }

  @Test
  void whoAPersonIsGoesNowhereButAsKeyedHashes() {
    asks("one", "ann@acme.example", "+4930123456");
    String address = "ann@acme.example";
    String pseudonym = Flow.PSEUDONYMS.of("email", address);
    assertThat(text(flow.stored("open-leads").values().iterator().next()))
        .contains(pseudonym)
        .doesNotContain(address, "4930123456", Pseudonyms.keyedWith("x").of("email", address));
    for (Topic topic : List.of(Topic.ASSIGNMENTS, Topic.ROUTING_DECISIONS)) {
      assertThat(flow.bytes(topic))
          .isNotEmpty()
          .allSatisfy(bytes -> assertThat(text(bytes)).doesNotContain(address, pseudonym));
    }
  }

  @Test
  void whoHasALeadOpenInAnotherGroupIsFoundThere() {
    asks("one", "ann@acme.example", null);
    flow.lead(
        "two",
        lead ->
            lead.setPerson(new Person("ann@acme.example", null, "Ann", "Lee", null))
                .setCountry("ZA"));
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("one");
    assertThat(flow.decisions()).extracting(RoutingDecision::getMergedInto).contains("one");
  }

  @Test
  void whoComesBackGoesToWhoHeldThemWhereverThatIs() {
    flow.policy(POLICY.replace("rules:", "ownership: {person: 90d, account: 30d}\nrules:"));
    flow.account("initech", "initech.example", Lifecycle.PROSPECT);
    asks("one", "ann@initech.example", null);
    flow.outcome("one", Disposition.LOST);
    flow.passes(Duration.ofDays(20));
    asksFromAfar("again", "ann@initech.example");
    asksFromAfar("colleague", "ben@initech.example");
    flow.passes(Duration.ofDays(40));
    asksFromAfar("too-late", "eve@initech.example");
    assertThat(flow.assignments())
        .filteredOn(assignment -> assignment.getStatus() == AssignmentStatus.ASSIGNED)
        .extracting(assignment -> assignment.getLeadId() + " " + assignment.getRepId())
        .containsExactly("one ana", "again ana", "colleague ana", "too-late sue");
    assertThat(flow.decisions())
        .filteredOn(decision -> !decision.getRoutes().isEmpty())
        .extracting(decision -> decision.getRoutes().get(0))
        .extracting(tried -> tried.getRoute() + " " + tried.getResult())
        .containsExactly(
            "pool:all chosen",
            "ownership:person chosen",
            "ownership:account chosen",
            "ownership:account expired");
  }

  private void asksFromAfar(String leadId, String email) {
    flow.lead(
        leadId,
        lead -> lead.setPerson(new Person(email, null, "Ann", "Lee", null)).setCountry("ZA"));
  }

  @Test
  void everyGroupIsToldWhoHoldsAPersonAndAnAccount() {
    flow.account("acme", "acme.example", Lifecycle.PROSPECT);
    asks("one", "ann@acme.example", null);
    LeadOwner open = flow.latest(Topic.LEAD_OWNERS, LeadOwner.class).get(ANN);
    assertThat(open.getLeadId() + " " + open.getRepId() + " " + open.getStatus())
        .isEqualTo("one ana OPEN");
    flow.outcome("one", Disposition.LOST);
    Map<String, LeadOwner> closed = flow.latest(Topic.LEAD_OWNERS, LeadOwner.class);
    assertThat(closed).containsOnlyKeys("account/acme", ANN);
    assertThat(closed.values())
        .allMatch(owner -> owner.getRepId().equals("ana"))
        .allMatch(owner -> owner.getStatus() == OwnerStatus.CLOSED);
    assertThat(closed.get("account/acme").getLeadId()).isNull();
  }

  @Test
  void nobodyIsToldOfWhoIsForgotten() {
    asks("one", "ann@acme.example", null);
    flow.outcome("one", Disposition.LOST);
    flow.erase("one");
    assertThat(flow.latest(Topic.LEAD_OWNERS, LeadOwner.class)).isEmpty();
    asks("two", "ann@acme.example", null);
    flow.lead("two", lead -> lead.setConsent(Consent.DENIED));
    assertThat(flow.latest(Topic.LEAD_OWNERS, LeadOwner.class)).isEmpty();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
