package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a group knows of a lead: all that is needed to decide about it again.
 *
 * @param lead what rules can read of it; no identifiers of the person
 * @param cycle the journey, from 1
 * @param attempt assignments of the cycle so far
 * @param previousReps who had it before in this cycle; they do not get it again
 * @param conversions conversion records of this cycle so far
 * @param recentOutcomes ids of the latest outcomes, oldest first
 * @param handedTo the group that has it now; empty: this one
 * @param hops how often it changed groups since it was last matched
 * @param observed present: it is another router's to give, and nothing is published of it; whom
 *     this router would have given it to, or the empty string
 */
public record OpenLead(
    ScoredLead lead,
    LeadStatus status,
    int cycle,
    int attempt,
    Step step,
    Holding holding,
    List<String> previousReps,
    Instant receivedAt,
    int conversions,
    List<String> recentOutcomes,
    String handedTo,
    int hops,
    Optional<String> observed) {

  public OpenLead {
    previousReps = List.copyOf(previousReps);
    recentOutcomes = List.copyOf(recentOutcomes);
  }

  public String leadId() {
    return lead.lead().leadId();
  }

  public boolean test() {
    return lead.lead().test();
  }

  public OpenLead withLead(ScoredLead lead) {
    return copy(copy -> copy.lead = lead);
  }

  public OpenLead withStatus(LeadStatus status) {
    return copy(copy -> copy.status = status);
  }

  public OpenLead withAttempt(int attempt) {
    return copy(copy -> copy.attempt = attempt);
  }

  public OpenLead withStep(Step step) {
    return copy(copy -> copy.step = step);
  }

  public OpenLead withHolding(Holding holding) {
    return copy(copy -> copy.holding = holding);
  }

  public OpenLead withPreviousReps(List<String> previousReps) {
    return copy(copy -> copy.previousReps = previousReps);
  }

  public OpenLead withConversions(int conversions) {
    return copy(copy -> copy.conversions = conversions);
  }

  public OpenLead withRecentOutcomes(List<String> recentOutcomes) {
    return copy(copy -> copy.recentOutcomes = recentOutcomes);
  }

  /** Where it went and nothing else, for what comes later to follow it. */
  public OpenLead pointingTo(String handedTo) {
    return new OpenLead(
        lead.bare(),
        LeadStatus.HANDED_OVER,
        cycle,
        attempt,
        new Step("", 0, Instant.EPOCH, Optional.empty(), Optional.empty(), "", 0),
        Holding.NOBODY,
        List.of(),
        receivedAt,
        0,
        List.of(),
        handedTo,
        0,
        Optional.empty());
  }

  /** Having changed groups so often. */
  public OpenLead withHops(int hops) {
    return copy(copy -> copy.hops = hops);
  }

  public OpenLead withObserved(Optional<String> observed) {
    return copy(copy -> copy.observed = observed);
  }

  private OpenLead copy(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** Repeats the components once, instead of in each of the methods above. */
  private static final class Copy {
    private ScoredLead lead;
    private LeadStatus status;
    private final int cycle;
    private int attempt;
    private Step step;
    private Holding holding;
    private List<String> previousReps;
    private final Instant receivedAt;
    private int conversions;
    private List<String> recentOutcomes;
    private final String handedTo;
    private int hops;
    private Optional<String> observed;

    Copy(OpenLead of) {
      lead = of.lead;
      status = of.status;
      cycle = of.cycle;
      attempt = of.attempt;
      step = of.step;
      holding = of.holding;
      previousReps = of.previousReps;
      receivedAt = of.receivedAt;
      conversions = of.conversions;
      recentOutcomes = of.recentOutcomes;
      handedTo = of.handedTo;
      hops = of.hops;
      observed = of.observed;
    }

    OpenLead made() {
      return new OpenLead(
          lead,
          status,
          cycle,
          attempt,
          step,
          holding,
          previousReps,
          receivedAt,
          conversions,
          recentOutcomes,
          handedTo,
          hops,
          observed);
    }
  }
}
