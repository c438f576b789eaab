package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.LedgerEntry;
import io.leadrouter.event.Origin;
import io.leadrouter.event.RejectedLead;
import io.leadrouter.event.RoutingDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must hold of every history, checked record by record as a reader of committed records sees
 * them:
 *
 * <ol>
 *   <li>every report of a lead is answered for, once, beside being noted as a correction;
 *   <li>nobody holds more than the cap, and nobody is given what somebody else holds and is not
 *       said to lose by it;
 *   <li>every assignment has its one decision, and the other way round;
 *   <li>the decisions of a group are numbered without a gap;
 *   <li>a tag goes on where the ledger left it, and virtual time never runs backwards.
 * </ol>
 */
final class Guarantees {

  private static final Set<DecisionKind> TAKES =
      Set.of(
          DecisionKind.DUPLICATE,
          DecisionKind.SUPPRESSED,
          DecisionKind.ERASED,
          DecisionKind.NURTURED,
          DecisionKind.REJECTED,
          DecisionKind.WAITING,
          DecisionKind.ASSIGNED,
          DecisionKind.OBSERVED,
          DecisionKind.UNROUTABLE,
          DecisionKind.MERGED);

  private final Set<String> published = new TreeSet<>();
  private final Map<String, List<String>> answers = new TreeMap<>();
  private final Map<String, List<String>> corrections = new TreeMap<>();

  /** What was said of them before they came is answered with their report. */
  private final Set<String> spokenOfEarly = new HashSet<>();

  private final Map<String, Integer> caps = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Set<String>> held = new HashMap<>();
  private final Set<String> idempotencyKeys = new HashSet<>();
  private final Set<String> assignedByRecord = new TreeSet<>();
  private final Set<String> assignedByDecision = new TreeSet<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Long> tags = new HashMap<>();
  private final Map<String, Long> virtualTimes = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  void published(String topic, int partition, long offset) {
    published.add(place(topic, partition, offset));
  }

  /** The smallest cap that ever held is the strictest, so raise it only before leads flow. */
  void cap(String repId, int cap) {
    caps.put(repId, cap);
  }

  void saw(Assignment assignment) {
    String lead = assignment.getLeadId();
    String rep = assignment.getRepId();
    if (!idempotencyKeys.add(assignment.getIdempotencyKey())) {
      broken.add(assignment.getIdempotencyKey() + " came twice");
    }
    if (assignment.getStatus() == AssignmentStatus.ASSIGNED) {
      assignedByRecord.add(journey(lead, assignment.getCycle(), assignment.getAttempt(), rep));
      String before = holders.put(lead, rep);
      if (before != null && before.equals(assignment.getPreviousRepId())) {
        held.get(before).remove(lead);
      } else if (before != null) {
        broken.add(lead + " was given to " + rep + " while " + before + " held it");
      }
      Set<String> holds = held.computeIfAbsent(rep, unused -> new TreeSet<>());
      holds.add(lead);
      if (holds.size() > caps.getOrDefault(rep, Integer.MAX_VALUE)) {
        broken.add(rep + " holds " + holds.size() + ", more than the cap");
      }
    } else {
      String holder = holders.remove(lead);
      if (holder == null) {
        broken.add(lead + " was taken back from nobody");
      } else {
        held.get(holder).remove(lead);
      }
    }
  }

  /** Nobody holds a lead of which nothing is left. */
  void sawTheLastOf(String lead) {
    String holder = holders.remove(lead);
    if (holder != null) {
      held.get(holder).remove(lead);
    }
  }

  void saw(RoutingDecision decision) {
    if (decision.getKind() == DecisionKind.FAILED) {
      broken.add("a failure was decided: " + decision);
    }
    if (decision.getKind() == DecisionKind.ASSIGNED
        || decision.getKind() == DecisionKind.REOPENED) {
      assignedByDecision.add(
          journey(
              decision.getLeadId(),
              decision.getCycle(),
              decision.getAttempt(),
              decision.getRepId()));
    }
    Origin origin = decision.getOrigin();
    if (origin != null && origin.getTopic().equals("leads")) {
      saw(decision, place(origin.getTopic(), origin.getPartition(), origin.getOffset()));
    }
    if (decision.getKind() == DecisionKind.OUTCOME_EARLY) {
      spokenOfEarly.add(decision.getLeadId());
    }
    if (decision.getGroup() != null) {
      long before = sequences.getOrDefault(decision.getGroup(), 0L);
      if (decision.getSequence() != before + 1) {
        broken.add(
            "%s counts %d after %d".formatted(decision.getGroup(), decision.getSequence(), before));
      }
      sequences.put(decision.getGroup(), decision.getSequence());
    }
    decision.getLedger().forEach(entry -> saw(decision, entry));
  }

  private void saw(RoutingDecision decision, String report) {
    String answer = decision.getLeadId() + " " + decision.getKind();
    if (decision.getKind() == DecisionKind.UPDATED) {
      answered(corrections, report, answer);
    } else if (TAKES.contains(decision.getKind())
        && !(spokenOfEarly.contains(decision.getLeadId()) && answers.containsKey(report))) {
      answered(answers, report, answer);
    }
  }

  private static void answered(Map<String, List<String>> answers, String report, String answer) {
    answers.computeIfAbsent(report, any -> new ArrayList<>()).add(answer);
  }

  private void saw(RoutingDecision decision, LedgerEntry entry) {
    if (entry.getRotation().isEmpty()) {
      return; // no tag changes
    }
    String rotation = decision.getGroup() + "/" + entry.getRotation();
    String place = rotation + "/" + entry.getRepId();
    Long left = tags.put(place, entry.getAfter());
    if (!entry.getEntry().equals("join") && (left == null || left != entry.getBefore())) {
      broken.add(
          "%s: the tag was left at %s and went on from %d"
              .formatted(place, left, entry.getBefore()));
    }
    Long before = virtualTimes.put(rotation, entry.getVirtualTime());
    if (before != null && before > entry.getVirtualTime()) {
      broken.add(rotation + ": virtual time ran back");
    }
  }

  void saw(RejectedLead rejected) {
    if (rejected.getTopic().equals("leads")) {
      answered(
          answers,
          place(rejected.getTopic(), rejected.getPartition(), rejected.getOffset()),
          "rejected");
    }
  }

  private static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  /** Where the ledger left each tag, by group, rotation and rep. */
  Map<String, Long> tags() {
    return tags;
  }

  /** The last number of each group's decisions. */
  Map<String, Long> sequences() {
    return sequences;
  }

  /** Where the ledger left virtual time, by group and rotation. */
  Map<String, Long> virtualTimes() {
    return virtualTimes;
  }

  /** Who holds each lead. */
  Map<String, String> holders() {
    return holders;
  }

  /** And every decision its assignment, of what was read so far. */
  boolean everyAssignmentHasItsDecision() {
    return assignedByRecord.equals(assignedByDecision);
  }

  /** All of it holds, now that everything was read. */
  void hold() {
    assertThat(broken).as("broken guarantees").isEmpty();
    Set<String> answered = new TreeSet<>(answers.keySet());
    answered.addAll(corrections.keySet());
    assertThat(answered).as("reports answered for").isEqualTo(published);
    for (Map<String, List<String>> each : List.of(answers, corrections)) {
      Map<String, List<String>> several = new TreeMap<>(each);
      several.values().removeIf(answers -> answers.size() == 1);
      assertThat(several).as("answered more than once").isEmpty();
    }
    assertThat(assignedByRecord)
        .as("assignments, and decisions to assign")
        .isEqualTo(assignedByDecision);
  }

  private static String journey(String lead, int cycle, int attempt, String rep) {
    return lead + "/" + cycle + "/" + attempt + " to " + rep;
  }
}
