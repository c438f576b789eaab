package io.leadrouter.sandbox;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.event.Leads;
import io.leadrouter.event.Routing;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * A CRM and its connector: reads {@code assignments} as any connector would, lets its reps work,
 * and reports what they did on {@code lead-outcomes}. It remembers nothing: started again, it reads
 * who holds what from the topic and repeats its reports under the same ids, which the router knows.
 *
 * <p>Runs on a thread of its own; the counters may be read from any.
 */
final class SimulatedCrm implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final SalesScript script;
  private final boolean atOnce;
  private final Outbox outbox;
  private final TopicReader assignments;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final Map<String, Assignment> held = new LinkedHashMap<>();
  private final Worker worker;
  private long numbered;
  private volatile long taken;
  private volatile int open;

  /**
   * @param atOnce reps need no time
   * @param assignments from the first record
   */
  SimulatedCrm(SalesScript script, boolean atOnce, Outbox outbox, TopicReader assignments) {
    this.script = script;
    this.atOnce = atOnce;
    this.outbox = outbox;
    this.assignments = assignments;
    this.worker = new Worker("sandbox-crm", this::work, assignments);
  }

  void start() {
    worker.start();
  }

  /** Assignments with status ASSIGNED taken over since the start. */
  long taken() {
    return taken;
  }

  /** Reports that are still to come. */
  int open() {
    return open;
  }

  /** Why it works no more; empty while it does. */
  Optional<RuntimeException> failure() {
    return worker.failure();
  }

  @Override
  public void close() {
    worker.close();
  }

  private void work() {
    Instant now = Instant.now();
    assignments.poll(
        POLL,
        record -> {
          if (record.value().isEmpty()) {
            return; // the lead was erased
          }
          Assignment assignment =
              Routing.read((io.leadrouter.event.Assignment) record.value().get());
          if (record.old()) {
            held.put(assignment.leadId(), assignment);
          } else if (assignment.status() == AssignmentStatus.ASSIGNED) {
            schedule(assignment, now);
            // Open first: who reads both never sees work taken over and nothing left to do.
            open = due.size();
            taken++;
          }
        });
    if (!held.isEmpty() && assignments.caughtUp()) {
      held.values().stream()
          .filter(assignment -> assignment.status() == AssignmentStatus.ASSIGNED)
          .forEach(assignment -> schedule(assignment, now));
      held.clear();
    }
    while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
      Due next = due.remove();
      outbox.send(
          new Message.Event(
              Topic.LEAD_OUTCOMES, next.outcome().leadId(), Leads.write(next.outcome())));
    }
    if (atOnce || due.isEmpty()) {
      outbox.flush();
    }
    open = due.size();
  }

  private void schedule(Assignment assignment, Instant now) {
    for (SalesScript.Step step : script.of(assignment)) {
      Instant at = atOnce ? now : now.plus(step.after());
      LeadOutcome outcome =
          new LeadOutcome(
              assignment.leadId(),
              "%d/%d/%s".formatted(assignment.cycle(), assignment.attempt(), step.disposition()),
              OptionalInt.of(assignment.cycle()),
              OptionalInt.of(assignment.attempt()),
              assignment.repId(),
              step.disposition(),
              step.reason(),
              step.value(),
              at);
      due.add(new Due(at, numbered++, outcome));
    }
  }

  private record Due(Instant at, long number, LeadOutcome outcome) {}
}
