package io.leadrouter.sandbox;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The judge of a run: says of every record on {@code leads} where it ended, from nothing but the
 * committed records of the topics. It knows the contract and nothing of how the router works.
 *
 * <p>A record of {@code leads} is named by a dead letter, by a rejected lead, or by the origin of
 * decisions. The first decision that names it says how it was taken: as a duplicate, suppressed, as
 * an update, or as the beginning of a cycle; then the latest decision about that cycle says where
 * it stands. Topics may be fed in any order among each other, each partition of one in its own
 * order.
 *
 * <p>What can't be true is a contradiction: a record that ended twice, a turn that was given twice,
 * a hole in a group's sequence, a decision without its assignment. Not thread-safe.
 */
final class Accounting {

  private static final int SHOWN = 20;

  private final String leads;
  private final String outcomes;
  private final Map<Origin, Report> reports = new HashMap<>();
  private final Map<JourneyId, Journey> journeys = new HashMap<>();
  // Leads that were put aside before they had a group, and so a cycle.
  private final Map<String, Report> aside = new HashMap<>();
  private final Map<String, BitSet> sequences = new HashMap<>();
  private final Map<JourneyId, Conversion> conclusions = new HashMap<>();
  private final Map<Integer, Answers> answers = new HashMap<>();
  private final EnumMap<Ending, Long> endings = new EnumMap<>(Ending.class);
  private final List<String> contradictions = new ArrayList<>();
  private long published;
  private long decidedTurns;
  private long announcedTurns;
  private long converted;

  /**
   * @param leads name of that topic on the cluster
   * @param outcomes name of {@code lead-outcomes} on the cluster
   */
  Accounting(String leads, String outcomes) {
    this.leads = leads;
    this.outcomes = outcomes;
    for (Ending ending : Ending.values()) {
      endings.put(ending, 0L);
    }
  }

  /** A record of {@code leads} or {@code lead-outcomes}, whatever it says. */
  void published(Origin origin) {
    if (origin.topic().equals(leads)) {
      Report report = report(origin);
      report.published = true;
      published++;
      count(report, 1);
    } else if (origin.topic().equals(outcomes)) {
      answers(origin).published.set((int) origin.offset());
    }
  }

  /** A dead letter, and the record it was. */
  void deadLettered(Origin origin) {
    leftBehind(origin, Ending.DEAD_LETTERED);
  }

  /** A rejected lead, and the record it was. */
  void rejected(Origin origin) {
    leftBehind(origin, Ending.REJECTED);
  }

  void decided(Decision decision) {
    inSequence(decision);
    decision.origin().filter(origin -> origin.topic().equals(outcomes)).ifPresent(this::answered);
    switch (decision.kind()) {
      case DUPLICATE -> taken(decision, Ending.DUPLICATE);
      case UPDATED -> taken(decision, Ending.UPDATED);
      case SUPPRESSED -> {
        taken(decision, Ending.SUPPRESSED);
        withdrawn(decision);
      }
      case NURTURED -> stands(decision, Ending.NURTURED);
      case REJECTED -> stands(decision, Ending.REJECTED);
      case UNROUTABLE -> stands(decision, Ending.UNROUTABLE);
      case OBSERVED -> stands(decision, Ending.OBSERVED);
      case MERGED -> stands(decision, Ending.MERGED);
      case WAITING, REVOKED -> stands(decision, Ending.WAITING);
      case ASSIGNED, REOPENED -> {
        stands(decision, Ending.ASSIGNED);
        turn(decision);
      }
      case ERASED -> withdrawn(decision);
      // A closed lead counts where it last stood, and what could not be decided stands nowhere.
      case CLOSED,
          FAILED,
          HANDED_OVER,
          OUTCOME_RECORDED,
          OUTCOME_STALE,
          OUTCOME_EARLY,
          REP_JOINED,
          REP_CHANGED,
          REP_LEFT,
          POLICY_ACTIVATED,
          SLA_WARNING,
          SLA_BREACHED,
          UNKNOWN -> {}
    }
  }

  void assigned(Assignment assignment) {
    if (assignment.status() != AssignmentStatus.ASSIGNED) {
      return;
    }
    announcedTurns++;
    Journey journey = journey(assignment.leadId(), assignment.cycle());
    if (journey.announced.get(assignment.attempt())) {
      contradiction(
          "attempt %d of %s was published twice on assignments"
              .formatted(assignment.attempt(), journey));
    }
    journey.announced.set(assignment.attempt());
  }

  void concluded(Conversion conversion) {
    JourneyId id = new JourneyId(conversion.leadId(), conversion.cycle());
    Conversion before = conclusions.get(id);
    if (before != null && before.sequence() >= conversion.sequence()) {
      contradiction("conversion %d of %s was published twice".formatted(conversion.sequence(), id));
      return;
    }
    conclusions.put(id, conversion);
    converted += won(conversion) - (before == null ? 0 : won(before));
  }

  /** Where everything stands now. */
  Tally tally() {
    return new Tally(published, endings, converted);
  }

  /** Records of {@code lead-outcomes} that were published and answered. */
  long answeredOutcomes() {
    return answers.values().stream().mapToLong(Answers::both).sum();
  }

  /** Assignments with status ASSIGNED that were published. */
  long announcedTurns() {
    return announcedTurns;
  }

  /** Whether nothing that was published still waits for its first answer. */
  boolean settled() {
    return endings.get(Ending.LOST) == 0
        && answers.values().stream().allMatch(Answers::complete)
        && decidedTurns == announcedTurns;
  }

  /** Records that nobody answered, for people to look up; the first of them. */
  List<Origin> lost() {
    return reports.entrySet().stream()
        .filter(entry -> entry.getValue().published && entry.getValue().ending() == Ending.LOST)
        .map(Map.Entry::getKey)
        .limit(SHOWN)
        .toList();
  }

  /**
   * What can't be true, a sentence each. To be asked when nothing is on its way any more: a hole
   * that is about to be filled is one here.
   */
  List<String> contradictions() {
    List<String> all = new ArrayList<>(contradictions);
    sequences.forEach(
        (group, seen) -> {
          int holes = seen.length() - seen.nextSetBit(0) - seen.cardinality();
          if (holes > 0) {
            all.add("%d decisions of group %s are missing".formatted(holes, group));
          }
        });
    if (decidedTurns != announcedTurns) {
      journeys.values().stream()
          .filter(journey -> !journey.decided.equals(journey.announced))
          .limit(SHOWN)
          .forEach(
              journey ->
                  all.add(
                      "%s was assigned in attempts %s, and assignments tells of %s"
                          .formatted(journey, journey.decided, journey.announced)));
    }
    return List.copyOf(all);
  }

  private void leftBehind(Origin origin, Ending ending) {
    if (origin.topic().equals(leads)) {
      end(report(origin), origin, ending);
    } else if (origin.topic().equals(outcomes)) {
      answered(origin);
    }
  }

  /** The record ended here and now, whatever its lead does later. */
  private void taken(Decision decision, Ending ending) {
    ofLeads(decision).ifPresent(origin -> end(report(origin), origin, ending));
  }

  private void end(Report report, Origin origin, Ending ending) {
    if (report.begun != null || report.ended != null) {
      contradiction(
          "%s offset %d ended as %s and again as %s"
              .formatted(place(origin), origin.offset(), report.ending(), ending));
      return;
    }
    change(report, () -> report.ended = ending);
  }

  /** The lead's cycle stands here now. */
  private void stands(Decision decision, Ending ending) {
    Optional<Origin> origin = ofLeads(decision);
    if (decision.cycle() == 0) {
      origin.ifPresent(
          record -> {
            end(report(record), record, ending);
            aside.put(decision.leadId(), report(record));
          });
      return;
    }
    Journey journey = journey(decision.leadId(), decision.cycle());
    if (journey.first == null) {
      begin(journey, origin);
    } else if (origin.isPresent()) {
      Report named = report(origin.get());
      if (named != journey.first && named.ended == null) {
        contradiction(
            "%s offset %d began %s, which another record had begun"
                .formatted(place(origin.get()), origin.get().offset(), journey));
      }
    }
    if (journey.first == null) {
      journey.standing = ending;
    } else {
      change(journey.first, () -> journey.standing = ending);
    }
  }

  /** By the record that names it, or by an activity of somebody who had been put aside. */
  private void begin(Journey journey, Optional<Origin> origin) {
    Report first = origin.map(this::report).orElseGet(() -> aside.get(journey.id.leadId()));
    if (first == null) {
      return; // An earlier run's.
    }
    aside.remove(journey.id.leadId());
    if (origin.isPresent() && (first.begun != null || first.ended != null)) {
      contradiction(
          "%s offset %d ended as %s and began %s"
              .formatted(place(origin.get()), origin.get().offset(), first.ending(), journey));
      return;
    }
    journey.first = first;
    change(
        first,
        () -> {
          first.ended = null;
          first.begun = journey;
        });
  }

  /** A cycle in which nobody ever had the lead ends as its person wished; else it stays a rep's. */
  private void withdrawn(Decision decision) {
    Journey journey = journeys.get(new JourneyId(decision.leadId(), decision.cycle()));
    if (journey != null && journey.first != null && journey.decided.isEmpty()) {
      change(journey.first, () -> journey.standing = Ending.SUPPRESSED);
    }
  }

  private void turn(Decision decision) {
    decidedTurns++;
    Journey journey = journey(decision.leadId(), decision.cycle());
    if (journey.decided.get(decision.attempt())) {
      contradiction("attempt %d of %s was decided twice".formatted(decision.attempt(), journey));
    }
    journey.decided.set(decision.attempt());
  }

  private void answered(Origin outcome) {
    answers(outcome).answered.set((int) outcome.offset());
  }

  private Answers answers(Origin outcome) {
    return answers.computeIfAbsent(outcome.partition(), partition -> new Answers());
  }

  private void inSequence(Decision decision) {
    if (decision.sequence() == 0) {
      return;
    }
    BitSet seen = sequences.computeIfAbsent(decision.group(), group -> new BitSet());
    int sequence = Math.toIntExact(decision.sequence());
    if (seen.get(sequence)) {
      contradiction(
          "decision %d of group %s was published twice".formatted(sequence, decision.group()));
    }
    seen.set(sequence);
  }

  private Optional<Origin> ofLeads(Decision decision) {
    return decision.origin().filter(origin -> origin.topic().equals(leads));
  }

  private Report report(Origin origin) {
    return reports.computeIfAbsent(origin, unseen -> new Report());
  }

  private Journey journey(String leadId, int cycle) {
    return journeys.computeIfAbsent(new JourneyId(leadId, cycle), Journey::new);
  }

  private void change(Report report, Runnable change) {
    count(report, -1);
    change.run();
    count(report, 1);
  }

  private void count(Report report, long by) {
    if (report.published) {
      endings.merge(report.ending(), by, Long::sum);
    }
  }

  private void contradiction(String sentence) {
    if (contradictions.size() < SHOWN) {
      contradictions.add(sentence);
    }
  }

  private static int won(Conversion conversion) {
    return conversion.result() == ConversionResult.CONVERTED ? 1 : 0;
  }

  private static String place(Origin origin) {
    return origin.topic() + "-" + origin.partition();
  }

  private record JourneyId(String leadId, int cycle) {

    @Override
    public String toString() {
      return "cycle %d of %s".formatted(cycle, leadId);
    }
  }

  /** The records of one partition of {@code lead-outcomes}, by offset. */
  private static final class Answers {

    private final BitSet published = new BitSet();
    private final BitSet answered = new BitSet();

    long both() {
      BitSet both = (BitSet) published.clone();
      both.and(answered);
      return both.cardinality();
    }

    boolean complete() {
      BitSet open = (BitSet) published.clone();
      open.andNot(answered);
      return open.isEmpty();
    }
  }

  /** One record of {@code leads}. Null: not known yet. */
  private static final class Report {

    private boolean published;
    private Ending ended;
    private Journey begun;

    Ending ending() {
      if (ended != null) {
        return ended;
      }
      return begun != null ? begun.standing : Ending.LOST;
    }
  }

  /** One cycle of a lead. Null {@code first}: not known yet, or of an earlier run. */
  private static final class Journey {

    private final JourneyId id;
    private final BitSet decided = new BitSet();
    private final BitSet announced = new BitSet();
    private Report first;
    private Ending standing = Ending.LOST;

    Journey(JourneyId id) {
      this.id = id;
    }

    @Override
    public String toString() {
      return id.toString();
    }
  }
}
