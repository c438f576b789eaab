package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.RandomDomain;
import io.leadrouter.domain.Account;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.ScoredLead;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadFeaturesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void allThatIsKnownOfALeadIsAFeatureButNotWhoItIs() {
    Account account =
        new Account(
            "a-1",
            List.of("acme.example"),
            "Acme",
            List.of(),
            Lifecycle.CUSTOMER,
            "smb",
            "steel",
            250,
            Optional.empty(),
            "DE");

    List<Feature> features =
        LeadFeatures.of(
            lead(Map.of("Plan", " Gold ", "seats", "12", "zip", "01067", "note", "\n")),
            Optional.of(account),
            new DataQuality(0.75, List.of(new Problem("phone", "invalid", "…"))),
            List.of(new EngagementPoints("webinar", 30, NOW.minus(WEEK))),
            WEEK,
            NOW);

    assertThat(features.stream().map(Feature::text))
        .containsExactly(
            "source = referral",
            "campaign = spring",
            "product = api",
            "stage = demo",
            "country = de",
            "region = emea",
            "language = en",
            "title = head of sales",
            "consent = granted",
            "weekday = monday",
            "hour = 13",
            "industry = software",
            "employees = 500",
            "revenue in EUR = 1200000",
            "account.lifecycle = customer",
            "account.segment = smb",
            "account.industry = steel",
            "account.country = de",
            "account.employees = 250",
            "data quality = 0.75",
            "problem with phone = invalid",
            "engagement.webinar = 15",
            "attributes.Plan = gold",
            "attributes.seats = 12",
            "attributes.zip = 1067");
  }

  private static Lead lead(Map<String, String> attributes) {
    return new Lead(
        "lead-1",
        "event-1",
        "referral",
        "spring",
        NOW,
        new Person("ann@acme.example", "+491234567", "Ann", "Ahrens", "Head of Sales"),
        new Company(
            "Acme",
            "acme.example",
            "software",
            500,
            Optional.of(new Money(new BigDecimal("1200000"), "EUR"))),
        "DE",
        "emea",
        "01067",
        "en",
        "Europe/Berlin",
        "api",
        "demo",
        Consent.GRANTED,
        "key",
        attributes,
        false);
  }

  @Test
  void anyLeadHasFeatures() {
    RandomDomain random = new RandomDomain(20260302);
    for (int i = 0; i < 5_000; i++) {
      ScoredLead scored = random.scoredLead();
      List<Feature> features =
          LeadFeatures.of(scored.lead(), scored.account(), scored.quality(), List.of(), WEEK, NOW);

      assertThat(features).isNotEmpty().hasSizeLessThanOrEqualTo(LeadFeatures.MOST);
      assertThat(features)
          .isEqualTo(
              LeadFeatures.of(
                  scored.lead().withoutIdentifiers(),
                  scored.account(),
                  scored.quality(),
                  List.of(),
                  WEEK,
                  NOW));
    }
  }

  @Test
  void attributesAreFeaturesWhateverTheyAre() {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("", "nameless");
    attributes.put("a", "NaN");
    attributes.put("b", "Infinity");
    attributes.put("c", "1e999");
    attributes.put("d", "12d");
    attributes.put("e", "0x10");
    attributes.put("f", " -1.5E3");
    attributes.put("g", "9".repeat(400));
    attributes.put("h", "x".repeat(1_000_000));
    attributes.put("i", "\ud83d");

    assertThat(attributesOf(attributes))
        .containsExactly(
            "attributes. = nameless",
            "attributes.a = nan",
            "attributes.b = infinity",
            "attributes.c = 1e999",
            "attributes.d = 12d",
            "attributes.e = 0x10",
            "attributes.f = -1500",
            "attributes.g = " + "9".repeat(64),
            "attributes.h = " + "x".repeat(64),
            "attributes.i = \ufffd");
  }

  @Test
  void aLeadHasOnlySoManyFeatures() {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      attributes.put("attribute-" + i, "yes");
    }

    assertThat(
            LeadFeatures.of(
                lead(attributes), Optional.empty(), DataQuality.UNKNOWN, List.of(), WEEK, NOW))
        .hasSize(LeadFeatures.MOST);
  }

  private static List<String> attributesOf(Map<String, String> attributes) {
    return LeadFeatures.of(
            lead(attributes), Optional.empty(), DataQuality.UNKNOWN, List.of(), WEEK, NOW)
        .stream()
        .map(Feature::text)
        .filter(text -> text.startsWith("attributes."))
        .toList();
  }
}
