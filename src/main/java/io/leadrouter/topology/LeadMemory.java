package io.leadrouter.topology;

import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Erasure;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How what intake remembers of a lead changes. */
final class LeadMemory {

  /** A marketing platform repeats itself within minutes, not after that many other events. */
  private static final int EVENTS_REMEMBERED = 64;

  /** Reports and activities may have the same ids. */
  private static final String ACTIVITY = "activity/";

  private LeadMemory() {}

  static boolean knowsReport(LeadState state, String eventId) {
    return state.recentEvents().contains(eventId);
  }

  static boolean knowsActivity(LeadState state, String eventId) {
    return state.recentEvents().contains(ACTIVITY + eventId);
  }

  static LeadState reported(LeadState state, Lead lead, DataQuality quality, Instant now) {
    return new LeadState(
        Optional.of(lead),
        Optional.of(quality),
        state.standing(),
        state.homeGroup(),
        now,
        now,
        with(state.recentEvents(), lead.eventId()),
        state.engagement(),
        state.earlyOutcomes(),
        state.version() + 1,
        state.erasure());
  }

  /** Consent was denied: the person is forgotten, that they said so is not. */
  static LeadState suppressed(LeadState state, Instant at) {
    return forgotten(state, Standing.SUPPRESSED, at);
  }

  /** The person is forgotten; what they denied before only they can grant. */
  static LeadState erased(LeadState state, Instant at) {
    boolean denied = state.standing() == Standing.SUPPRESSED;
    return forgotten(state, denied ? Standing.SUPPRESSED : Standing.ERASED, at);
  }

  /**
   * Nothing of the person, and nothing that was said. The home stays: a report that comes after the
   * erasure follows it there, or it could overtake it on the way to another group.
   */
  private static LeadState forgotten(LeadState state, Standing standing, Instant at) {
    long version = state.version() + 1;
    Erasure asked = new Erasure(at, state.lead().map(Lead::submittedAt).orElse(at), version);
    return new LeadState(
        Optional.empty(),
        Optional.empty(),
        standing,
        state.homeGroup(),
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        List.of(),
        List.of(),
        version,
        Optional.of(state.erasure().map(asked::and).orElse(asked)));
  }

  static LeadState active(
      LeadState state, String eventId, List<EngagementPoints> engagement, Instant now) {
    return new LeadState(
        state.lead(),
        state.quality(),
        state.standing(),
        state.homeGroup(),
        state.receivedAt(),
        now,
        with(state.recentEvents(), ACTIVITY + eventId),
        engagement,
        state.earlyOutcomes(),
        state.version() + 1,
        state.erasure());
  }

  static LeadState early(LeadState state, List<LeadOutcome> outcomes, Instant now) {
    return new LeadState(
        state.lead(),
        state.quality(),
        state.standing(),
        state.homeGroup(),
        state.receivedAt(),
        now,
        state.recentEvents(),
        state.engagement(),
        outcomes,
        state.version(),
        state.erasure());
  }

  /** Given to a group, which has also been told what came early. */
  static LeadState routed(LeadState state, String group) {
    return standing(state, Standing.ROUTED, group, List.of());
  }

  static LeadState ended(LeadState state, Standing standing) {
    return standing(state, standing, state.homeGroup(), state.earlyOutcomes());
  }

  private static LeadState standing(
      LeadState state, Standing standing, String homeGroup, List<LeadOutcome> earlyOutcomes) {
    return new LeadState(
        state.lead(),
        state.quality(),
        standing,
        homeGroup,
        state.receivedAt(),
        state.touchedAt(),
        state.recentEvents(),
        state.engagement(),
        earlyOutcomes,
        state.version(),
        state.erasure());
  }

  private static List<String> with(List<String> events, String event) {
    List<String> longer = new ArrayList<>(events.size() + 1);
    longer.addAll(
        events.subList(Math.max(0, events.size() + 1 - EVENTS_REMEMBERED), events.size()));
    longer.add(event);
    return longer;
  }
}
