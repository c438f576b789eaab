package io.leadrouter.topology;

import io.leadrouter.event.RepPlace;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps which group holds a rep. */
final class KeepDirectory implements Processor<String, byte[], Void, Void> {

  private final GlobalRecords<RepPlace> records;
  private KeyValueStore<String, String> groups;

  KeepDirectory(GlobalRecords<RepPlace> records) {
    this.records = records;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    groups = context.getStateStore(StateStores.DIRECTORY);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      records.bad("null", "it has no key");
    } else if (record.value() == null) {
      groups.delete(record.key());
    } else {
      records
          .decode(record.key(), record.value())
          .ifPresent(place -> groups.put(record.key(), place.getGroup()));
    }
  }
}
