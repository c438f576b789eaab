package io.leadrouter.policy.cel;

import static io.leadrouter.policy.cel.TextForm.COUNTRY;
import static io.leadrouter.policy.cel.TextForm.LANGUAGE;
import static io.leadrouter.policy.cel.TextForm.LOWER_CASE;
import static io.leadrouter.policy.cel.TextForm.UPPER_CASE;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that conditions can read of leads, accounts and reps. What identifies a person is left out: a
 * policy is no place for it, and the groups that match a lead again do not have it.
 *
 * <p>The form of a lead's texts is the one that intake brings them into; an account's and a rep's
 * stay as the CRM wrote them.
 */
final class Readables {

  private static final Money NO_MONEY = new Money(BigDecimal.ZERO, "");

  private static final ReadableType<Money> MONEY =
      ReadableType.<Money>named("Money")
          .amount("amount", Money::amount)
          .text("currency", Money::currency)
          .build();

  private static final ReadableType<Person> PERSON =
      ReadableType.<Person>named("Person").text("title", LOWER_CASE, Person::title).build();

  private static final ReadableType<Company> COMPANY =
      ReadableType.<Company>named("Company")
          .text("name", Company::name)
          .text("domain", LOWER_CASE, Company::domain)
          .text("industry", LOWER_CASE, Company::industry)
          .number("employees", Company::employees)
          .struct("revenue", MONEY, company -> company.revenue().orElse(NO_MONEY), NO_MONEY)
          .build();

  static final ReadableType<Lead> LEAD =
      ReadableType.<Lead>named("Lead")
          .text("leadId", Lead::leadId)
          .text("eventId", Lead::eventId)
          .text("source", LOWER_CASE, Lead::source)
          .text("campaign", LOWER_CASE, Lead::campaign)
          .time("submittedAt", Lead::submittedAt)
          .struct("person", PERSON, lead -> lead.person().withoutIdentifiers(), Person.UNKNOWN)
          .struct("company", COMPANY, Lead::company, Company.UNKNOWN)
          .text("country", COUNTRY, Lead::country)
          .text("region", LOWER_CASE, Lead::region)
          .text("postalCode", UPPER_CASE, Lead::postalCode)
          .text("language", LANGUAGE, Lead::language)
          .text("timeZone", Lead::timeZone)
          .text("productInterest", LOWER_CASE, Lead::productInterest)
          .text("funnelStage", LOWER_CASE, Lead::funnelStage)
          .choice("consent", Consent.class, Lead::consent)
          .map("attributes", Lead::attributes)
          .flag("test", Lead::test)
          .build();

  private static final ReadableType<AccountOwner> OWNER =
      ReadableType.<AccountOwner>named("AccountOwner")
          .text("role", AccountOwner::role)
          .text("repId", AccountOwner::repId)
          .build();

  static final ReadableType<Account> ACCOUNT =
      ReadableType.<Account>named("Account")
          .text("accountId", Account::accountId)
          .list("domains", Account::domains)
          .text("name", Account::name)
          .structs("owners", OWNER, Account::owners)
          .choice("lifecycle", Lifecycle.class, Account::lifecycle)
          .text("segment", Account::segment)
          .text("industry", Account::industry)
          .number("employees", Account::employees)
          .struct("revenue", MONEY, account -> account.revenue().orElse(NO_MONEY), NO_MONEY)
          .text("country", Account::country)
          .build();

  /** How a lead without an account reads. */
  static final Account NO_ACCOUNT =
      new Account("", List.of(), "", List.of(), Lifecycle.UNKNOWN, "", "", 0, Optional.empty(), "");

  static final ReadableType<Rep> REP =
      ReadableType.<Rep>named("Rep")
          .text("repId", Rep::repId)
          .text("group", Rep::group)
          .choice("status", RepStatus.class, Rep::status)
          .number("weight", Rep::weight)
          .texts("skills", Rep::skills)
          .texts("languages", Rep::languages)
          .texts("territories", Rep::territories)
          .texts("products", Rep::products)
          .text("timeZone", rep -> rep.timeZone().getId())
          .text("holidayRegion", Rep::holidayRegion)
          .text("backupRepId", Rep::backupRepId)
          .build();

  private static final Map<String, ReadableType<?>> BY_NAME =
      Stream.of(LEAD, ACCOUNT, REP)
          .flatMap(ReadableType::withNested)
          .distinct()
          .collect(toUnmodifiableMap(ReadableType::name, Function.identity()));

  private Readables() {}

  /** The type that CEL knows by the name; empty when it is none of the domain's. */
  static Optional<ReadableType<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
