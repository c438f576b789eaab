package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One change to a group's state. A group's commands have one order. */
public sealed interface Command {

  /** The lead it is about; empty when it is about a rep or the group. */
  default String leadId() {
    return "";
  }

  /** The report that caused it; empty when none did. */
  default String eventId() {
    return "";
  }

  /**
   * A lead came, or came again. On a way through other groups, commands of a lead may overtake each
   * other; their versions tell the earlier from the later.
   *
   * @param ruleId matched under the lead's policy version
   * @param holder who has it already, if it is new to the group
   * @param identities pseudonyms of what says who the person is; leads that share one are of the
   *     same person
   * @param owners who is asked for it first, as far as the policy in force says so
   * @param version how often something was said of the lead, this included
   * @param erasure the version in which the person was last forgotten; 0: never
   */
  record LeadSubmitted(
      ScoredLead lead,
      LeadChange change,
      String ruleId,
      Instant receivedAt,
      Optional<Holder> holder,
      List<String> identities,
      Owners owners,
      long version,
      long erasure)
      implements Command {

    public LeadSubmitted {
      identities = List.copyOf(identities);
    }

    @Override
    public String leadId() {
      return lead.lead().leadId();
    }

    @Override
    public String eventId() {
      return lead.lead().eventId();
    }
  }

  /**
   * A lead must not be routed any more.
   *
   * @param erase forget everything about it
   * @param version how often something was said of the lead, this included
   */
  record LeadWithdrawn(String leadId, String eventId, boolean erase, long version)
      implements Command {}

  /**
   * The CRM reported.
   *
   * @param version how often something had been said of the lead by then
   * @param erasure the version in which the person was last forgotten; 0: never
   */
  record OutcomeReported(LeadOutcome outcome, long version, long erasure) implements Command {

    @Override
    public String leadId() {
      return outcome.leadId();
    }

    @Override
    public String eventId() {
      return outcome.outcomeId();
    }
  }

  /**
   * A rep came, changed, moved or (empty) went.
   *
   * @param turnsAhead of a rep who is new to the router, by rotation
   */
  record RepChanged(
      String repId, Optional<Rep> rep, int moves, long version, Map<String, Integer> turnsAhead)
      implements Command {

    public RepChanged {
      turnsAhead = Map.copyOf(turnsAhead);
    }
  }

  /**
   * The old group gives a rep to this group.
   *
   * @param formerGroups that may be homes of leads that the rep holds
   */
  record RepHandedOver(
      String from,
      Rep rep,
      int moves,
      long version,
      int load,
      int unaccepted,
      Optional<Instant> lastAssignedAt,
      LeadCounts counts,
      Optional<RefundCount> refunds,
      Optional<Credit> credit,
      Set<String> formerGroups,
      Silence silence)
      implements Command {

    public RepHandedOver {
      formerGroups = Set.copyOf(formerGroups);
    }
  }

  /**
   * A rep who has moved here took ({@code units > 0}) or gave back a lead of another group, or
   * answered for one.
   *
   * @param refunds when it got the lead, if that counts as never given; empty: it counts
   * @param sign what it says of the rep
   * @param countsUntil until when the lead counts all the same; empty: no more
   */
  record RoomChanged(
      String repId,
      String leadId,
      int units,
      int unaccepted,
      Optional<Instant> refunds,
      Sign sign,
      Optional<Instant> countsUntil)
      implements Command {}

  /**
   * A rep who has moved on from here has left the business: what it holds of this group's leads is
   * to be passed on.
   */
  record HolderLeft(String repId) implements Command {}

  /** Another group gives a lead to this group. */
  record LeadHandedOver(String from, OpenLead lead) implements Command {

    @Override
    public String leadId() {
      return lead.leadId();
    }

    @Override
    public String eventId() {
      return lead.lead().lead().eventId();
    }
  }

  /** From here on this policy version is in force. */
  record PolicyActivated(PublishedPolicy policy) implements Command {}
}
