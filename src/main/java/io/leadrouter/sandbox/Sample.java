package io.leadrouter.sandbox;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadActivity;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.Person;
import io.leadrouter.event.Leads;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * An endless, seeded stream of reports as marketing platforms send them: mostly good leads, and in
 * fixed proportions ({@link Kind}) everything that goes wrong in practice. What stands at an index
 * depends on the seed and the index alone, except for times, which count from when it is published.
 *
 * <p>Nobody in it exists: domains are reserved ones, telephone numbers are kept for fiction.
 * Immutable and thread-safe.
 */
final class Sample {

  private static final int BLOCK = 100;
  // A block begins with fresh leads, so that a record about an earlier lead always has one.
  private static final int FRESH_FIRST = 10;
  private static final int LOOK_BACK = 40;
  private static final int OUTCOME_OF_NOBODY = 50;

  private static final List<String> SOURCES =
      List.of(
          "web",
          "web",
          "web",
          "demo-request",
          "webinar",
          "trade-fair",
          "referral",
          "content",
          "content",
          "advertisement");
  private static final List<String> CAMPAIGNS =
      List.of("spring-launch", "spring-launch", "logistics-guide", "automation-summit", "", "", "");
  private static final List<String> TITLES =
      List.of(
          "Head of Operations",
          "Head of Procurement",
          "Chief Financial Officer",
          "IT Manager",
          "Buyer",
          "Analyst",
          "Student",
          "");
  private static final List<String> PRODUCTS = List.of("Planner", "Planner", "Analytics", "API");
  private static final List<String> ACTIVITIES =
      List.of("page-view", "page-view", "email-click", "email-click", "pricing-page", "webinar");
  private static final List<String> TRADES =
      List.of("Logistics", "Manufacturing", "Retail", "Health", "Energy", "Software");
  private static final List<String> WORDS =
      List.of("alder", "birch", "cobalt", "delta", "ember", "fjord", "granite", "harbor", "ivory");
  private static final List<String> ENDINGS = List.of("works", "line", "trade", "systems", "lab");
  private static final List<Market> MARKETS =
      List.of(
          Market.DE, Market.DE, Market.DE, Market.FR, Market.FR, Market.GB, Market.GB, Market.NL,
          Market.ES, Market.US, Market.US, Market.US, Market.US, Market.CA, Market.BR, Market.AU,
          Market.JP, Market.SG);

  private final long seed;
  private final List<Account> accounts;

  Sample(long seed, List<Account> accounts) {
    this.seed = seed;
    this.accounts = List.copyOf(accounts);
  }

  /** What the record on {@code leads} at this index is. */
  Kind kind(long index) {
    List<Kind> deck = new ArrayList<>(BLOCK);
    for (Kind kind : Kind.values()) {
      deck.addAll(Collections.nCopies(kind.perHundred(), kind));
    }
    List<Kind> afterFreshOnes = deck.subList(FRESH_FIRST, BLOCK);
    Collections.shuffle(afterFreshOnes, random(index / BLOCK, 1));
    return deck.get((int) (index % BLOCK));
  }

  /**
   * Exactly one record for {@code leads}, and whatever belongs to it on other topics, in the order
   * in which to publish them.
   *
   * @param index from 0
   * @param now when it is published
   */
  List<Message> at(long index, Instant now) {
    List<Message> messages = new ArrayList<>();
    Random random = random(index, 2);
    Kind kind = kind(index);
    if (kind == Kind.FRESH) {
      // Some platforms report the visit before the form.
      activities(index, "before", now, random).forEach(messages::add);
    }
    messages.add(report(index, kind, now, random));
    if (kind == Kind.FRESH) {
      activities(index, "after", now, random).forEach(messages::add);
    }
    if (index % BLOCK == OUTCOME_OF_NOBODY) {
      messages.add(outcomeOfNobody(index, now));
    }
    return messages;
  }

  private Message report(long index, Kind kind, Instant now, Random random) {
    return switch (kind) {
      case FRESH, CONSENT_DENIED, TEST -> event(lead(index, now));
      case DUPLICATE -> event(lead(earlier(index - 1 - random.nextInt(LOOK_BACK)), now));
      case REPEATED ->
          event(again(lead(earlier(index - 1 - random.nextInt(LOOK_BACK)), now), index, false));
      case CORRECTED ->
          event(again(lead(earlier(index - 1 - random.nextInt(LOOK_BACK)), now), index, true));
      case RETURNING ->
          event(again(lead(earlier((long) (index / 2.0 * random.nextDouble())), now), index, true));
      case UNUSABLE -> unusable(lead(index, now), random);
      case UNREADABLE -> unreadable(index, random);
    };
  }

  /** The next fresh lead at or before an index; the very first is one. */
  private long earlier(long index) {
    long candidate = Math.max(0, index);
    while (kind(candidate) != Kind.FRESH) {
      candidate--;
    }
    return candidate;
  }

  private Lead lead(long index, Instant now) {
    Random random = random(index, 3);
    Kind kind = kind(index);
    String source = pick(SOURCES, random);
    boolean throughPartner = random.nextInt(50) == 0;
    boolean privately = random.nextInt(4) == 0;
    Market market = pick(MARKETS, random);
    Company company = Company.UNKNOWN;
    if (!privately) {
      if (random.nextInt(5) < 3) {
        Account account = pick(accounts, random);
        market = Market.valueOf(account.country());
        company = worksFor(account, random);
      } else {
        company = unknownCompany(random);
      }
    }
    Person person = person(market, company, random);
    return new Lead(
        "lead-%06d".formatted(index),
        "event-%06d".formatted(index),
        source,
        throughPartner ? "partner-programme" : pick(CAMPAIGNS, random),
        now,
        person,
        company,
        // Forms write it either way.
        random.nextBoolean() ? market.name() : market.country(),
        "",
        "",
        market.language(),
        market.timeZone(),
        pick(PRODUCTS, random),
        random.nextInt(3) == 0 ? "SQL" : "MQL",
        kind == Kind.CONSENT_DENIED
            ? Consent.DENIED
            : random.nextInt(4) == 0 ? Consent.UNKNOWN : Consent.GRANTED,
        "",
        Map.of("page", "/products/" + (1 + random.nextInt(9))),
        kind == Kind.TEST);
  }

  private static Person person(Market market, Company company, Random random) {
    String givenName = market.givenName(random);
    String familyName = market.familyName(random);
    String domain =
        company.domain().isEmpty()
            ? pick(List.of("mail.example", "post.example"), random)
            : company.domain();
    String email =
        "%s.%s.%s@%s".formatted(ascii(givenName), initials(random), ascii(familyName), domain);
    boolean shouting = random.nextInt(10) == 0;
    return new Person(
        shouting ? " " + email.toUpperCase(Locale.ROOT) : email,
        random.nextInt(3) == 0 ? market.phone(random).orElse("") : "",
        givenName,
        familyName,
        pick(TITLES, random));
  }

  // Few names would be few people, of whom most would have a lead open already.
  private static String initials(Random random) {
    return "%c%c".formatted('a' + random.nextInt(26), 'a' + random.nextInt(26));
  }

  private static Company worksFor(Account account, Random random) {
    return new Company(
        account.name(),
        pick(account.domains(), random),
        account.industry(),
        random.nextInt(3) == 0 ? 0 : account.employees(),
        account.revenue());
  }

  private static Company unknownCompany(Random random) {
    String word = pick(WORDS, random);
    String ending = pick(ENDINGS, random);
    return new Company(
        Character.toUpperCase(word.charAt(0)) + word.substring(1) + " " + ending,
        word + "-" + ending + ".example",
        pick(TRADES, random),
        // From a dozen to some thousands, and small ones far more often.
        (long) Math.pow(10, 1 + 2.8 * random.nextDouble() * random.nextDouble() + 0.2),
        Optional.empty());
  }

  private static Lead again(Lead lead, long index, boolean corrected) {
    Company company = lead.company();
    Company grown =
        new Company(
            company.name(),
            company.domain(),
            company.industry(),
            company.employees() + 50,
            company.revenue());
    return as(
        lead,
        "event-%06d".formatted(index),
        lead.source(),
        lead.person(),
        corrected ? grown : company);
  }

  private static Message unusable(Lead lead, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> // Nobody can be reached.
          event(as(lead, lead.eventId(), lead.source(), Person.UNKNOWN, Company.UNKNOWN));
      case 1 -> // Nobody knows where it comes from.
          event(as(lead, lead.eventId(), " ", lead.person(), lead.company()));
      default -> // The key names another lead.
          new Message.Event(Topic.LEADS, "other-" + lead.leadId(), Leads.write(lead));
    };
  }

  private static Lead as(Lead lead, String eventId, String source, Person person, Company company) {
    return new Lead(
        lead.leadId(),
        eventId,
        source,
        lead.campaign(),
        lead.submittedAt(),
        person,
        company,
        lead.country(),
        lead.region(),
        lead.postalCode(),
        lead.language(),
        lead.timeZone(),
        lead.productInterest(),
        lead.funnelStage(),
        lead.consent(),
        lead.dedupeKey(),
        lead.attributes(),
        lead.test());
  }

  private static Message unreadable(long index, Random random) {
    byte[] bytes;
    if (random.nextBoolean()) {
      bytes = "{\"leadId\": \"lead-%06d\"}".formatted(index).getBytes(StandardCharsets.UTF_8);
    } else {
      bytes = new byte[40];
      random.nextBytes(bytes);
      // The wire format's first byte, and then an id that no registry gives.
      Arrays.fill(bytes, 0, 1, (byte) 0);
      Arrays.fill(bytes, 1, 5, (byte) 0x7f);
    }
    return new Message.Garbage(Topic.LEADS, "lead-%06d".formatted(index), bytes);
  }

  private List<Message> activities(long index, String when, Instant now, Random random) {
    int count = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(3);
    List<Message> activities = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      String leadId = "lead-%06d".formatted(index);
      Instant occurredAt =
          when.equals("before") ? now.minus(Duration.ofMinutes(random.nextInt(14_400))) : now;
      activities.add(
          new Message.Event(
              Topic.LEAD_ACTIVITIES,
              leadId,
              Leads.write(
                  new LeadActivity(
                      leadId,
                      "activity-%06d-%s-%d".formatted(index, when, n),
                      pick(ACTIVITIES, random),
                      occurredAt,
                      Map.of()))));
    }
    return activities;
  }

  /** CRM systems also have leads that never came through the router. */
  private static Message outcomeOfNobody(long index, Instant now) {
    String leadId = "by-phone-%06d".formatted(index);
    return new Message.Event(
        Topic.LEAD_OUTCOMES,
        leadId,
        Leads.write(
            new LeadOutcome(
                leadId,
                "contacted",
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                Disposition.CONTACTED,
                "",
                Optional.empty(),
                now)));
  }

  private static Message event(Lead lead) {
    return new Message.Event(Topic.LEADS, lead.leadId(), Leads.write(lead));
  }

  private static String ascii(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** Independent of what other indexes and other purposes draw. */
  private Random random(long index, int purpose) {
    return new Random((seed * 31 + purpose) * 0x9E3779B97F4A7C15L ^ index * 0xBF58476D1CE4E5B9L);
  }
}
