package io.leadrouter.bench;

import static java.util.stream.Collectors.joining;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A business with as many rules as one likes, as people write them, and its leads. First come the
 * few rules about everybody (test leads, competitors, customers of an account executive), then, in
 * any order:
 *
 * <ul>
 *   <li>45 % territories: a country, mostly with a region or the first digits of postal codes;
 *       three quarters of them for a product, a third for a size of company
 *   <li>15 % campaigns, half of them from one source
 *   <li>10 % named accounts, one to five in a rule
 *   <li>10 % a product in an industry, half of them for a size of company
 *   <li>8 % a source at a funnel stage, with a grade or a band
 *   <li>7 % a language and a product, in some countries
 *   <li>5 % a lifecycle or a segment of accounts in a country, a third of them with an owner's role
 *   <li>the rest a score in some countries
 * </ul>
 *
 * and at last the catch-all. Countries and products are as unequal as in life. A larger business
 * has more campaigns and named accounts, and cuts its countries finer. Half of the leads come from
 * a campaign, a third belong to an account. The same size gives the same business.
 */
final class SalesWorld {

  static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  /** Few enough to stay in the processor's cache, as does a lead that was decoded a moment ago. */
  private static final int LEADS = 256;

  private static final List<String> COUNTRIES =
      List.of(
          "US", "DE", "GB", "FR", "CA", "NL", "ES", "IT", "SE", "CH", "AT", "BE", "PL", "BR", "IN",
          "AU", "JP", "DK", "NO", "FI", "IE", "PT", "CZ", "MX", "SG", "ZA", "AE", "KR", "NZ", "IL",
          "TR", "RO", "HU", "GR", "AR", "CL", "CO", "MY", "TH", "ID");
  private static final List<String> PRODUCTS = named("product", 30);
  private static final List<String> INDUSTRIES = named("industry", 24);
  private static final List<String> SOURCES =
      List.of(
          "web",
          "demo-request",
          "event",
          "webinar",
          "referral",
          "partner",
          "ads",
          "content",
          "outbound",
          "trial",
          "chat",
          "review-site");
  private static final List<String> STAGES = List.of("subscriber", "lead", "mql", "sql");
  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "nl", "pt", "sv", "pl", "ja");
  private static final List<String> SEGMENTS = List.of("smb", "mid-market", "enterprise");
  private static final List<String> GRADES = List.of("A", "B", "C", "D");
  private static final List<Integer> SIZES = List.of(10, 50, 200, 500, 1_000, 5_000);
  private static final List<String> HARD =
      List.of(
          "lead.person.title.contains(\"head of %s\")",
          "lead.company.domain.endsWith(\".%s.example\")",
          "lead.company.name.matches(\"(?i).*\\\\b%s\\\\b.*\")",
          "account.domains.exists(domain, domain.endsWith(\".%s.example\"))");

  private final int rules;
  private final List<String> campaigns;
  private final List<String> accounts;
  private final Random random;

  SalesWorld(int rules) {
    this.rules = rules;
    this.campaigns = named("campaign", Math.max(5, rules / 6));
    this.accounts = named("account", Math.max(10, rules / 3));
    this.random = new Random(rules);
  }

  /**
   * The policy as YAML.
   *
   * @param hard the share of rules that ask nothing that can be looked up: parts of texts, patterns
   */
  String policy(double hard) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("id: bench\ngroups: [g]\npools: {p: {group: g, members: 'true'}}\nrules:\n");
    List<String> first =
        List.of(
            "lead.test",
            "account.lifecycle == \"COMPETITOR\"",
            "account.lifecycle == \"CUSTOMER\" && account.owners.exists(owner, owner.role =="
                + " \"account-executive\")");
    for (int i = 0; i < rules - 1; i++) {
      String when = i < first.size() ? first.get(i) : random.nextDouble() < hard ? hard() : when();
      yaml.append("  - {id: rule-").append(i).append(", when: '").append(when);
      yaml.append("', routes: [{pool: p, waitFor: 1h}, nurture]}\n");
    }
    return yaml.append("  - {id: everything-else, otherwise: true, routes: [{pool: p}]}\n")
        .toString();
  }

  private String hard() {
    return one(HARD).formatted("word" + random.nextInt(1_000));
  }

  private String when() {
    int percent = random.nextInt(100);
    if (percent < 45) {
      return territory();
    }
    if (percent < 60) {
      return either(is("lead.campaign", one(campaigns)), is("lead.source", one(SOURCES)));
    }
    if (percent < 70) {
      return in("account.accountId", some(accounts, 1 + random.nextInt(5)));
    }
    if (percent < 80) {
      String what = is("lead.productInterest", often(PRODUCTS));
      return either(what + " && " + is("lead.company.industry", one(INDUSTRIES)), size());
    }
    if (percent < 88) {
      String stage = is("lead.source", one(SOURCES)) + " && " + is("lead.funnelStage", one(STAGES));
      return stage
          + (random.nextBoolean()
              ? " && " + in("grade", some(GRADES, 1 + random.nextInt(2)))
              : " && band == " + (1 + random.nextInt(3)));
    }
    if (percent < 95) {
      return is("lead.language", one(LANGUAGES))
          + " && "
          + is("lead.productInterest", often(PRODUCTS))
          + " && "
          + in("lead.country", some(COUNTRIES, 2 + random.nextInt(5)));
    }
    return percent < 98 ? account() : score();
  }

  /** One condition, half of the times with another. */
  private String either(String condition, String another) {
    return random.nextBoolean() ? condition : condition + " && " + another;
  }

  private String territory() {
    String country = often(COUNTRIES);
    String where =
        switch (random.nextInt(5)) {
          case 0 -> is("lead.country", country);
          case 1, 2 ->
              is("lead.country", country) + " && " + is("lead.region", one(regions(country)));
          case 3 ->
              is("lead.country", country)
                  + " && lead.postalCode.startsWith(\"%s\")"
                      .formatted(postalCode().substring(0, 2));
          default ->
              is("lead.country", country)
                  + " && (lead.postalCode.startsWith(\"%s\") || lead.postalCode.startsWith(\"%s\"))"
                      .formatted(postalCode().substring(0, 2), postalCode().substring(0, 2));
        };
    // A whole country is a territory only together with something else.
    boolean whole = !where.contains("&&");
    String product =
        whole || random.nextInt(4) > 0 ? " && " + is("lead.productInterest", often(PRODUCTS)) : "";
    return where + product + (random.nextInt(3) == 0 ? " && " + size() : "");
  }

  private String size() {
    int from = random.nextInt(SIZES.size());
    String least = "lead.company.employees >= " + SIZES.get(from);
    return from == SIZES.size() - 1 || random.nextBoolean()
        ? least
        : least + " && lead.company.employees < " + SIZES.get(from + 1);
  }

  private String account() {
    String which =
        random.nextBoolean()
            ? is("account.lifecycle", one(List.of("PROSPECT", "PARTNER", "FORMER")))
            : is("account.segment", one(SEGMENTS));
    String owner =
        random.nextInt(3) == 0
            ? " && account.owners.exists(owner, owner.role == \"customer-success\")"
            : "";
    return which + " && " + is("lead.country", one(COUNTRIES)) + owner;
  }

  private String score() {
    return "score >= "
        + (60 + random.nextInt(40))
        + " && "
        + in("lead.country", some(COUNTRIES, 2 + random.nextInt(3)));
  }

  ScoredLead[] leads() {
    return IntStream.range(0, LEADS).mapToObj(this::lead).toArray(ScoredLead[]::new);
  }

  private ScoredLead lead(int number) {
    String country = often(COUNTRIES);
    Company company =
        new Company(
            "Company " + number,
            "company-" + number + ".example",
            one(INDUSTRIES),
            (long) Math.exp(random.nextDouble() * 9),
            Optional.empty());
    Lead lead =
        new Lead(
            "lead-" + number,
            "event-" + number,
            one(SOURCES),
            random.nextBoolean() ? "" : one(campaigns),
            NOW,
            new Person("", "", "", "", "chief of " + number),
            company,
            country,
            random.nextInt(4) == 0 ? "" : one(regions(country)),
            postalCode(),
            one(LANGUAGES),
            "",
            random.nextInt(4) == 0 ? "" : often(PRODUCTS),
            one(STAGES),
            Consent.GRANTED,
            "",
            Map.of(),
            random.nextInt(100) == 0);
    Optional<Account> account =
        random.nextInt(3) == 0 ? Optional.of(account(country)) : Optional.empty();
    Score score =
        new Score(random.nextInt(100), 0, 0, one(GRADES), 1 + random.nextInt(3), List.of());
    return new ScoredLead(lead, account, new DataQuality(0.8, List.of()), score, 1, NOW);
  }

  private Account account(String country) {
    List<AccountOwner> owners =
        Stream.of("account-executive", "customer-success")
            .filter(role -> random.nextBoolean())
            .map(role -> new AccountOwner(role, "rep"))
            .toList();
    return new Account(
        one(accounts),
        List.of("company.example"),
        "Company",
        owners,
        one(List.of(Lifecycle.values())),
        one(SEGMENTS),
        "",
        500,
        Optional.empty(),
        country);
  }

  /** A business of more rules cuts a country into more of them. */
  private List<String> regions(String country) {
    String prefix = "region-" + country.toLowerCase(Locale.ROOT);
    return named(prefix, 4 + rules / 500);
  }

  private String postalCode() {
    return Integer.toString(10_000 + random.nextInt(90_000));
  }

  private static String is(String field, String value) {
    return field + " == \"" + value + "\"";
  }

  private static String in(String field, List<String> values) {
    return values.size() == 1
        ? is(field, values.get(0))
        : field + values.stream().collect(joining("\", \"", " in [\"", "\"]"));
  }

  private static List<String> named(String what, int count) {
    return IntStream.range(0, count).mapToObj(number -> what + "-" + number).toList();
  }

  private List<String> some(List<String> of, int count) {
    return Stream.generate(() -> one(of)).distinct().limit(count).toList();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** The first ones more often than the last ones. */
  private <T> T often(List<T> of) {
    return of.get((int) (of.size() * Math.pow(random.nextDouble(), 2)));
  }
}
