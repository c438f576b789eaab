package io.leadrouter.topology;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the published policies, and loads each once. One that does not load stays out of force. */
final class KeepPolicies implements Processor<String, byte[], Void, Void> {

  private final GlobalRecords<RoutingPolicy> records;
  private final PolicyBook book;
  private final PolicyLoader loader;
  private final RouterObserver observer;
  private KeyValueStore<String, byte[]> policies;

  KeepPolicies(GlobalRecords<RoutingPolicy> records, PolicyBook book, RouterObserver observer) {
    this.records = records;
    this.book = book;
    this.loader = new PolicyLoader(observer);
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    policies = context.getStateStore(StateStores.POLICIES);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      bad("null", "it has no key");
      return;
    }
    policies.put(record.key(), record.value());
    if (record.value() == null) {
      return;
    }
    Optional<PublishedPolicy> published =
        records.decode(record.key(), record.value()).map(Policies::read);
    if (published.isEmpty()) {
      loader.refuse(versionIn(record.key()), "its bytes cannot be read");
    } else if (!published.get().key().equals(record.key())) {
      bad(record.key(), "id and version differ from the key");
    } else {
      load(published.get());
    }
  }

  private void load(PublishedPolicy published) {
    loader
        .load(published)
        .ifPresent(
            policy -> {
              book.add(published, policy);
              observer.policyLoaded(published.version());
            });
  }

  private void bad(String key, String why) {
    records.bad(key, why);
    loader.refuse(versionIn(key), why);
  }

  private static int versionIn(String key) {
    return PublishedPolicy.versionIn(key).orElse(0);
  }
}
