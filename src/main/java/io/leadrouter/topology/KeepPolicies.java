package io.leadrouter.topology;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the published policies, and loads each once. One that does not load stays out of force. */
final class KeepPolicies implements Processor<String, byte[], Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(KeepPolicies.class);

  private final GlobalRecords<RoutingPolicy> records;
  private final PolicyBook book;
  private final RouterObserver observer;
  private KeyValueStore<String, byte[]> policies;

  KeepPolicies(GlobalRecords<RoutingPolicy> records, PolicyBook book, RouterObserver observer) {
    this.records = records;
    this.book = book;
    this.observer = observer;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    policies = context.getStateStore(StateStores.POLICIES);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      records.bad("null", "it has no key");
      return;
    }
    policies.put(record.key(), record.value());
    if (record.value() != null) {
      records.decode(record.key(), record.value()).map(Policies::read).ifPresent(this::load);
    }
  }

  private void load(PublishedPolicy published) {
    try {
      if (published.format() > Policy.FORMAT) {
        refuse(published, "its format is newer than this router");
        return;
      }
      book.add(published, Policy.parse(published));
    } catch (InvalidPolicyException e) {
      refuse(published, e.getMessage());
    }
  }

  private void refuse(PublishedPolicy published, String why) {
    LOG.error(
        "Policy {} version {} is refused, the last good one stays: {}",
        published.policyId(),
        published.version(),
        why);
    observer.policyRefused(published.version());
  }
}
