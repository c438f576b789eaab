package io.leadrouter.routing;

import io.leadrouter.domain.Hearing;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.policy.ClockStart;
import io.leadrouter.policy.Mode;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import java.util.Optional;

/** What the parts of a desk share: one group, and the policy in force. Not thread-safe. */
final class Group {

  private final String name;
  private final Roster roster;
  private final LeadBook book;
  private final Journal journal;
  private final RepDirectory directory;
  private final Ownership ownership;
  private final Connector connector;
  private Optional<Policy> policy = Optional.empty();

  /**
   * @param hearing of the connector, as it was stored
   */
  Group(
      String name,
      Roster roster,
      LeadBook book,
      Journal journal,
      RepDirectory directory,
      Hearing hearing) {
    this.name = name;
    this.roster = roster;
    this.book = book;
    this.journal = journal;
    this.directory = directory;
    ownership = new Ownership(name, book, journal);
    connector = new Connector(book.undelivered(), hearing);
  }

  String name() {
    return name;
  }

  Roster roster() {
    return roster;
  }

  LeadBook book() {
    return book;
  }

  Journal journal() {
    return journal;
  }

  Ownership ownership() {
    return ownership;
  }

  Connector connector() {
    return connector;
  }

  /** From when the time of those counts who hold leads; before the first policy, nobody has any. */
  ClockStart clockStart() {
    return policy.map(known -> known.conduct().clockStarts()).orElse(ClockStart.ASSIGNMENT);
  }

  Instant now() {
    return journal.now();
  }

  /** Empty until the first policy is activated. */
  Optional<Policy> policy() {
    return policy;
  }

  void policy(Policy policy) {
    this.policy = Optional.of(policy);
    journal.policyVersion(policy.version());
  }

  /** Whether another router gives the leads, and this one only says who would get them. */
  boolean observes() {
    return policy.filter(known -> known.conduct().mode() == Mode.OBSERVE).isPresent();
  }

  /**
   * The lead as this router's to give, or another's if the policy only observes; one that is
   * assigned by this router stays so until it is taken back.
   */
  OpenLead claimed(OpenLead lead) {
    if (!observes()) {
      return lead.withObserved(Optional.empty());
    }
    return lead.status() == LeadStatus.ASSIGNED
        ? lead
        : lead.withObserved(lead.observed().or(() -> Optional.of("")));
  }

  /** Whether a rep is on its way here of whom the old group has not told us yet. */
  boolean announced(String repId) {
    return roster.seat(repId).isEmpty()
        && directory.groupOf(repId).filter(group -> group.equals(name)).isPresent();
  }

  /** The group that holds a rep, when that is another one. */
  Optional<String> elsewhere(String repId) {
    Optional<Seat> seat = roster.seat(repId);
    if (seat.isPresent()) {
      return Optional.of(seat.get().movedTo()).filter(group -> !group.isEmpty());
    }
    return directory.groupOf(repId).filter(group -> !group.equals(name));
  }
}
