package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.Workforce;
import io.leadrouter.policy.Absence;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Stay;
import io.leadrouter.policy.cel.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The members of a pool: those who can take a lead now, in a queue, and the number of the others by
 * reason. Not thread-safe.
 */
final class Bench {

  /**
   * What has changed for a member.
   *
   * @param over what kept it from turns until now, and does no more
   * @param opened whether it can take leads that it could not before, if only those beyond caps
   */
  record Change(Optional<Absence> over, boolean opened) {

    static final Change NONE = new Change(Optional.empty(), false);
  }

  /** How many candidates a decision names; the record stays small however large the pool is. */
  private static final int NAMED_CANDIDATES = 3;

  /** How far a decision looks for candidates to name beside those that its strategy looked at. */
  private static final int MORE_LOOKS = 16;

  private final Pool pool;
  private final String line;
  private final Strategy strategy;
  private final Rotation rotation;
  private final PoolRoom room;
  private final Limits limits;
  private final Map<String, Member> members = new HashMap<>();

  private final Queue eligible;

  /** Empty: no lead goes beyond caps here. */
  private final Optional<Attendance> there;

  /** The pool's hours by time zone and holiday region. */
  private final Map<List<String>, Hours> hours = new HashMap<>();

  /** Why the pool as a whole gives nothing within caps; empty: it does. */
  private Optional<Obstacle> shut = Optional.empty();

  private final Absentees absentees = new Absentees();

  /**
   * @param room of the pool as a whole
   * @param fieldsAsked of reps, by which leads look for whom they may go to
   * @param beyondCaps whether a route goes to the pool that no cap keeps from anybody
   */
  Bench(Pool pool, Rotation rotation, PoolRoom room, Set<String> fieldsAsked, boolean beyondCaps) {
    this.pool = pool;
    this.line = LineName.of(pool);
    this.strategy = Strategy.of(pool.strategy());
    this.rotation = rotation;
    this.room = room;
    this.limits = Limits.of(pool);
    this.eligible = new Queue(strategy, fieldsAsked);
    this.there =
        beyondCaps ? Optional.of(new Attendance(this, strategy, fieldsAsked)) : Optional.empty();
    rotation.shareWith(this);
  }

  Pool pool() {
    return pool;
  }

  /** The line of those who wait for any member. */
  String line() {
    return line;
  }

  Rotation rotation() {
    return rotation;
  }

  /** Whether turns decide who gets a lead, and not only count. */
  boolean goesByTurns() {
    return strategy == Strategy.IN_TURN;
  }

  /** How many members cannot take a lead within caps, by why, and how many can. */
  Map<String, Integer> membersByState() {
    Map<String, Integer> byState = new HashMap<>(absentees.byReason());
    if (eligible.size() > 0) {
      byState.put(shut.map(Obstacle::codeOfPool).orElse(Workforce.ELIGIBLE), eligible.size());
    }
    return byState;
  }

  /** What leads look for in a member. */
  List<Trait> traits(Member member) {
    return eligible.traits(member);
  }

  /** What keeps a member from the pool's leads within caps; empty: nothing. */
  Optional<Obstacle> obstacle(Member member) {
    return shut.or(() -> member.obstacle);
  }

  /** Of a member that has none of its own. */
  Limits limits() {
    return limits;
  }

  /** Of those who can take a lead; empty when nobody can. */
  OptionalLong smallestTag() {
    return shut.isEmpty() ? eligible.smallestTag() : OptionalLong.empty();
  }

  /** Why the pool as a whole gives nothing within caps; empty: it does. */
  Optional<Obstacle> shut() {
    return shut;
  }

  /** What is left under the caps of the pool as a whole; empty: there is none. */
  OptionalInt room() {
    return room.room();
  }

  /**
   * The room of the pool as a whole may be another.
   *
   * @param before why it gave nothing
   */
  Change lookAtRoom(Optional<Obstacle> before) {
    shut = room.obstacle();
    return shut.equals(before) ? Change.NONE : change(before, shut);
  }

  /** Those with room of their own who are behind V, in the order of turns; a copy. */
  List<Member> behind() {
    return eligible.before(rotation.virtualTime());
  }

  /** Whether somebody can take the lead. */
  boolean serves(Applicant applicant) {
    return new Search(applicant).hasNext();
  }

  /**
   * Whether one member alone can take the lead, and it is for what the lead asks that others with
   * room cannot. Looks at them until there is a second one.
   */
  boolean isForASpecialist(Applicant applicant) {
    if (!applicant.choosy() || queue(applicant).size() - had(applicant) < 2) {
      return false;
    }
    Search search = new Search(applicant);
    if (!search.hasNext()) {
      return false;
    }
    search.next();
    return !search.hasNext();
  }

  /** Whom the pool has for a lead. */
  Pick pick(Applicant applicant, ScoredLead lead) {
    Search search = new Search(applicant);
    if (!search.hasNext()) {
      return new Pick(Optional.empty(), List.of(), 0, excluded(applicant, search));
    }
    Strategy.Selection selected = strategy.select(search, lead);
    List<Candidate> named = search.named(selected.member());
    int suitable = applicant.choosy() ? named.size() : search.queue.size() - had(applicant);
    return new Pick(Optional.of(selected), named, suitable, excluded(applicant, search));
  }

  private Map<String, Integer> excluded(Applicant applicant, Search search) {
    Map<String, Integer> absent =
        applicant.beyondCaps() ? absentees.awayByReason() : absentees.byReason();
    int had = applicant.choosy() || keepsOut(applicant) ? 0 : had(applicant);
    if (search.refused.isEmpty() && had == 0) {
      return absent;
    }
    Map<String, Integer> all = new HashMap<>(search.refused);
    all.putAll(absent);
    if (had > 0) {
      all.put(Tried.PREVIOUS_ASSIGNEE, had);
    }
    return all;
  }

  private int had(Applicant applicant) {
    if (applicant.previousReps().isEmpty()) {
      return 0;
    }
    int had = 0;
    for (String repId : Set.copyOf(applicant.previousReps())) {
      Member member = members.get(repId);
      if (member != null && member.takes(applicant.beyondCaps())) {
        had++;
      }
    }
    return had;
  }

  /** Whether the pool as a whole has no room for the lead. */
  private boolean keepsOut(Applicant applicant) {
    return shut.isPresent() && !applicant.beyondCaps();
  }

  private Queue queue(Applicant applicant) {
    return applicant.beyondCaps() ? there.map(Attendance::queue).orElse(eligible) : eligible;
  }

  /** Finds those whom a lead may go to, by place, and remembers on the way what it found. */
  private final class Search implements Iterator<Member> {

    private final Applicant applicant;
    private final Queue queue;
    private final Iterator<Member> ahead;
    private final List<Member> found = new ArrayList<>(NAMED_CANDIDATES);
    private final Map<String, Integer> refused = new HashMap<>();
    private Optional<Member> next = Optional.empty();

    Search(Applicant applicant) {
      this.applicant = applicant;
      queue = queue(applicant);
      Queue.Part part = part();
      ahead = part.members();
      if (part.size() < queue.size()) {
        refused.put(part.reason(), queue.size() - part.size());
      }
    }

    private Queue.Part part() {
      return keepsOut(applicant)
          ? Queue.Part.none(shut.orElseThrow().codeOfPool())
          : queue.part(applicant.needs());
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && ahead.hasNext()) {
        look();
      }
      return next.isPresent();
    }

    private void look() {
      Member member = ahead.next();
      Optional<String> why = applicant.refuses(member.seat());
      if (why.isPresent()) {
        refused.merge(why.get(), 1, Integer::sum);
      } else {
        next = Optional.of(member);
      }
    }

    @Override
    public Member next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Member member = next.get();
      next = Optional.empty();
      found.add(member);
      return member;
    }

    /** The one who was selected, and others whom the lead could have gone to. */
    List<Candidate> named(Member selected) {
      next.ifPresent(found::add);
      next = Optional.empty();
      for (int i = 0; i < MORE_LOOKS && found.size() < NAMED_CANDIDATES && ahead.hasNext(); i++) {
        look();
        next.ifPresent(found::add);
        next = Optional.empty();
      }
      found.remove(selected);
      found.add(0, selected);
      List<Candidate> named = new ArrayList<>(NAMED_CANDIDATES);
      for (int i = 0; i < found.size() && i < NAMED_CANDIDATES; i++) {
        named.add(found.get(i).candidate());
      }
      return named;
    }
  }

  /** What the pool's hours say about a rep now. */
  OnTheClock onTheClock(Rep rep, Instant now) {
    return pool.hours()
        .map(
            calendar ->
                OnTheClock.of(
                    hours.computeIfAbsent(
                        List.of(rep.timeZone().getId(), rep.holidayRegion()),
                        where -> calendar.hours(rep.timeZone(), rep.holidayRegion())),
                    now))
        .orElse(OnTheClock.ALWAYS);
  }

  /** How long a member has to accept a lead in hours of its own; zero: there is no such time. */
  Duration ownTimeToAccept() {
    return Optional.of(pool.acceptWithin())
        .filter(Stay::ofRep)
        .flatMap(Stay::waitFor)
        .orElse(Duration.ZERO);
  }

  /** What keeps a member from taking leads; empty: nothing, or it is no member. */
  Optional<Obstacle> obstacle(String repId) {
    return Optional.ofNullable(members.get(repId)).flatMap(member -> member.obstacle);
  }

  /** A rep has become a member; it takes no leads before {@link #refresh}. */
  Member join(Ticket ticket) {
    Member member = new Member(this, ticket);
    members.put(member.repId(), member);
    return member;
  }

  /**
   * A member's state may have changed.
   *
   * @param formerly what kept a new member from the pool's leads under the policy before
   */
  Change refresh(Member member, Optional<Obstacle> formerly) {
    Optional<Obstacle> now = member.seat().obstacle(this);
    there.ifPresent(all -> all.refresh(member.ticket(), now));
    Optional<Obstacle> before = member.counted ? member.obstacle : formerly;
    if (member.counted) {
      if (now.equals(before)) {
        move(member);
        return Change.NONE;
      }
      exit(member);
    }
    member.counted = true;
    member.obstacle = now;
    enter(member);
    return change(before, now);
  }

  private static Change change(Optional<Obstacle> before, Optional<Obstacle> now) {
    Optional<Absence> still = now.map(Obstacle::absence);
    Optional<Absence> over =
        before.map(Obstacle::absence).filter(was -> !still.equals(Optional.of(was)));
    boolean cameBack =
        before.filter(Obstacle::away).isPresent() && now.filter(Obstacle::away).isEmpty();
    return new Change(over, cameBack || now.isEmpty());
  }

  /** The rep is no member any more. */
  void leave(Member member) {
    there.ifPresent(all -> all.leave(member.repId()));
    members.remove(member.repId());
    if (member.counted) {
      exit(member);
    }
  }

  /** The member's ticket is another than before. */
  void moved(Member member) {
    there.ifPresent(all -> all.moved(member.repId()));
    move(member);
  }

  private void enter(Member member) {
    if (member.obstacle.isPresent()) {
      absentees.add(member.obstacle.get());
    } else {
      eligible.enter(member);
    }
  }

  private void exit(Member member) {
    if (member.obstacle.isPresent()) {
      absentees.remove(member.obstacle.get());
    } else {
      eligible.exit(member);
    }
  }

  private void move(Member member) {
    if (member.obstacle.isEmpty()) {
      eligible.move(member);
    }
  }
}
