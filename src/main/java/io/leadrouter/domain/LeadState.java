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
 * @param version how often something was said of it: counts reports, activities and wishes to be
 *     forgotten, so that its group can tell the earlier from the later
 * @param erasure what came before it is not taken in; empty: nobody asked to be forgotten
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
    List<LeadOutcome> earlyOutcomes,
    long version,
    Optional<Erasure> erasure) {

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
          List.of(),
          0,
          Optional.empty());

  public LeadState {
    recentEvents = List.copyOf(recentEvents);
    engagement = List.copyOf(engagement);
    earlyOutcomes = List.copyOf(earlyOutcomes);
  }

  /** Whether nothing of the person is known any more, because it shall not be. */
  public boolean forgotten() {
    return standing == Standing.ERASED || standing == Standing.SUPPRESSED;
  }

  /** The version in which the person was last forgotten; 0: never. */
  public long forgottenIn() {
    return erasure.map(Erasure::version).orElse(0L);
  }

  /** Whether what was said and published then is of before the person was forgotten. */
  public boolean covers(Instant said, Instant published) {
    return erasure.filter(erased -> erased.covers(said, published)).isPresent();
  }
}
