package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Person;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventLogTest {

  private static final String POLICY =
      """
      id: test
      groups: [north]
      pools: {all: {group: north, members: 'true', strategy: round-robin, acceptWithin: 1h}}
      rules: [{id: rest, otherwise: true, routes: [{pool: all, waitFor: 1h}]}]
      """;

  private final Logger logger = (Logger) LoggerFactory.getLogger(EventLog.NAME);
  private final ListAppender<ILoggingEvent> lines = new OwnLines();
  private final Flow flow = new Flow();

  /** What this thread has logged, and with it the driver; others may write to the log of all. */
  private static final class OwnLines extends ListAppender<ILoggingEvent> {

    private final String thread = Thread.currentThread().getName();

    @Override
    protected void append(ILoggingEvent line) {
      if (line.getThreadName().equals(thread)) {
        super.append(line);
      }
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.DEBUG);
    flow.policy(POLICY);
    flow.rep("ana", "north", rep -> rep.setName("Ana Silva"));
  }

  @AfterEach
  void stop() {
    flow.close();
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void hasOneLineForEachDecision() {
    flow.lead("l-1");
    flow.outcome("l-1", Disposition.ACCEPTED);
    flow.outcome("l-1", Disposition.CONVERTED);
    flow.erase("l-1");

    assertThat(lines.list)
        .extracting(line -> fields(line).get("kind"))
        .containsExactlyElementsOf(
            flow.decisions().stream().map(RoutingDecision::getKind).map(Object::toString).toList());
  }

  @Test
  void saysInWordsWhatItsFieldsSay() {
    lines.list.clear();
    flow.lead("l-1");

    ILoggingEvent line = lines.list.get(0);
    assertThat(line.getFormattedMessage())
        .isEqualTo("ASSIGNED lead l-1, rep ana, pool all, rule rest, group north #2: submitted");
    assertThat(fields(line))
        .containsEntry("leadId", "l-1")
        .containsEntry("repId", "ana")
        .containsEntry("cycle", 1)
        .containsEntry("sequence", 2L)
        .containsEntry("policyVersion", 1);
  }

  @Test
  void keepsToWhatSomebodyMayHaveToActOnUnlessAskedForMore() {
    logger.setLevel(Level.INFO);
    lines.list.clear();

    flow.lead("l-1");
    flow.outcome("l-1", Disposition.ACCEPTED);
    assertThat(lines.list).isEmpty();

    flow.repLeaves("ana");
    assertThat(lines.list)
        .extracting(line -> fields(line).get("kind"))
        .contains(DecisionKind.REP_LEFT.name());
  }

  @Test
  void namesWhereARejectedRecordIsAndNotWhatItIs() {
    lines.list.clear();
    flow.lead("ann@home.example", lead -> lead.setLeadId("l-1"));

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .startsWith("RECORD_REJECTED leads-0 offset ")
        .contains("key mismatch", "person.email malformed");
    assertThat(fields(lines.list.get(0))).containsEntry("topic", Topic.LEADS.bareName());
  }

  @Test
  void holdsNothingPersonal() {
    flow.lead(
        "l-1",
        lead ->
            lead.setPerson(
                new Person("ann.lee@home.example", "+49 30 901820", "Ann", "Lee", null)));
    flow.lead("l-2", lead -> lead.setPerson(new Person("no address", null, "Ann", "Lee", null)));
    flow.lead("ann.lee@home.example", lead -> lead.setLeadId("l-3"));
    flow.outcome("l-1", Disposition.CONTACTED);
    flow.repLeaves("ana");
    flow.erase("l-1");

    assertThat(lines.list).isNotEmpty().noneMatch(says("ann", "Lee", "901820", "Silva"));
  }

  private static Predicate<ILoggingEvent> says(String... personal) {
    return line -> {
      String all = line.getFormattedMessage() + fields(line);
      return List.of(personal).stream().anyMatch(all::contains);
    };
  }

  private static Map<String, Object> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }
}
