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
 * @param identities pseudonyms of what says who the person is
 * @param owners who is still to be asked for it before its rule's routes are tried
 * @param version how often something had been said of it by the last that changed it here; see
 *     {@link LeadState}
 * @param opened the version that opened the cycle
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
    Optional<String> observed,
    List<String> identities,
    Owners owners,
    long version,
    long opened) {

  public OpenLead {
    previousReps = List.copyOf(previousReps);
    recentOutcomes = List.copyOf(recentOutcomes);
    identities = List.copyOf(identities);
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

  /** After its person said something again, and who they are. */
  public OpenLead said(ScoredLead lead, List<String> identities, long version) {
    return copy(
        copy -> {
          copy.lead = lead;
          copy.identities = identities;
          copy.version = Math.max(this.version, version);
        });
  }

  /** Until somebody says something of it that had not been said in that version. */
  public OpenLead closed(long version) {
    return copy(
        copy -> {
          copy.status = LeadStatus.CLOSED;
          copy.version = Math.max(this.version, version);
        });
  }

  public OpenLead withStatus(LeadStatus status) {
    return copy(copy -> copy.status = status);
  }

  /** In one attempt more; nobody is to be asked for it any more. */
  public OpenLead assigned(Holding holding, Step step) {
    return copy(
        copy -> {
          copy.status = LeadStatus.ASSIGNED;
          copy.attempt = attempt + 1;
          copy.step = step;
          copy.holding = holding;
          copy.owners = Owners.NONE;
        });
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

  /** Whether somebody holds it, or it waits for somebody. */
  public boolean open() {
    return status == LeadStatus.WAITING || status == LeadStatus.ASSIGNED;
  }

  /** Whether something that was said after that version is known here already. */
  public boolean isAheadOf(long version) {
    return isBefore(version, this.version);
  }

  /** Whether its cycle was opened after that version. */
  public boolean openedAfter(long version) {
    return isBefore(version, opened);
  }

  /** A version of 0 is before nothing: an earlier release did not count. */
  private static boolean isBefore(long version, long other) {
    return version > 0 && version < other;
  }

  /** Whether it is open, and this router's to give. */
  public boolean ours() {
    return open() && observed.isEmpty();
  }

  /** That it goes on as another lead, and nothing else. */
  public OpenLead mergedAway() {
    return bare(leadId(), LeadStatus.MERGED, receivedAt, "", version);
  }

  /** Whether another group has it, or had it when it was erased. */
  public boolean elsewhere() {
    return !handedTo.isEmpty();
  }

  /** Where it went and nothing else, for what comes later to follow it. */
  public OpenLead pointingTo(String handedTo) {
    return bare(leadId(), LeadStatus.HANDED_OVER, receivedAt, handedTo, version);
  }

  /**
   * Where it went, how many journeys it had, and nothing else: the next one has another number, and
   * does not overtake the erasure on its way.
   *
   * @param version that made it so
   */
  public OpenLead forgotten(long version) {
    return bare(leadId(), LeadStatus.ERASED, Instant.EPOCH, handedTo, version);
  }

  /**
   * The same of a forgotten lead under another id.
   *
   * @param leadId may be empty: not even that is kept
   */
  public OpenLead knownAs(String leadId) {
    return bare(leadId, status, receivedAt, handedTo, version);
  }

  private OpenLead bare(
      String leadId, LeadStatus status, Instant receivedAt, String handedTo, long version) {
    return new OpenLead(
        lead.bare(leadId),
        status,
        cycle,
        attempt,
        new Step("", 0, Instant.EPOCH, Optional.empty(), Optional.empty(), "", 0, Referral.NONE),
        Holding.NOBODY,
        List.of(),
        receivedAt,
        0,
        List.of(),
        handedTo,
        0,
        Optional.empty(),
        List.of(),
        Owners.NONE,
        version,
        0);
  }

  /** Having changed groups so often. */
  public OpenLead withHops(int hops) {
    return copy(copy -> copy.hops = hops);
  }

  public OpenLead withObserved(Optional<String> observed) {
    return observed.equals(this.observed) ? this : copy(copy -> copy.observed = observed);
  }

  /** With these left to be asked for it. */
  public OpenLead withOwners(Owners owners) {
    return owners.equals(this.owners) ? this : copy(copy -> copy.owners = owners);
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
    private List<String> identities;
    private Owners owners;
    private long version;
    private final long opened;

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
      identities = of.identities;
      owners = of.owners;
      version = of.version;
      opened = of.opened;
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
          observed,
          identities,
          owners,
          version,
          opened);
    }
  }
}
