package io.leadrouter.intake;

import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Problem;
import io.leadrouter.intake.Admission.Admitted;
import io.leadrouter.intake.Admission.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Whether a lead can be used, and how the rest of the router reads it.
 *
 * <p>What an admitted lead holds is valid; what was given but not usable is absent, and a problem
 * says so. Admitting an admitted lead again changes nothing in it, nor the figure of its quality.
 *
 * <ul>
 *   <li>In lower case, because rules compare it: source, campaign, title, industry, region, product
 *       interest, funnel stage, company domain, the domain of the e-mail address.
 *   <li>As a code, in the code's own case: country (DE), language (de), time zone (Europe/Berlin),
 *       currency (EUR), phone (+493012345678). The postal code is in upper case.
 *   <li>In the case it came in: names of people and companies, attributes, the dedupe key, and what
 *       stands before the @ of an address.
 *   <li>Untouched: lead id, event id and the keys of attributes.
 * </ul>
 *
 * All other text loses blanks around it and more than one inside, and is composed (NFC).
 *
 * <p>Thread-safe, keeps nothing, and throws for no text.
 */
public final class LeadIntake {

  /** Clocks of marketing platforms are off by time zones, not by more. */
  private static final Duration MOST_AHEAD = Duration.ofDays(1);

  private static final Problem SOURCE_MISSING =
      new Problem("source", "missing", "source is blank; say where the lead comes from");
  private static final Problem AHEAD =
      new Problem(
          "submittedAt",
          "out-of-range",
          "submittedAt is more than a day ahead; it counts microseconds since 1970");
  private static final Problem UNREACHABLE =
      new Problem(
          "person",
          "unreachable",
          "nobody can be reached: give an e-mail address, a phone number, a dedupeKey, or a last"
              + " name with a company");

  private static final Problem EMAIL =
      new Problem("person.email", "malformed", "this is not an e-mail address");
  private static final Problem PHONE =
      new Problem(
          "person.phone",
          "malformed",
          "this is not a phone number of the lead's country, nor one with a + prefix");
  private static final Problem PHONE_UNLIKELY =
      new Problem(
          "person.phone",
          "unlikely",
          "the number has the right length, but no plan knows its range");
  private static final Problem DOMAIN =
      new Problem("company.domain", "malformed", "this is not an internet domain");
  private static final Problem FREE_MAIL_DOMAIN =
      new Problem("company.domain", "free-mail", "this is a free-mail provider's domain");
  private static final Problem EMPLOYEES =
      new Problem("company.employees", "out-of-range", "the number of employees is below zero");
  private static final Problem REVENUE =
      new Problem("company.revenue.amount", "out-of-range", "the revenue is below zero");
  private static final Problem CURRENCY =
      new Problem(
          "company.revenue.currency",
          "unknown",
          "the currency is not an ISO 4217 code such as EUR; the revenue is left out");
  private static final Problem COUNTRY =
      new Problem("country", "unknown", "this is not an ISO 3166-1 code or English name");
  private static final Problem LANGUAGE =
      new Problem("language", "unknown", "this is not an ISO 639 code or English name");
  private static final Problem TIME_ZONE =
      new Problem("timeZone", "unknown", "this is not an IANA time zone such as Europe/Paris");

  private LeadIntake() {}

  /**
   * Admits a lead or refuses it with every reason at once.
   *
   * <p>Refused is a lead whose key is absent or differs from its id, whose id, event id or source
   * is blank, whose time cannot be right (before the year 2000, or more than a day after {@code
   * receivedAt}), or of whom nothing says who it is: no usable e-mail address or phone number, no
   * dedupe key by which the CRM would know the person, and no last name with a company. A lead
   * without consent needs only its ids: it is admitted so that it can be suppressed.
   *
   * @param key of the record; null when it has none
   * @param raw as it was read; text may be anything
   * @param freeMailDomains providers beside the built-in ones, in lower case
   * @param receivedAt when the router received it
   */
  public static Admission admit(
      String key, Lead raw, Set<String> freeMailDomains, Instant receivedAt) {
    List<Problem> problems = new ArrayList<>(0);
    String country = read(raw.country(), Country::codeOf, COUNTRY, problems);
    PhoneNumber phone = phone(raw.person().phone(), country, problems);
    Person person = person(raw.person(), phone, problems);
    Company company = company(raw.company(), person.email(), freeMailDomains, problems);
    Lead lead =
        new Lead(
            raw.leadId(),
            raw.eventId(),
            Text.fold(raw.source()),
            Text.fold(raw.campaign()),
            raw.submittedAt(),
            person,
            company,
            country,
            Text.fold(raw.region()),
            Text.upper(raw.postalCode()),
            read(raw.language(), Language::codeOf, LANGUAGE, problems),
            read(raw.timeZone(), TimeZoneName::of, TIME_ZONE, problems),
            Text.fold(raw.productInterest()),
            Text.fold(raw.funnelStage()),
            raw.consent(),
            Text.tidy(raw.dedupeKey()),
            tidy(raw.attributes()),
            raw.test());
    List<Problem> reasons = reasonsToRefuse(key, lead, problems, receivedAt);
    return reasons.isEmpty()
        ? new Admitted(lead, new DataQuality(completeness(lead, phone), problems))
        : new Refused(reasons);
  }

  private static List<Problem> reasonsToRefuse(
      String key, Lead lead, List<Problem> problems, Instant receivedAt) {
    List<Problem> reasons = new ArrayList<>(0);
    Identity.checkLead(key, lead.leadId(), reasons);
    Identity.checkId("eventId", lead.eventId(), reasons);
    if (lead.consent() == Consent.DENIED) {
      return reasons;
    }
    if (lead.source().isEmpty()) {
      reasons.add(SOURCE_MISSING);
    }
    Identity.checkTime("submittedAt", lead.submittedAt(), reasons);
    if (lead.submittedAt().isAfter(receivedAt.plus(MOST_AHEAD))) {
      reasons.add(AHEAD);
    }
    if (!saysWhoItIs(lead)) {
      reasons.add(UNREACHABLE);
      problems.stream().filter(p -> p.field().startsWith("person.")).forEach(reasons::add);
    }
    return reasons;
  }

  private static boolean saysWhoItIs(Lead lead) {
    Person person = lead.person();
    Company company = lead.company();
    return !person.email().isEmpty()
        || !person.phone().isEmpty()
        || !lead.dedupeKey().isEmpty()
        || !person.lastName().isEmpty()
            && !(company.name().isEmpty() && company.domain().isEmpty());
  }

  private static PhoneNumber phone(String raw, String country, List<Problem> problems) {
    String text = Text.tidy(raw);
    if (text.isEmpty()) {
      return PhoneNumber.NONE;
    }
    PhoneNumber phone = PhoneNumber.of(text, country);
    if (phone.e164().isEmpty()) {
      problems.add(PHONE);
    } else if (!phone.inUse()) {
      problems.add(PHONE_UNLIKELY);
    }
    return phone;
  }

  private static Person person(Person raw, PhoneNumber phone, List<Problem> problems) {
    return new Person(
        read(raw.email(), EmailAddress::of, EMAIL, problems),
        phone.e164(),
        Text.tidy(raw.firstName()),
        Text.tidy(raw.lastName()),
        Text.fold(raw.title()));
  }

  private static Company company(
      Company raw, String email, Set<String> freeMailDomains, List<Problem> problems) {
    String domain = read(raw.domain(), DomainName::ofPage, DOMAIN, problems);
    if (!domain.isEmpty() && FreeMail.isProvider(domain, freeMailDomains)) {
      problems.add(FREE_MAIL_DOMAIN);
      domain = "";
    }
    if (domain.isEmpty() && !email.isEmpty()) {
      String ofEmail = EmailAddress.domain(email);
      domain = FreeMail.isProvider(ofEmail, freeMailDomains) ? "" : ofEmail;
    }
    if (raw.employees() < 0) {
      problems.add(EMPLOYEES);
    }
    return new Company(
        Text.tidy(raw.name()),
        domain,
        Text.fold(raw.industry()),
        Math.max(0, raw.employees()),
        raw.revenue().flatMap(revenue -> revenue(revenue, problems)));
  }

  private static Optional<Money> revenue(Money raw, List<Problem> problems) {
    String currency = Text.upper(raw.currency());
    if (!CurrencyCode.isKnown(currency)) {
      problems.add(CURRENCY);
      return Optional.empty();
    }
    if (raw.amount().signum() < 0) {
      problems.add(REVENUE);
      return Optional.empty();
    }
    return Optional.of(new Money(raw.amount(), currency));
  }

  /**
   * What a reader makes of the text; a problem when it is not blank and the reader finds nothing.
   */
  private static String read(
      String raw, UnaryOperator<String> reader, Problem otherwise, List<Problem> problems) {
    String text = Text.tidy(raw);
    if (text.isEmpty()) {
      return "";
    }
    String value = reader.apply(text);
    if (value.isEmpty()) {
      problems.add(otherwise);
    }
    return value;
  }

  private static Map<String, String> tidy(Map<String, String> attributes) {
    Map<String, String> tidied = null;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String value = Text.tidy(attribute.getValue());
      if (!value.equals(attribute.getValue())) {
        if (tidied == null) {
          tidied = new LinkedHashMap<>(attributes);
        }
        tidied.put(attribute.getKey(), value);
      }
    }
    return tidied == null ? attributes : tidied;
  }

  /** What a rep needs in order to call, weighted; in hundredths, so that the sum is exact. */
  private static double completeness(Lead lead, PhoneNumber phone) {
    Person person = lead.person();
    Company company = lead.company();
    int hundredths = 0;
    hundredths += person.email().isEmpty() ? 0 : 25;
    hundredths += phone.e164().isEmpty() ? 0 : phone.inUse() ? 15 : 5;
    hundredths += person.lastName().isEmpty() ? 0 : 10;
    hundredths += person.title().isEmpty() ? 0 : 5;
    hundredths += company.name().isEmpty() ? 0 : 10;
    hundredths += company.domain().isEmpty() ? 0 : 10;
    hundredths += company.industry().isEmpty() ? 0 : 5;
    hundredths += company.employees() == 0 ? 0 : 5;
    hundredths += lead.country().isEmpty() ? 0 : 10;
    hundredths += lead.consent() == Consent.UNKNOWN ? 0 : 5;
    return hundredths / 100.0;
  }
}
