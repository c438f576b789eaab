package io.leadrouter.topology;

import io.leadrouter.domain.Account;
import io.leadrouter.event.Accounts;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Keeps the accounts so that one read finds a domain's account. */
final class KeepAccounts implements Processor<String, byte[], Void, Void> {

  private static final String BY_ID = "id/";
  private static final String BY_DOMAIN = "domain/";

  private final GlobalRecords<io.leadrouter.event.Account> records;
  private KeyValueStore<String, Account> accounts;

  KeepAccounts(GlobalRecords<io.leadrouter.event.Account> records) {
    this.records = records;
  }

  /** The account that a domain belongs to; empty for no domain. */
  static Optional<Account> find(ReadOnlyKeyValueStore<String, Account> accounts, String domain) {
    return domain.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(accounts.get(BY_DOMAIN + domain));
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    accounts = context.getStateStore(StateStores.ACCOUNTS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String key = record.key();
    if (record.value() == null) {
      forget(key);
      return;
    }
    records
        .decode(key, record.value())
        .map(Accounts::read)
        .ifPresent(
            account -> {
              if (account.accountId().equals(key)) {
                keep(account);
              } else {
                records.bad(key, "accountId differs from the key");
              }
            });
  }

  private void keep(Account account) {
    forget(account.accountId());
    accounts.put(BY_ID + account.accountId(), account);
    for (String domain : account.domains()) {
      accounts.put(byDomain(domain), account);
    }
  }

  private void forget(String accountId) {
    Account known = accountId == null ? null : accounts.delete(BY_ID + accountId);
    if (known != null) {
      for (String domain : known.domains()) {
        Account owner = accounts.get(byDomain(domain));
        if (owner != null && owner.accountId().equals(accountId)) {
          accounts.delete(byDomain(domain));
        }
      }
    }
  }

  private static String byDomain(String domain) {
    return BY_DOMAIN + domain.strip().toLowerCase(Locale.ROOT);
  }
}
