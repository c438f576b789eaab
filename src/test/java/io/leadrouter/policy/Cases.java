package io.leadrouter.policy;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A lead, an account and reps that the tests of conditions ask about. */
final class Cases {

  static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  static final Lead LEAD =
      new Lead(
          "lead-1",
          "event-1",
          "web",
          "spring",
          NOW.minusSeconds(60),
          new Person("ada@acme.example", "+4930123456", "Ada", "L", "CTO"),
          new Company(
              "Acme",
              "acme.example",
              "software",
              1_200,
              Optional.of(new Money(new BigDecimal("2500000.0000"), "EUR"))),
          "DE",
          "",
          "10115",
          "de",
          "Europe/Berlin",
          "cloud-db",
          "MQL",
          Consent.GRANTED,
          "",
          Map.of("tier", "gold"),
          false);

  /** A lead of which nothing is known. */
  static final Lead BARE =
      new Lead(
          "lead-2",
          "event-2",
          "",
          "",
          NOW,
          Person.UNKNOWN,
          Company.UNKNOWN,
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          Consent.UNKNOWN,
          "",
          Map.of(),
          false);

  static final Account ACCOUNT =
      new Account(
          "account-1",
          List.of("acme.example"),
          "Acme",
          List.of(new AccountOwner("account-executive", "rep-1")),
          Lifecycle.CUSTOMER,
          "enterprise",
          "software",
          1_200,
          Optional.empty(),
          "DE");

  static final DataQuality QUALITY = new DataQuality(0.75, List.of());

  private Cases() {}

  /** With 50 points: grade B, band 2. */
  static ScoredLead scored(Lead lead, Optional<Account> account) {
    Score score = new Score(50, 30, 20, "B", 2, List.of());
    return new ScoredLead(lead, account, QUALITY, score, 1, NOW);
  }

  static Rep rep(String id, String group, String... skills) {
    return new Rep(
        id,
        "",
        "",
        group,
        RepStatus.ACTIVE,
        Rep.DEFAULT_WEIGHT,
        Caps.NONE,
        OptionalInt.empty(),
        Set.of(skills),
        Set.of("de", "en"),
        Set.of(),
        Set.of(),
        ZoneOffset.UTC,
        "",
        List.of(),
        List.of(),
        "");
  }

  static Policy policy(String yaml) {
    try {
      return Policy.parse("policy.yaml", yaml, 3);
    } catch (InvalidPolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Whether a rule with this condition takes the lead. */
  static boolean holds(String when, ScoredLead lead) {
    Policy policy =
        policy(
            """
            id: one-rule
            groups: [g]
            pools: {p: {group: g, members: 'true'}}
            rules:
              - id: asked
                when: >-
                  %s
                routes: [{pool: p}]
              - {id: otherwise, otherwise: true, routes: [{pool: p}]}
            """
                .formatted(when));
    return policy.match(lead, NOW).id().equals("asked");
  }
}
