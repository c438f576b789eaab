package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What intake remembers of a lead.
 *
 * @param lead the latest normalised report; empty while only activities or outcomes have come
 * @param homeGroup the group that holds it; empty: none
 * @param recentEvents ids of the latest reports and activities, oldest first
 * @param earlyOutcomes outcomes that came before their lead
 */
public record LeadState(
    Optional<Lead> lead,
    Optional<DataQuality> quality,
    Standing standing,
    String homeGroup,
    Instant receivedAt,
    Instant touchedAt,
    List<String> recentEvents,
    List<EngagementPoints> engagement,
    List<LeadOutcome> earlyOutcomes) {

  public static final LeadState UNSEEN =
      new LeadState(
          Optional.empty(),
          Optional.empty(),
          Standing.UNSEEN,
          "",
          Instant.EPOCH,
          Instant.EPOCH,
          List.of(),
          List.of(),
          List.of());

  public LeadState {
    recentEvents = List.copyOf(recentEvents);
    engagement = List.copyOf(engagement);
    earlyOutcomes = List.copyOf(earlyOutcomes);
  }
}
