package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.Patience;
import io.leadrouter.cli.Router;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.Person;
import io.leadrouter.event.RepPlace;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The global tables (accounts, policies, which group holds a rep) are complete after every start,
 * and a bad record on one changes nothing: neither when it comes, nor when it is read again.
 */
@BrokerTest
@Timeout(240)
class BadGlobalRecordTest {

  private static final byte[] GARBAGE = "no such bytes".getBytes(StandardCharsets.UTF_8);

  @TempDir Path disk;

  private int probes;

  @Test
  void theLastGoodValuesStayWhateverComesAndWheneverItIsRead(Broker broker) {
    try (Site site = Site.withPolicy(broker, Site.POLICY)) {
      try (Router router = start(site, "kept")) {
        site.account("acme", "acme.example", Lifecycle.CUSTOMER);
        site.rep("ana", NORTH, 1000);
        site.rep("cyd", SOUTH, 1000);
        site.outputs().awaitAnswers();
        awaitTables(site);
        tablesAreWhole(site, router);
        spoil(site);
        tablesAreWhole(site, router);
      }
      try (Router restarted = start(site, "kept")) {
        tablesAreWhole(site, restarted);
      }
      try (Router elsewhere = start(site, "lost")) {
        tablesAreWhole(site, elsewhere);
        site.policy(9);
        site.outputs().awaitPolicy(9, 2);
        tablesAreWhole(site, elsewhere);
      }
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      assertThat(site.outputs().deadLetters()).isEmpty();
    }
  }

  /** Garbage, and well-formed records of another schema, over what is good. */
  private static void spoil(Site site) {
    // The same bytes say something else there: what is good stays in the directory.
    byte[] otherSchema = site.encoded(Topic.REP_DIRECTORY, new RepPlace("cyd", SOUTH, 0));
    byte[] unknownSchema = {0, 0, 0, 0, 99, 1};
    for (byte[] bad : List.of(GARBAGE, new byte[0], unknownSchema, otherSchema)) {
      site.bytes(Topic.ACCOUNTS, "acme", bad);
      site.bytes(Topic.ROUTING_POLICIES, "test/1", bad);
      site.bytes(Topic.ROUTING_POLICIES, "test/2", bad);
      site.bytes(Topic.REP_DIRECTORY, "cyd", bad);
    }
    site.policy(4, "rules: [this is no policy");
    site.policy(5, "&a [*a]");
  }

  /** A table hears of what comes while the router runs by a thread of its own, perhaps later. */
  private void awaitTables(Site site) {
    Patience.await()
        .until(
            () -> {
              int probe = ask(site);
              return kind(site, "customer-" + probe) == DecisionKind.REJECTED
                  && "cyd".equals(rep(site, "named-" + probe));
            });
  }

  /** What each table is asked for, once. */
  private void tablesAreWhole(Site site, Router router) {
    int probe = ask(site);
    assertThat(kind(site, "customer-" + probe)).isEqualTo(DecisionKind.REJECTED);
    assertThat(rep(site, "named-" + probe)).isEqualTo("cyd");
    assertThat(rep(site, "other-" + probe)).isEqualTo("ana");
    assertThat(router.state()).isEqualTo(KafkaStreams.State.RUNNING);
  }

  private int ask(Site site) {
    int probe = probes++;
    site.lead(
        "customer-" + probe,
        lead ->
            lead.setPerson(new Person("c" + probe + "@acme.example", null, "Ann", "Lee", null)));
    site.lead("named-" + probe, "to-cyd");
    site.lead("other-" + probe, NORTH);
    site.outputs().awaitAnswers();
    return probe;
  }

  private static DecisionKind kind(Site site, String leadId) {
    return decision(site, leadId).getKind();
  }

  private static String rep(Site site, String leadId) {
    return decision(site, leadId).getRepId();
  }

  private static RoutingDecision decision(Site site, String leadId) {
    return site.outputs().decisions().stream()
        .filter(decision -> leadId.equals(decision.getLeadId()))
        .findFirst()
        .orElseThrow();
  }

  private Router start(Site site, String stateDir) {
    Router router = new Router(site.config("router", disk.resolve(stateDir), Map.of()));
    router.start();
    return router;
  }
}
