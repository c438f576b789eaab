package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    int hops) {

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
        hops);
  }

  public OpenLead withStatus(LeadStatus status) {
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
        hops);
  }

  public OpenLead withAttempt(int attempt) {
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
        hops);
  }

  public OpenLead withStep(Step step) {
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
        hops);
  }

  public OpenLead withHolding(Holding holding) {
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
        hops);
  }

  public OpenLead withPreviousReps(List<String> previousReps) {
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
        hops);
  }

  public OpenLead withConversions(int conversions) {
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
        hops);
  }

  public OpenLead withRecentOutcomes(List<String> recentOutcomes) {
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
        hops);
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
        0);
  }

  /** Having changed groups so often. */
  public OpenLead withHops(int hops) {
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
        hops);
  }
}
