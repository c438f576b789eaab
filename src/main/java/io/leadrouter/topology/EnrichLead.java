package io.leadrouter.topology;

import io.leadrouter.domain.Account;
import io.leadrouter.topology.Sighting.Enriched;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds the account that the lead's company is known as. */
final class EnrichLead implements Processor<String, Sighting, String, Enriched> {

  private ProcessorContext<String, Enriched> context;
  private ReadOnlyKeyValueStore<String, Account> accounts;

  @Override
  public void init(ProcessorContext<String, Enriched> context) {
    this.context = context;
    accounts = context.getStateStore(StateStores.ACCOUNTS);
  }

  @Override
  public void process(Record<String, Sighting> record) {
    Sighting sighting = record.value();
    Optional<Account> account = KeepAccounts.find(accounts, sighting.lead().company().domain());
    context.forward(record.withValue(new Enriched(sighting, account)));
  }
}
