package io.leadrouter.policy.cel;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Rep;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * All that conditions can read of leads, accounts and reps. What identifies a person is left out: a
 * policy is no place for it, and the groups that match a lead again do not have it.
 */
final class Readables {

  private static final Money NO_MONEY = new Money(BigDecimal.ZERO, "");

  private static final ReadableType<Money> MONEY =
      ReadableType.<Money>named("Money")
          .amount("amount", Money::amount)
          .text("currency", Money::currency)
          .build();

  private static final ReadableType<Person> PERSON =
      ReadableType.<Person>named("Person").text("title", Person::title).build();

  private static final ReadableType<Company> COMPANY =
      ReadableType.<Company>named("Company")
          .text("name", Company::name)
          .text("domain", Company::domain)
          .text("industry", Company::industry)
          .number("employees", Company::employees)
          .struct("revenue", MONEY, company -> company.revenue().orElse(NO_MONEY), NO_MONEY)
          .build();

  static final ReadableType<Lead> LEAD =
      ReadableType.<Lead>named("Lead")
          .text("leadId", Lead::leadId)
          .text("eventId", Lead::eventId)
          .text("source", Lead::source)
          .text("campaign", Lead::campaign)
          .time("submittedAt", Lead::submittedAt)
          .struct("person", PERSON, lead -> lead.person().withoutIdentifiers(), Person.UNKNOWN)
          .struct("company", COMPANY, Lead::company, Company.UNKNOWN)
          .text("country", Lead::country)
          .text("region", Lead::region)
          .text("postalCode", Lead::postalCode)
          .text("language", Lead::language)
          .text("timeZone", Lead::timeZone)
          .text("productInterest", Lead::productInterest)
          .text("funnelStage", Lead::funnelStage)
          .choice("consent", Lead::consent)
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
          .choice("lifecycle", Account::lifecycle)
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
          .choice("status", Rep::status)
          .number("weight", Rep::weight)
          .texts("skills", Rep::skills)
          .texts("languages", Rep::languages)
          .texts("territories", Rep::territories)
          .texts("products", Rep::products)
          .text("timeZone", rep -> rep.timeZone().getId())
          .text("holidayRegion", Rep::holidayRegion)
          .text("backupRepId", Rep::backupRepId)
          .build();

  private Readables() {}
}
