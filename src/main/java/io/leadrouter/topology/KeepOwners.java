package io.leadrouter.topology;

import io.leadrouter.domain.LeadOwner;
import io.leadrouter.event.Leads;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps who holds a person or an account. */
final class KeepOwners implements Processor<String, byte[], Void, Void> {

  private final GlobalRecords<io.leadrouter.event.LeadOwner> records;
  private KeyValueStore<String, LeadOwner> owners;

  KeepOwners(GlobalRecords<io.leadrouter.event.LeadOwner> records) {
    this.records = records;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    owners = context.getStateStore(StateStores.OWNERS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      records.bad("null", "it has no key");
    } else if (record.value() == null) {
      owners.delete(record.key());
    } else {
      records
          .decode(record.key(), record.value())
          .map(Leads::read)
          .ifPresent(owner -> owners.put(record.key(), owner));
    }
  }
}
