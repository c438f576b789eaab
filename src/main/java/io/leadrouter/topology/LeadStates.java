package io.leadrouter.topology;

import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Pseudonyms;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What intake remembers, by lead. Of one who is forgotten not even the id stays: what is left lies
 * under its pseudonym, until a report brings the lead back.
 */
final class LeadStates {

  /** A character with which no id begins. */
  private static final char FORGOTTEN = '\u001f';

  private final KeyValueStore<String, LeadState> states;
  private final Pseudonyms pseudonyms;

  LeadStates(ProcessorContext<?, ?> context, Pseudonyms pseudonyms) {
    states = context.getStateStore(StateStores.LEAD_STATES);
    this.pseudonyms = pseudonyms;
  }

  LeadState of(String leadId) {
    return Optional.ofNullable(states.get(leadId))
        .or(() -> Optional.ofNullable(states.get(pseudonym(leadId))))
        .orElse(LeadState.UNSEEN);
  }

  void keep(String leadId, LeadState state) {
    if (state.forgotten()) {
      states.delete(leadId);
      states.put(pseudonym(leadId), state);
    } else {
      states.put(leadId, state);
    }
  }

  private String pseudonym(String leadId) {
    return FORGOTTEN + pseudonyms.of("lead", leadId);
  }
}
