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
import java.util.TreeSet;

/**
 * What must hold of every history, checked record by record as a reader of committed records sees
 * them:
 *
 * <ol>
 *   <li>every lead that was published is answered for, once;
 *   <li>nobody holds more than the cap, and nobody is given what somebody else holds;
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
          DecisionKind.UPDATED,
          DecisionKind.NURTURED,
          DecisionKind.REJECTED,
          DecisionKind.WAITING,
          DecisionKind.ASSIGNED,
          DecisionKind.UNROUTABLE,
          DecisionKind.MERGED);

  private final Set<String> published = new TreeSet<>();
  private final Map<String, Integer> answers = new HashMap<>();
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
    published.add(topic + "-" + partition + "@" + offset);
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
      if (before != null) {
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

  void saw(RoutingDecision decision) {
    if (decision.getKind() == DecisionKind.FAILED) {
      broken.add("a failure was decided: " + decision);
    }
    if (decision.getKind() == DecisionKind.ASSIGNED) {
      assignedByDecision.add(
          journey(
              decision.getLeadId(),
              decision.getCycle(),
              decision.getAttempt(),
              decision.getRepId()));
    }
    Origin origin = decision.getOrigin();
    if (origin != null && origin.getTopic().equals("leads") && TAKES.contains(decision.getKind())) {
      answered(origin.getTopic(), origin.getPartition(), origin.getOffset());
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

  private void saw(RoutingDecision decision, LedgerEntry entry) {
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
      answered(rejected.getTopic(), rejected.getPartition(), rejected.getOffset());
    }
  }

  private void answered(String topic, int partition, long offset) {
    answers.merge(topic + "-" + partition + "@" + offset, 1, Integer::sum);
  }

  /** All of it holds, now that everything was read. */
  void hold() {
    assertThat(broken).as("broken guarantees").isEmpty();
    assertThat(answers.keySet()).as("leads answered for").isEqualTo(published);
    assertThat(answers.values()).as("answers for each lead").containsOnly(1);
    assertThat(assignedByRecord)
        .as("assignments, and decisions to assign")
        .isEqualTo(assignedByDecision);
  }

  private static String journey(String lead, int cycle, int attempt, String rep) {
    return lead + "/" + cycle + "/" + attempt + " to " + rep;
  }
}
