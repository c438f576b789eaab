package io.leadrouter.topology;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A line of the log for each decision and each rejected record: what somebody may have to act on at
 * INFO, the rest, some for every lead, at DEBUG. A line names leads and reps by their ids and holds
 * nothing personal; what it says in words, its fields say to programs. Thread-safe.
 */
final class EventLog {

  static final String NAME = "io.leadrouter.events";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  private EventLog() {}

  static void decided(Decision decision) {
    Level level = level(decision);
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    LoggingEventBuilder line = LOG.atLevel(level);
    StringBuilder words = new StringBuilder(decision.kind().name());
    line.addKeyValue("kind", decision.kind().name());
    say(line, words, " lead ", "leadId", decision.leadId());
    if (decision.cycle() > 0) {
      line.addKeyValue("cycle", decision.cycle()).addKeyValue("attempt", decision.attempt());
    }
    say(line, words, ", rep ", "repId", decision.choice().repId());
    say(line, words, ", pool ", "pool", decision.choice().pool());
    say(line, words, ", rule ", "rule", decision.ruleId());
    say(line, words, ", group ", "group", decision.group());
    if (decision.sequence() > 0) {
      line.addKeyValue("sequence", decision.sequence());
      words.append(" #").append(decision.sequence());
    }
    if (decision.policyVersion() > 0) {
      line.addKeyValue("policyVersion", decision.policyVersion());
    }
    say(line, words, ": ", "reason", decision.reason());
    line.log(words.toString());
  }

  // Without the key: where it is no lead's id it can be anything, an address of a person too.
  static void rejected(Origin origin, List<Problem> problems) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    String why =
        problems.stream()
            .map(problem -> problem.field() + " " + problem.code())
            .collect(Collectors.joining(", "));
    LOG.atInfo()
        .addKeyValue("kind", "RECORD_REJECTED")
        .addKeyValue("topic", origin.topic())
        .addKeyValue("partition", origin.partition())
        .addKeyValue("offset", origin.offset())
        .addKeyValue("reason", why)
        .log(
            "RECORD_REJECTED {}-{} offset {}: {}",
            origin.topic(),
            origin.partition(),
            origin.offset(),
            why);
  }

  private static void say(
      LoggingEventBuilder line, StringBuilder words, String before, String field, String value) {
    if (!value.isEmpty()) {
      line.addKeyValue(field, value);
      words.append(before).append(value);
    }
  }

  private static Level level(Decision decision) {
    return switch (decision.kind()) {
      case FAILED -> Level.ERROR;
      case UNROUTABLE,
          REVOKED,
          SLA_BREACHED,
          HANDED_OVER,
          ERASED,
          REP_JOINED,
          REP_CHANGED,
          REP_LEFT,
          POLICY_ACTIVATED ->
          Level.INFO;
      case UNKNOWN,
          DUPLICATE,
          SUPPRESSED,
          NURTURED,
          REJECTED,
          MERGED,
          UPDATED,
          ASSIGNED,
          OBSERVED,
          WAITING,
          OUTCOME_RECORDED,
          OUTCOME_STALE,
          OUTCOME_EARLY,
          CLOSED,
          REOPENED,
          SLA_WARNING ->
          Level.DEBUG;
    };
  }
}
