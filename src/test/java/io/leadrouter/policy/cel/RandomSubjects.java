package io.leadrouter.policy.cel;

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
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Leads, accounts and reps of which about half of all fields are missing, or at an edge. */
final class RandomSubjects {

  private static final List<String> TEXTS =
      List.of(
          "DE",
          "de",
          "FR",
          "web",
          "gold",
          "A",
          "12",
          "cloud-1",
          "rep-1",
          "CUSTOMER",
          "\uD83D\uDE00x",
          "\uFFFDx",
          "tier",
          "it's \"so\"\n\\",
          "event",
          "true");
  private static final List<Long> NUMBERS =
      List.of(1L, 2L, 10L, 499L, 500L, 1_200L, Long.MAX_VALUE, Long.MIN_VALUE, 9007199254740993L);
  private static final List<Double> FIGURES =
      List.of(
          0.5,
          0.75,
          1.0,
          50.0,
          -0.0,
          -1.5,
          1e308,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          9.223372036854775807e18);
  private static final List<Instant> TIMES =
      List.of(
          Instant.parse("2026-03-02T09:30:00Z"),
          Instant.parse("2026-03-02T09:29:00.250Z"),
          Instant.parse("2026-03-29T00:59:59.999999999Z"),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59.999Z"),
          Instant.EPOCH);
  private static final Map<String, List<String>> ATTRIBUTES =
      Map.of(
          "tier", List.of("gold", "DE", ""),
          "seats", List.of("12", "500", "0.75", "", "many", "9223372036854775808", "-1"),
          "due",
              List.of(
                  "2026-03-02T09:30:00Z",
                  "2026-03-02T12:00:00+02:00",
                  "tomorrow",
                  "",
                  "10000-01-01T00:00:00Z"),
          "wait", List.of("60s", "-1.5s", "1h30m", "soon", "", "87660001h"),
          "pattern", List.of("^c", "[", "e$", ""),
          "zone", List.of("Europe/Berlin", "+02:00", "9:30", "Nowhere/Else", "", "UTC"),
          "country", List.of("DE"));

  private final Random random;

  RandomSubjects(Random random) {
    this.random = random;
  }

  PairScope next() {
    return new PairScope(
        LeadScope.of(
            new ScoredLead(
                lead(),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(account()),
                new DataQuality(maybe(FIGURES, 0.0), List.of()),
                new Score(
                    maybe(FIGURES, 0.0),
                    0,
                    maybe(FIGURES, 0.0),
                    maybe(List.of("A", "B"), ""),
                    random.nextInt(4),
                    List.of()),
                1,
                Instant.EPOCH),
            any(TIMES)),
        new RepScope(rep()));
  }

  private Lead lead() {
    Map<String, String> attributes = new HashMap<>();
    ATTRIBUTES.forEach(
        (name, values) -> {
          if (random.nextBoolean()) {
            attributes.put(name, any(values));
          }
        });
    return new Lead(
        text(),
        text(),
        text(),
        text(),
        any(TIMES),
        random.nextBoolean() ? Person.UNKNOWN : new Person("a@b.example", "", "", "", text()),
        random.nextInt(3) == 0
            ? Company.UNKNOWN
            : new Company(text(), text(), text(), maybe(NUMBERS, 0L), money()),
        text(),
        text(),
        text(),
        text(),
        maybe(List.of("Europe/Berlin", "+05:30", "Nowhere/Else"), ""),
        text(),
        text(),
        any(List.of(Consent.values())),
        "",
        attributes,
        random.nextBoolean());
  }

  private Account account() {
    return new Account(
        text(),
        List.copyOf(texts()),
        text(),
        random.nextBoolean()
            ? List.of()
            : List.of(new AccountOwner(text(), text()), new AccountOwner("A", "rep-1")),
        any(List.of(Lifecycle.values())),
        text(),
        text(),
        maybe(NUMBERS, 0L),
        money(),
        text());
  }

  private Rep rep() {
    return new Rep(
        text(),
        "",
        "",
        text(),
        any(List.of(RepStatus.values())),
        1 + random.nextInt(3),
        Caps.NONE,
        OptionalInt.empty(),
        texts(),
        texts(),
        texts(),
        texts(),
        ZoneId.of("Europe/Berlin"),
        text(),
        List.of(),
        List.of(),
        text());
  }

  private Optional<Money> money() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new Money(new BigDecimal(any(List.of("0.0000", "50.0", "500"))), text()));
  }

  private Set<String> texts() {
    Set<String> texts = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(any(TEXTS));
    }
    return texts;
  }

  private String text() {
    return maybe(TEXTS, "");
  }

  private <X> X maybe(List<X> values, X missing) {
    return random.nextInt(5) < 2 ? missing : any(values);
  }

  private <X> X any(List<X> values) {
    return values.get(random.nextInt(values.size()));
  }
}
