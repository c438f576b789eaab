package io.leadrouter.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be learnt of a lead: with what it was scored when it first went to a group in its cycle,
 * and what became of it.
 *
 * @param features empty once nothing more can be taught of it
 * @param estimate what a model said by then, without reasons; empty: the scorecard scored it
 * @param identities pseudonyms of the person, until it is certain that no other lead of theirs goes
 *     on in its place
 * @param returned whether it is not the lead's first cycle
 * @param taught whether it was last taught as a conversion; empty: it was not taught yet
 * @param due when time makes a difference to it; empty: never again
 * @param recentOutcomes ids of the latest outcomes that said something of its fate, oldest first
 */
public record LeadExample(
    String leadId,
    List<Feature> features,
    Instant scoredAt,
    Optional<Estimate> estimate,
    List<String> identities,
    boolean returned,
    Fate fate,
    Optional<Boolean> taught,
    Optional<Instant> due,
    List<String> recentOutcomes) {

  /** Enough to know a report again that a connector sends twice. */
  private static final int OUTCOMES_REMEMBERED = 16;

  public LeadExample {
    features = List.copyOf(features);
    identities = List.copyOf(identities);
    recentOutcomes = List.copyOf(recentOutcomes);
  }

  /** Whether nothing more can be taught of it. */
  public boolean settled() {
    return features.isEmpty();
  }

  /** Whether the next report of the lead begins another cycle, as far as anybody has said. */
  public boolean over() {
    return switch (fate) {
      case CONVERTED, LOST -> true;
      case DUPLICATE -> settled();
      case AWAITED, SILENT -> false;
    };
  }

  /** Whether another lead may still turn out to go on in its place. */
  public boolean uncertain() {
    return fate == Fate.AWAITED && !identities.isEmpty();
  }

  /** With an outcome that says something of its fate. */
  public LeadExample heard(String outcomeId) {
    List<String> recent = new ArrayList<>(recentOutcomes);
    recent.add(outcomeId);
    int from = Math.max(0, recent.size() - OUTCOMES_REMEMBERED);
    return of(features, identities, fate, taught, due, recent.subList(from, recent.size()));
  }

  /** With that fate, until time makes a difference to it again. */
  public LeadExample with(Fate fate, Instant due) {
    return of(
        features,
        identities,
        fate,
        taught,
        settled() ? Optional.empty() : Optional.of(due),
        recentOutcomes);
  }

  /** Taught as that. */
  public LeadExample taught(boolean converted) {
    return of(features, identities, fate, Optional.of(converted), due, recentOutcomes);
  }

  /** Nobody else goes on in its place: its outcome is awaited until then. */
  public LeadExample certain(Instant due) {
    return of(features, List.of(), fate, taught, Optional.of(due), recentOutcomes);
  }

  /** No more than what became of it. */
  public LeadExample settled(Fate fate) {
    return of(List.of(), List.of(), fate, taught, Optional.empty(), List.of());
  }

  private LeadExample of(
      List<Feature> features,
      List<String> identities,
      Fate fate,
      Optional<Boolean> taught,
      Optional<Instant> due,
      List<String> recentOutcomes) {
    return new LeadExample(
        leadId,
        features,
        scoredAt,
        estimate,
        identities,
        returned,
        fate,
        taught,
        due,
        recentOutcomes);
  }
}
