package io.leadrouter.policy.cel;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conditions of every shape over few values, and leads with the same few values, so that they meet.
 * The same seed gives the same ones.
 */
final class RandomRules {

  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  private static final List<String> TEXTS =
      List.of("", "a", "ab", "abc", "b", "\uD83D\uDE00", "\uFFFD", "a\uFFFF");
  private static final List<String> TEXT_FIELDS =
      List.of(
          "lead.country",
          "lead.source",
          "lead.postalCode",
          "lead.company.industry",
          "account.segment",
          "grade",
          "lead.attributes.tier",
          "lead.attributes['tier']",
          "lead.attributes['two words']");
  private static final List<Long> NUMBERS = List.of(-1L, 0L, 1L, 2L, 500L, Long.MAX_VALUE);
  private static final List<String> NUMBER_FIELDS =
      List.of("lead.company.employees", "account.employees", "band", "account.owners.size()");
  private static final List<Double> DOUBLES =
      List.of(0.0, 0.5, 1.0, 2.0, 3e9, Double.NEGATIVE_INFINITY);
  private static final List<String> DOUBLE_FIELDS =
      List.of("score", "engagement", "lead.company.revenue.amount");
  private static final List<String> FLAGS =
      List.of(
          "lead.test",
          "has(lead.country)",
          "has(lead.consent)",
          "has(lead.test)",
          "has(lead.company)",
          "has(lead.company.employees)",
          "has(lead.company.revenue.amount)",
          "has(lead.attributes)",
          "has(lead.attributes.tier)",
          "'tier' in lead.attributes",
          "'x' in account.domains",
          "account.owners.exists(o, o.role == 'a')",
          "account.owners.all(o, o.role != 'b')",
          "account.owners[0].role == 'a'",
          "1 / (band - 2) == 1",
          "lead.source.matches('^a.*')",
          "lead.source.contains('b')",
          "lead.source == lead.country",
          "lead.source != lead.country",
          "lead.country < lead.source",
          "lead.submittedAt < now",
          "now.getHours() >= 9",
          "dyn(lead.company.employees) == 1.0",
          "lead.country in [lead.source, 'a']",
          "lead.consent == 'GRANTED'",
          "lead.consent != 'DENIED'",
          "account.lifecycle in ['CUSTOMER', 'FORMER']",
          "true",
          "false");

  private final Random random;

  RandomRules(long seed) {
    random = new Random(seed);
  }

  /** CEL text. */
  String condition() {
    return condition(random.nextInt(4));
  }

  private String condition(int depth) {
    if (depth == 0) {
      return atom();
    }
    String left = condition(depth - 1);
    String right = condition(random.nextInt(depth));
    return switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> left + " && " + right;
      case 4, 5 -> "(" + left + " || " + right + ")";
      case 6 -> "!(" + left + ")";
      default -> "(" + left + " ? " + right + " : " + atom() + ")";
    };
  }

  private String atom() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> one(FLAGS);
      case 2, 3, 4 -> text(one(TEXT_FIELDS));
      case 5, 6 -> number(one(NUMBER_FIELDS));
      default -> decimal(one(DOUBLE_FIELDS));
    };
  }

  private String text(String field) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> field + one(List.of(" == ", " == ", " != ")) + quoted(one(TEXTS));
      case 3 -> quoted(one(TEXTS)) + operator() + field;
      case 4 -> field + operator() + quoted(one(TEXTS));
      case 5 -> field + ".startsWith(" + quoted(one(TEXTS)) + ")";
      default ->
          field
              + " in "
              + Stream.generate(() -> quoted(one(TEXTS)))
                  .limit(random.nextInt(4))
                  .collect(Collectors.joining(", ", "[", "]"));
    };
  }

  private String number(String field) {
    return switch (random.nextInt(5)) {
      case 0 -> field + one(List.of(" == ", " != ")) + one(NUMBERS);
      case 1 -> field + " in [" + one(NUMBERS) + ", " + one(NUMBERS) + "]";
      case 2 -> field + operator() + one(List.of("0.0", "0.5", "1.0", "1e300", "-0.5"));
      case 3 -> one(NUMBERS) + operator() + field;
      default -> field + operator() + one(NUMBERS);
    };
  }

  private String decimal(String field) {
    String constant = one(List.of("-0.0", "0.0", "0.5", "1.0", "2.0"));
    return switch (random.nextInt(4)) {
      case 0 -> field + one(List.of(" == ", " != ")) + constant;
      case 1 -> field + " in [" + constant + ", 2.0]";
      case 2 -> field + operator() + one(List.of(0, 1, 2));
      default -> field + operator() + constant;
    };
  }

  private String operator() {
    return one(List.of(" < ", " <= ", " > ", " >= "));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  LeadScope lead() {
    return lead(one(TEXTS), one(TEXTS), "");
  }

  LeadScope lead(String country, String postalCode, String product) {
    Lead lead =
        new Lead(
            "lead",
            "event",
            one(TEXTS),
            "",
            NOW.plusSeconds(random.nextInt(3) - 1),
            Person.UNKNOWN,
            company(),
            country,
            "",
            postalCode,
            "",
            "",
            product,
            "",
            one(List.of(Consent.values())),
            "",
            one(
                List.of(
                    Map.of(),
                    Map.of("tier", one(TEXTS)),
                    Map.of("two words", one(TEXTS), "tier", "a"))),
            random.nextInt(4) == 0);
    String grade = one(List.of("a", "b", "ab"));
    Score score = new Score(one(DOUBLES), 0, one(DOUBLES), grade, random.nextInt(4), List.of());
    DataQuality quality = new DataQuality(0.5, List.of());
    return LeadScope.of(new ScoredLead(lead, account(), quality, score, 1, NOW), NOW);
  }

  private Company company() {
    if (random.nextInt(4) == 0) {
      return Company.UNKNOWN;
    }
    return new Company("", "", one(TEXTS), one(NUMBERS), revenue());
  }

  private Optional<Money> revenue() {
    BigDecimal amount = one(List.of(BigDecimal.ZERO, new BigDecimal("0.5"), BigDecimal.ONE));
    return random.nextBoolean() ? Optional.empty() : Optional.of(new Money(amount, "EUR"));
  }

  private Optional<Account> account() {
    if (random.nextInt(3) == 0) {
      return Optional.empty();
    }
    List<AccountOwner> owners =
        Stream.generate(() -> new AccountOwner(one(List.of("a", "b")), "rep"))
            .limit(random.nextInt(3))
            .toList();
    return Optional.of(
        new Account(
            "account",
            List.of("x"),
            "",
            owners,
            one(List.of(Lifecycle.values())),
            one(TEXTS),
            "",
            one(NUMBERS),
            revenue(),
            ""));
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  int below(int limit) {
    return random.nextInt(limit);
  }
}
