package io.leadrouter.event;

/** Known companies, between the contract and the domain. */
public final class Accounts {

  private Accounts() {}

  public static io.leadrouter.domain.Account read(Account account) {
    return new io.leadrouter.domain.Account(
        account.getAccountId(),
        account.getDomains(),
        Absent.text(account.getName()),
        Each.of(account.getOwners(), Accounts::read),
        io.leadrouter.domain.Lifecycle.valueOf(account.getLifecycle().name()),
        Absent.text(account.getSegment()),
        Absent.text(account.getIndustry()),
        Absent.count(account.getEmployees()),
        Amounts.read(account.getRevenue()),
        Absent.text(account.getCountry()));
  }

  public static Account write(io.leadrouter.domain.Account account) {
    return new Account(
        account.accountId(),
        account.domains(),
        Absent.orNull(account.name()),
        Each.of(account.owners(), Accounts::write),
        Lifecycle.valueOf(account.lifecycle().name()),
        Absent.orNull(account.segment()),
        Absent.orNull(account.industry()),
        Absent.orNull(account.employees()),
        Amounts.write(account.revenue()),
        Absent.orNull(account.country()));
  }

  private static io.leadrouter.domain.AccountOwner read(AccountOwner owner) {
    return new io.leadrouter.domain.AccountOwner(owner.getRole(), owner.getRepId());
  }

  private static AccountOwner write(io.leadrouter.domain.AccountOwner owner) {
    return new AccountOwner(owner.role(), owner.repId());
  }
}
