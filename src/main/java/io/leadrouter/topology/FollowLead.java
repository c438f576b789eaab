package io.leadrouter.topology;

import io.leadrouter.domain.Decision;
import io.leadrouter.event.Forecasts;
import io.leadrouter.event.Routing;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.forecast.Followed;
import io.leadrouter.forecast.FunnelChanges;
import io.leadrouter.forecast.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows each lead through what is decided about it. What that changes in the counts is summed up
 * and told once a second, so that those of all leads, which change with each, are no bottleneck.
 */
final class FollowLead implements Processor<String, RoutingDecision, String, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(FollowLead.class);
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  /** A deal that is reopened or corrected later than that is not taken back from the counts. */
  private static final Duration CORRECTED_WITHIN = Duration.ofDays(90);

  private static final Duration FORGET_EVERY = Duration.ofSeconds(10);
  private static final int LOOKED_AT = 500;

  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, Journey> journeys;
  private KeyValueStore<String, FunnelChanges> untold;
  private Instant latest;
  private String lookedAtUpTo;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    journeys = context.getStateStore(StateStores.JOURNEYS);
    untold = context.getStateStore(StateStores.UNTOLD_CHANGES);
    latest = Instant.EPOCH;
    lookedAtUpTo = null;
    context.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> tell());
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> forgetSome());
  }

  @Override
  public void process(Record<String, RoutingDecision> record) {
    if (record.value() == null) {
      return;
    }
    Decision decision = Routing.read(record.value());
    if (decision.leadId().isEmpty()) {
      return;
    }
    latest = decision.decidedAt().isAfter(latest) ? decision.decidedAt() : latest;
    Optional<Journey> known = Optional.ofNullable(journeys.get(decision.leadId()));
    Followed followed;
    try {
      followed = Followed.by(known, decision);
    } catch (RuntimeException e) {
      // Routing shares the thread, and what cannot be counted must not stop it.
      LOG.error("A decision of kind {} was not counted", decision.kind(), Redacted.of(e));
      return;
    }
    followed.changes().byDimension(latest).forEach(this::add);
    if (followed.journey().isEmpty()) {
      known.ifPresent(journey -> journeys.delete(decision.leadId()));
    } else if (!followed.journey().equals(known)) {
      journeys.put(decision.leadId(), followed.journey().get());
    }
  }

  private void add(String dimension, FunnelChanges changes) {
    FunnelChanges before = Optional.ofNullable(untold.get(dimension)).orElse(FunnelChanges.NONE);
    untold.put(dimension, before.and(changes));
  }

  private void tell() {
    List<KeyValue<String, FunnelChanges>> all = new ArrayList<>();
    try (KeyValueIterator<String, FunnelChanges> entries = untold.all()) {
      entries.forEachRemaining(all::add);
    }
    long now = context.currentSystemTimeMs();
    for (KeyValue<String, FunnelChanges> entry : all) {
      if (!entry.value.marks().isEmpty()) {
        Object change = Forecasts.write(entry.value);
        context.forward(new Record<>(entry.key, change, now), Nodes.TELL_CHANGE);
      }
      untold.delete(entry.key);
    }
  }

  /** Looks at some journeys, a little further on each time, and forgets those that are over. */
  private void forgetSome() {
    List<String> over = new ArrayList<>();
    int seen = 0;
    try (KeyValueIterator<String, Journey> some = journeys.range(lookedAtUpTo, null)) {
      while (some.hasNext() && seen++ < LOOKED_AT) {
        KeyValue<String, Journey> entry = some.next();
        lookedAtUpTo = entry.key;
        if (entry.value.isOver(latest, CORRECTED_WITHIN)) {
          over.add(entry.key);
        }
      }
      lookedAtUpTo = some.hasNext() ? lookedAtUpTo : null;
    }
    over.forEach(journeys::delete);
  }
}
