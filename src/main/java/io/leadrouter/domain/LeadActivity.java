package io.leadrouter.domain;

import java.time.Instant;
import java.util.Map;

/** Something a lead did. */
public record LeadActivity(
    String leadId,
    String eventId,
    String kind,
    Instant occurredAt,
    Map<String, String> attributes) {

  public LeadActivity {
    attributes = Map.copyOf(attributes);
  }
}
