package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.Workforce;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group's desk: every command about its leads and reps is decided here, one at a time, in the
 * order in which they come. The same state, command and time give the same verdict.
 *
 * <p>A desk changes while it decides. Whoever cannot store a verdict, or gets an exception instead
 * of one, throws the desk away and opens it again from what is stored. Not thread-safe: a group has
 * one writer.
 */
public final class Desk {

  /** Bounds what one command may cause besides itself, so that a transaction stays small. */
  private static final int SLICE = 500;

  /** What a change of policy causes comes between the commands, and none of them waits for long. */
  private static final int MATCHED_AGAIN_AT_ONCE = 50;

  private final Group group;
  private final Placement placement;
  private final Recall recall;
  private final Promises promises;
  private final Adoption adoption;
  private final Submissions submissions;
  private final Outcomes outcomes;
  private final Staffing staffing;
  private final PassingOn passing;
  private final AskingAgain asking;
  private final Serving serving;
  private GroupState stored;
  private Instant holdsToTimeFrom = Instant.MIN;

  /** Of a release that reads the same policy otherwise; as a rule there are none. */
  private List<LedgerEntry> unrecorded;

  private Optional<String> suspect = Optional.empty();

  /** Whether the present command found somebody beginning or ending work. */
  private boolean shiftsChanged;

  private Desk(Group group, GroupState stored, List<LedgerEntry> unrecorded) {
    this.group = group;
    this.stored = stored;
    this.unrecorded = unrecorded;
    Silences silences = new Silences(group);
    Rooms rooms = new Rooms(group, silences);
    Giving giving = new Giving(group, rooms);
    placement = new Placement(group, giving);
    ByHand byHand = new ByHand(group, placement, giving);
    recall = new Recall(group, placement, rooms, silences);
    adoption = new Adoption(group, placement, giving, rooms);
    submissions = new Submissions(group, placement, byHand, rooms, recall, adoption);
    promises = new Promises(group, recall);
    Refunding refunding = new Refunding(group);
    outcomes = new Outcomes(group, placement, byHand, rooms, recall, promises, refunding);
    passing = new PassingOn(group, recall);
    asking = new AskingAgain(group.roster(), group.book());
    staffing = new Staffing(group, rooms, passing, asking, refunding, silences);
    serving = new Serving(group.roster(), group.book().lines());
    // What was being served when the desk was last closed is not stored.
    serving.lookAtEveryLine();
  }

  /**
   * Opens a group's desk on what is stored.
   *
   * @param tallies of pools
   * @param open every lead that waits or is assigned; others are found through {@code records}
   * @param policy in force in this group; empty before the first
   */
  public static Desk open(
      String name,
      GroupState state,
      Iterable<RepSeat> seats,
      Iterable<PoolTally> tallies,
      Iterable<OpenLead> open,
      Optional<Policy> policy,
      LeadRecords records,
      RepDirectory directory) {
    Roster roster = new Roster(seats, tallies, open, state.virtualTimes(), state.now());
    LeadBook book = new LeadBook(records, open);
    Journal journal = new Journal(name, state.sequence(), state.now());
    Group group = new Group(name, roster, book, journal, directory, state.hearing());
    open.forEach(group.ownership()::remember);
    policy.ifPresent(group::policy);
    List<LedgerEntry> unrecorded =
        policy.map(known -> roster.use(known, name)).orElseGet(roster::useNone);
    // Whoever waits for a rep was placed with those who stand in for it.
    roster.takeOtherStandIns();
    roster.takeTurnedAway();
    return new Desk(group, state, unrecorded);
  }

  /**
   * Warns nobody and takes no lead back before that because time has run out: what was said while
   * nobody was at the desk is heard first.
   */
  public void holdsToTimeFrom(Instant time) {
    holdsToTimeFrom = time;
  }

  /**
   * Decides a command, after what time has made due.
   *
   * @param eventId the report that caused it; empty when none did
   */
  public Verdict decide(
      Command command, Optional<Origin> origin, String eventId, Instant wallClock) {
    begin(wallClock);
    group.journal().answering(new Cause(origin, eventId));
    if (command instanceof Command.LeadSubmitted submitted) {
      submissions.submitted(submitted);
    } else if (command instanceof Command.LeadWithdrawn withdrawn) {
      submissions.withdrawn(withdrawn);
    } else if (command instanceof Command.LeadHandedOver handedOver) {
      submissions.handedOver(handedOver);
    } else if (command instanceof Command.OutcomeReported reported) {
      outcomes.reported(reported);
    } else if (command instanceof Command.RepChanged changed) {
      staffing.changed(changed);
    } else if (command instanceof Command.RepHandedOver handedOver) {
      staffing.handedOver(handedOver);
    } else if (command instanceof Command.HolderLeft left) {
      staffing.holderLeft(left);
    } else if (command instanceof Command.RoomChanged changed) {
      staffing.roomChanged(changed);
    } else {
      throw new IllegalArgumentException("A policy is activated with activate()");
    }
    return finish();
  }

  /** From now on this policy is in force: the line is matched again, in slices. */
  public Verdict activate(Policy policy, Instant wallClock) {
    begin(wallClock);
    group.policy(policy);
    List<LedgerEntry> ledger = group.roster().use(policy, group.name());
    group
        .journal()
        .decidedForGroup(
            DecisionKind.POLICY_ACTIVATED,
            Note.of("version " + policy.version(), Choice.NONE).with(ledger));
    serving.lookAtEveryLine();
    matchAgain();
    return finish();
  }

  /** Does what time has made due and what is left over from before, a slice of it. */
  public Verdict passTime(Instant wallClock) {
    begin(wallClock);
    matchAgain();
    return finish();
  }

  /**
   * Records that a command could not be decided.
   *
   * @param reason what happened, without personal data
   */
  public Verdict failed(
      String leadId, Optional<Origin> origin, String eventId, String reason, Instant wallClock) {
    turnTo(wallClock);
    group.journal().answering(new Cause(origin, eventId));
    group.journal().decided(DecisionKind.FAILED, leadId, Note.of(reason));
    return verdict();
  }

  /**
   * The lead that the desk was placing for time's or the line's sake when it threw an exception;
   * empty: the command itself was to blame.
   */
  public Optional<String> suspect() {
    return suspect;
  }

  /** Takes a lead that cannot be placed out of the way, with a failure on its record. */
  public Verdict setAside(String leadId, String reason, Instant wallClock) {
    turnTo(wallClock);
    group.book().find(leadId).ifPresent(lead -> recall.setAside(lead, reason));
    return verdict();
  }

  /** Whether {@link #passTime} has something to do at that time. */
  public boolean hasWork(Instant wallClock) {
    Lines lines = group.book().lines();
    Instant now = later(stored.now(), wallClock);
    return lines.due(now).isPresent()
        || passedDeadline(now).isPresent()
        || group.roster().rings(now)
        || passing.pending()
        || asking.pending()
        || serving.pending()
        || group.policy().flatMap(policy -> lines.matchedBefore(policy.version())).isPresent();
  }

  public String group() {
    return group.name();
  }

  /** How many leads wait. */
  public int waiting() {
    return group.book().lines().size();
  }

  /** Since when the longest waiting lead does; empty when none waits. */
  public Optional<Instant> oldestWaitingSince() {
    return group.book().lines().oldestSince();
  }

  /**
   * How many leads were assigned ten minutes ago or earlier and are not said to be in the CRM; 0
   * where its connector never says so.
   */
  public int undelivered(Instant wallClock) {
    int count = group.book().undelivered().count(later(stored.now(), wallClock));
    return group.connector().shouldTellOfDelivery(group.clockStart()) ? count : 0;
  }

  /** When the first of those was assigned that were counted last; empty when there was none. */
  public Optional<Instant> oldestUndelivered() {
    return group.connector().shouldTellOfDelivery(group.clockStart())
        ? group.book().undelivered().oldest()
        : Optional.empty();
  }

  /** How the group's reps stand. Looks at every one of them. */
  public Workforce workforce() {
    return group.roster().workforce();
  }

  /**
   * Time never runs backwards on the record, whatever the wall clock says. What was not recorded
   * did not happen: a desk that is opened on the record knows as much, so that the time at which
   * somebody begins or ends work is recorded even if nothing else comes of it.
   */
  private void turnTo(Instant wallClock) {
    group.journal().date(later(stored.now(), wallClock));
    group.journal().answering(Cause.NONE);
    if (!unrecorded.isEmpty()) {
      Note note = Note.of("read-otherwise").with(unrecorded);
      group.journal().decidedForGroup(DecisionKind.POLICY_ACTIVATED, note);
      unrecorded = List.of();
    }
    shiftsChanged = group.roster().rings(group.now());
    List<LedgerEntry> ledger = group.roster().turnTo(group.now());
    if (!ledger.isEmpty()) {
      Note note = Note.of("by-the-clock").with(ledger);
      group.journal().decidedForGroup(DecisionKind.REP_CHANGED, note);
    }
    noticeAbsences();
  }

  /** Put down at once what is to be done about them, lest it be lost with what is in memory. */
  private void noticeAbsences() {
    Roster roster = group.roster();
    if (!roster.absencesChanged()) {
      return;
    }
    roster.takeTurnedAway().forEach(repId -> roster.seat(repId).ifPresent(passing::begin));
    roster.takeOtherStandIns().forEach(repId -> roster.seat(repId).ifPresent(asking::begin));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Whoever has to begin or end work does, whoever has waited out goes on, and what was not done in
   * time is taken back, before all else; those who waited for it are served in between.
   */
  private void begin(Instant wallClock) {
    turnTo(wallClock);
    followAbsences();
    for (int i = 0; i < SLICE; i++) {
      if (!serveOne() && !doWhatIsDue()) {
        return;
      }
    }
  }

  /** The first thing that time has made due; whether there was any. */
  private boolean doWhatIsDue() {
    Optional<Waiting> waited = group.book().lines().due(group.now());
    Optional<Deadlines.Due> passed = passedDeadline(group.now());
    boolean waitedFirst =
        waited
            .flatMap(Waiting::until)
            .filter(until -> passed.isEmpty() || !passed.get().at().isBefore(until))
            .isPresent();
    if (waitedFirst) {
      place(waited.get().leadId(), "waited-out");
    } else {
      passed.ifPresent(this::holdToTime);
    }
    return waited.isPresent() || passed.isPresent();
  }

  private Optional<Deadlines.Due> passedDeadline(Instant now) {
    boolean heard =
        !now.isBefore(holdsToTimeFrom) && group.connector().isHeard(group.clockStart(), now);
    return heard ? group.book().deadlines().due(now) : Optional.empty();
  }

  private void holdToTime(Deadlines.Due due) {
    suspect = Optional.of(due.leadId());
    promises.due(group.book().get(due.leadId()), due.what());
    suspect = Optional.empty();
  }

  /** Whatever the command has made possible is done at once, a slice of it. */
  private Verdict finish() {
    group.journal().answering(Cause.NONE);
    noticeAbsences();
    followAbsences();
    serve();
    return verdict();
  }

  /**
   * What those held who have left or are away, and what waits for them, goes to others, a slice of
   * it.
   */
  private void followAbsences() {
    for (String leadId : passing.slice(SLICE)) {
      suspect = Optional.of(leadId);
      passing.passOn(group.book().get(leadId));
      suspect = Optional.empty();
    }
    for (int i = 0; i < SLICE; i++) {
      Optional<AskingAgain.Next> next = asking.next();
      if (next.isEmpty()) {
        return;
      }
      place(next.get().leadId(), next.get().reason());
    }
  }

  private void place(String leadId, String reason) {
    suspect = Optional.of(leadId);
    OpenLead lead = group.book().get(leadId);
    if (Adoption.due(lead) && group.policy().isPresent()) {
      adoption.adopt(lead);
    } else {
      placement.place(lead, reason);
    }
    suspect = Optional.empty();
  }

  private void matchAgain() {
    if (group.policy().isEmpty()) {
      return;
    }
    int version = group.policy().get().version();
    for (int i = 0; i < MATCHED_AGAIN_AT_ONCE; i++) {
      Optional<Waiting> old = group.book().lines().matchedBefore(version);
      if (old.isEmpty()) {
        return;
      }
      place(old.get().leadId(), "policy-changed");
    }
  }

  /** Gives the best of those who wait to whoever has become eligible, until nobody is left. */
  private void serve() {
    for (int i = 0; i < SLICE && serveOne(); i++) {}
  }

  private boolean serveOne() {
    Optional<Waiting> next = serving.next(group.now());
    next.ifPresent(best -> place(best.leadId(), "from-line"));
    return next.isPresent();
  }

  private Verdict verdict() {
    Map<String, OpenLead> leads = group.book().takeChanges();
    leads.values().forEach(group.ownership()::changed);
    GroupState now =
        new GroupState(
            group.now(),
            group.journal().sequence(),
            group.roster().virtualTimes(),
            group.connector().heard());
    List<Output> outputs = group.journal().takeOutputs();
    List<RepSeat> seats = group.roster().takeChanges();
    List<PoolTally> tallies = group.roster().takeTallies();
    boolean idle =
        outputs.isEmpty()
            && leads.isEmpty()
            && seats.isEmpty()
            && tallies.isEmpty()
            && !shiftsChanged;
    // Nearly every command leaves a decision: its number alone tells the states apart.
    boolean same = now.sequence() == stored.sequence() && now.equals(stored);
    Optional<GroupState> changed = idle || same ? Optional.empty() : Optional.of(now);
    stored = changed.orElse(stored);
    return new Verdict(outputs, leads, seats, tallies, changed);
  }
}
