package io.leadrouter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Rep;
import io.leadrouter.event.Leads;
import io.leadrouter.intake.Admission;
import io.leadrouter.intake.LeadIntake;
import io.leadrouter.kafka.Topic;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Route;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final int MANY = 1_000;

  private final SampleBusiness business = SampleBusiness.load();
  private final Sample sample = new Sample(7, business.accounts());

  @Test
  void theSameSeedGivesTheSameLeadsAndAnotherSeedGivesOthers() {
    Sample same = new Sample(7, business.accounts());
    Sample other = new Sample(8, business.accounts());
    assertThat(IntStream.range(0, MANY))
        .allSatisfy(
            index ->
                assertThat(same.at(index, NOW))
                    .usingRecursiveComparison()
                    .isEqualTo(sample.at(index, NOW)));
    assertThat(other.at(0, NOW)).isNotEqualTo(sample.at(0, NOW));
  }

  @Test
  void everyIndexBringsExactlyOneRecordForLeads() {
    assertThat(IntStream.range(0, MANY))
        .allSatisfy(
            index ->
                assertThat(sample.at(index, NOW))
                    .filteredOn(message -> message.topic() == Topic.LEADS)
                    .hasSize(1));
  }

  @Test
  void everyHundredHoldsEveryKindInItsProportion() {
    Map<Kind, Long> counts =
        IntStream.range(300, 400)
            .mapToObj(sample::kind)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts).hasSameSizeAs(Kind.values());
    assertThat(counts).allSatisfy((kind, count) -> assertThat(count).isEqualTo(kind.perHundred()));
  }

  @Test
  void intakeAdmitsWhatIsUsableAndRefusesWhatIsNot() throws Exception {
    Set<String> freeMail = policy().freeMailDomains();
    for (int index = 0; index < MANY; index++) {
      Message message = report(index);
      if (message instanceof Message.Event event) {
        Lead lead = Leads.read((io.leadrouter.event.Lead) event.value());
        Admission admission = LeadIntake.admit(event.key(), lead, freeMail, NOW);
        if (sample.kind(index) == Kind.UNUSABLE) {
          assertThat(admission).isInstanceOf(Admission.Refused.class);
        } else {
          assertThat(admission)
              .isInstanceOfSatisfying(
                  Admission.Admitted.class,
                  admitted -> assertThat(admitted.quality().problems()).isEmpty());
        }
      }
    }
  }

  @Test
  void recordsAboutAnEarlierLeadComeAfterIt() {
    Set<String> seen = new HashSet<>();
    Set<String> events = new HashSet<>();
    for (int index = 0; index < MANY; index++) {
      if (report(index) instanceof Message.Event event) {
        var lead = (io.leadrouter.event.Lead) event.value();
        Kind kind = sample.kind(index);
        assertThat(seen.contains(event.key())).isEqualTo(kind.needsAnEarlierLead());
        assertThat(events.contains(lead.getEventId())).isEqualTo(kind == Kind.DUPLICATE);
        seen.add(event.key());
        events.add(lead.getEventId());
      }
    }
  }

  @Test
  void nobodyInItCanBeReached() {
    assertThat(IntStream.range(0, MANY).mapToObj(this::report))
        .allSatisfy(
            message -> {
              if (message instanceof Message.Event event
                  && event.value() instanceof io.leadrouter.event.Lead lead
                  && lead.getPerson() != null) {
                assertThat(lead.getPerson().getEmail().toLowerCase()).endsWith(".example");
              }
            });
    assertThat(business.reps()).allSatisfy(rep -> assertThat(rep.email()).endsWith(".example"));
  }

  @Test
  void thePolicyIsValidAndEveryRepAndOwnerItNeedsIsThere() throws Exception {
    Policy policy = policy();
    assertThat(policy.warnings()).isEmpty();
    Set<String> reps = business.reps().stream().map(Rep::repId).collect(Collectors.toSet());
    assertThat(reps).hasSameSizeAs(business.reps());
    assertThat(policy.groups())
        .isEqualTo(business.reps().stream().map(Rep::group).collect(Collectors.toSet()));
    assertThat(policy.pools().values())
        .allSatisfy(pool -> assertThat(business.reps()).anyMatch(pool::admits));
    assertThat(business.accounts())
        .flatExtracting(Account::owners)
        .extracting(AccountOwner::repId)
        .isSubsetOf(reps);
    Route first = policy.rule("partner-programme").orElseThrow().routes().get(0);
    assertThat(((Route.ToRep) first).repId()).isIn(reps);
  }

  private Policy policy() throws Exception {
    return Policy.parse("policy.yaml", business.policy(), 1);
  }

  private Message report(int index) {
    return sample.at(index, NOW).stream()
        .filter(message -> message.topic() == Topic.LEADS)
        .findFirst()
        .orElseThrow();
  }
}
