package io.leadrouter.sandbox;

import io.leadrouter.cli.Refusal;
import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Origin;
import io.leadrouter.event.Leads;
import io.leadrouter.event.RejectedLead;
import io.leadrouter.event.Routing;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.ScoredLead;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads the topics as a client of its own and keeps the accounts of what it sees there: where every
 * lead ended, who got how many, how long it took, and one lead's story. Runs on a thread of its
 * own; every method may be called from any.
 */
final class Judge implements AutoCloseable {

  static final Set<Topic> READS =
      Set.of(
          Topic.LEADS,
          Topic.LEAD_OUTCOMES,
          Topic.DEAD_LETTERS,
          Topic.REJECTED_LEADS,
          Topic.SCORED_LEADS,
          Topic.ROUTING_DECISIONS,
          Topic.ASSIGNMENTS,
          Topic.CONVERSIONS);

  private static final Duration POLL = Duration.ofMillis(100);
  // A story that does not end is left for another one; stories must not follow at once either.
  private static final Duration LONGEST_STORY = Duration.ofSeconds(60);
  private static final Duration BETWEEN_STORIES = Duration.ofSeconds(20);

  private final String leads;
  private final Accounting accounting;
  private final Scoreboard scoreboard;
  private final Latencies latencies = new Latencies();
  private final Screen screen;
  private final TopicReader reader;
  private final Worker worker;
  private Optional<Story> story = Optional.empty();
  private Instant storySince = Instant.EPOCH;
  private int repsJoined;

  /**
   * @param prefix of the topics
   * @param reader of {@link #READS}
   */
  Judge(String prefix, TopicReader reader, Scoreboard scoreboard, Screen screen) {
    this.leads = Topic.LEADS.named(prefix);
    this.accounting = new Accounting(leads, Topic.LEAD_OUTCOMES.named(prefix));
    this.scoreboard = scoreboard;
    this.screen = screen;
    this.reader = reader;
    this.worker = new Worker("sandbox-judge", () -> reader.poll(POLL, this::take), reader);
  }

  void start() {
    worker.start();
  }

  /**
   * The state of the accounts at one moment.
   *
   * @param settled nothing waits for its first answer
   * @param turns assignments that were published
   * @param answeredOutcomes reports of the CRM that were answered
   * @param p50 milliseconds from submission until the assignment could be read, for leads that did
   *     not have to wait in line
   */
  record Verdict(
      Tally tally, boolean settled, long turns, long answeredOutcomes, int p50, int p99) {

    /** Whether anything was counted between the two. */
    boolean countsAs(Verdict other) {
      return tally.equals(other.tally)
          && turns == other.turns
          && answeredOutcomes == other.answeredOutcomes;
    }
  }

  synchronized Verdict verdict() {
    return new Verdict(
        accounting.tally(),
        accounting.settled(),
        accounting.announcedTurns(),
        accounting.answeredOutcomes(),
        latencies.quantile(0.5),
        latencies.quantile(0.99));
  }

  synchronized List<String> contradictions() {
    return accounting.contradictions();
  }

  synchronized List<Origin> lost() {
    return accounting.lost();
  }

  synchronized List<String> table() {
    return scoreboard.table();
  }

  /** How many reps a group has taken in. */
  synchronized int repsJoined() {
    return repsJoined;
  }

  /** Why it can't judge any more; empty while it can. */
  Optional<RuntimeException> failure() {
    return worker.failure();
  }

  /** Tells this lead's story, unless another one is being told or was just told. */
  synchronized void mayFollow(Lead lead) {
    Instant now = Instant.now();
    boolean tooLong = storySince.plus(LONGEST_STORY).isBefore(now);
    if (tooLong || (story.isEmpty() && storySince.plus(BETWEEN_STORIES).isBefore(now))) {
      Story next = new Story(lead);
      story = Optional.of(next);
      storySince = now;
      screen.lines(next.beginning(lead));
    }
  }

  @Override
  public void close() {
    worker.close();
  }

  private synchronized void take(TopicReader.Read record) {
    switch (record.topic()) {
      case LEADS, LEAD_OUTCOMES -> accounting.published(record.origin());
      case DEAD_LETTERS -> accounting.deadLettered(origin(record.headers()));
      default -> record.value().ifPresent(this::take);
    }
  }

  private void take(Object value) {
    if (value instanceof RejectedLead rejected) {
      accounting.rejected(
          new Origin(rejected.getTopic(), rejected.getPartition(), rejected.getOffset()));
    } else if (value instanceof ScoredLead scored) {
      if (story.map(Story::leadId).filter(scored.getLead().getLeadId()::equals).isPresent()) {
        screen.lines(story.get().scored(Leads.read(scored)));
      }
    } else if (value instanceof RoutingDecision decision) {
      take(Routing.read(decision));
    } else if (value instanceof io.leadrouter.event.Assignment written) {
      Assignment assignment = Routing.read(written);
      accounting.assigned(assignment);
      scoreboard.assigned(assignment);
    } else if (value instanceof io.leadrouter.event.Conversion written) {
      Conversion conversion = Routing.read(written);
      accounting.concluded(conversion);
      scoreboard.concluded(conversion);
      story.ifPresent(told -> screen.lines(told.concluded(conversion)));
    }
    if (story.filter(Story::isOver).isPresent()) {
      story = Optional.empty();
      storySince = Instant.now();
    }
  }

  private void take(Decision decision) {
    accounting.decided(decision);
    if (decision.kind() == DecisionKind.REP_JOINED) {
      repsJoined++;
    }
    boolean chosen =
        decision.kind() == DecisionKind.ASSIGNED || decision.kind() == DecisionKind.OBSERVED;
    boolean atOnce =
        chosen && decision.origin().filter(origin -> origin.topic().equals(leads)).isPresent();
    if (atOnce) {
      decision
          .submittedAt()
          .ifPresent(asked -> latencies.add(Duration.between(asked, Instant.now())));
    }
    story.ifPresent(told -> screen.lines(told.decided(decision)));
  }

  /** Kafka Streams writes where a dead letter came from into its headers, as text. */
  private static Origin origin(Headers headers) {
    return new Origin(
        text(headers, "__streams.errors.topic"),
        Integer.parseInt(text(headers, "__streams.errors.partition")),
        Long.parseLong(text(headers, "__streams.errors.offset")));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null) {
      throw new Refusal("A dead letter has no header " + name + ", so nobody knows what it was.");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
