package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.RoutingDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A policy changes while leads flow: between two leads, and without a restart. */
@BrokerTest
@Timeout(240)
class PolicySwitchTest {

  private static final int LEADS = 200;

  /** More than a command matches again at once. */
  private static final int LINE = 1_200;

  /** {@code -Dswitch.line=100000} measures what a large business may have in line. */
  private static final int LONG_LINE = Integer.getInteger("switch.line", 5_000);

  private static final Duration OTHERS_COME_EVERY = Duration.ofMillis(20);

  private static final String BESIDE_THE_LINE =
      """
      id: test
      groups: [north, south]
      pools:
        north-quick: {group: north, members: '"quick" in rep.skills', strategy: round-robin, maxUnaccepted: none}
        north-rest: {group: north, members: '"rest" in rep.skills', strategy: round-robin}
        south-rest: {group: south, members: 'true', strategy: round-robin, maxUnaccepted: none}
      rules:
        - {id: quick, when: 'lead.campaign == "quick"', routes: [{pool: north-quick}]}
        - {id: rest, otherwise: true, routes: [{pool: north-rest}]}
      """;

  private static final String TO_NORTH =
      """
      id: test
      groups: [north, south]
      pools:
        north-all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none}
        south-all: {group: south, members: 'true', strategy: round-robin, maxUnaccepted: none}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private static final String TO_SOUTH =
      TO_NORTH.replace("routes: [{pool: north-all}]", "routes: [{pool: south-all}]");

  @TempDir Path disk;

  @Test
  void aPolicyIsSwitchedBetweenTwoLeadsAndNoneIsLostOrDoubled(Broker broker) {
    try (Site site = Site.withPolicy(broker, Site.POLICY);
        Instance instance = start(site)) {
      staff(site);
      for (int i = 0; i < LEADS; i++) {
        site.lead("n-" + i, NORTH);
        site.lead("s-" + i, SOUTH);
        if (i % 50 == 25) {
          // Alternately with a rule more and without it; the pools stay.
          site.policy(2 + i / 50, i % 100 == 25 ? withOneRuleMore() : Site.POLICY);
        }
      }
      site.outputs().awaitAnswers();
      site.outputs().awaitPolicy(5, 2);

      site.outputs().guarantees().hold();
      assertThat(site.outputs().assigned()).isEqualTo(2 * LEADS);
      // Turns go on where they were: nobody is a newcomer after a switch.
      assertThat(site.outputs().given().values()).containsOnly(LEADS / 2);
      versionsRise(site, NORTH);
      versionsRise(site, SOUTH);
    }
  }

  @Test
  void aLineIsMatchedAgainAndGoesToItsNewGroupWhileTheRouterRestarts(Broker broker) {
    try (Site site = Site.withPolicy(broker, TO_NORTH)) {
      Instance instance = start(site);
      site.rep("cyd", SOUTH, LINE);
      site.rep("dan", SOUTH, LINE);
      site.leads("l", NORTH, 0, LINE);
      site.outputs().awaitAnswers();
      assertThat(site.outputs().assigned()).isZero();

      site.policy(2, TO_SOUTH);
      site.outputs().await("the first to arrive", () -> site.outputs().assigned() > 0);
      instance.close();
      instance = start(site);
      site.outputs().await("all to arrive", () -> site.outputs().assigned() == LINE);
      instance.close();

      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      assertThat(site.outputs().given()).isEqualTo(Map.of("cyd", LINE / 2, "dan", LINE / 2));
      assertThat(
              site.outputs().decisions().stream()
                  .filter(decision -> decision.getKind() == DecisionKind.HANDED_OVER))
          .hasSize(LINE);
    }
  }

  /** In slices, between which those are decided about who come meanwhile. */
  @Test
  void othersAreServedWhileALongLineGoesToItsNewGroup(Broker broker) {
    try (Site site = new Site(broker);
        Instance instance = start(site)) {
      Outputs outputs = site.outputs();
      site.rep("ana", NORTH, rep -> rep.setSkills(List.of("quick")));
      site.rep("cyd", SOUTH, rep -> {});
      site.rep("dan", SOUTH, rep -> {});
      outputs.awaitAnswers();
      site.policy(1, BESIDE_THE_LINE);
      outputs.awaitPolicy(1, 2);
      site.manyLeads("l", NORTH, 0, LONG_LINE);
      outputs.awaitAnswers();
      assertThat(outputs.assigned()).isZero();

      Instant begun = Instant.now();
      site.policy(2, BESIDE_THE_LINE.replace("{pool: north-rest}", "{pool: south-rest}"));
      Deque<Other> others = new ArrayDeque<>();
      outputs.await(
          "all to arrive",
          () -> {
            comeNowAndThen(site, others);
            return outputs.given("cyd") + outputs.given("dan") == LONG_LINE;
          });
      Duration taken = Duration.between(begun, Instant.now());
      outputs.awaitAnswers();

      outputs.guarantees().hold();
      assertThat(outputs.given())
          .isEqualTo(Map.of("ana", others.size(), "cyd", LONG_LINE / 2, "dan", LONG_LINE / 2));
      assertThat(outputs.decisions())
          .filteredOn(decision -> decision.getKind() == DecisionKind.HANDED_OVER)
          .hasSize(LONG_LINE);
      report(taken, others, outputs);
    }
  }

  private static void comeNowAndThen(Site site, Deque<Other> others) {
    Instant now = Instant.now();
    if (others.isEmpty() || !now.isBefore(others.getLast().sent().plus(OTHERS_COME_EVERY))) {
      Other other = new Other("quick-" + others.size(), now);
      others.add(other);
      site.lead(other.leadId(), "quick");
    }
  }

  /** One who comes while the line is on its way. */
  private record Other(String leadId, Instant sent) {}

  /** What it took, for people to read: a machine at work on something else takes longer. */
  private static void report(Duration taken, Deque<Other> others, Outputs outputs) {
    Map<String, Instant> sent =
        others.stream().collect(Collectors.toMap(Other::leadId, Other::sent));
    Duration longestPause = Duration.ZERO;
    Duration longestDelay = Duration.ZERO;
    Instant before = others.getFirst().sent();
    for (RoutingDecision decision : outputs.decisions()) {
      if (sent.containsKey(decision.getLeadId())) {
        Instant decided = decision.getDecidedAt();
        longestDelay =
            longer(longestDelay, Duration.between(sent.get(decision.getLeadId()), decided));
        longestPause = longer(longestPause, Duration.between(before, decided));
        before = decided;
      }
    }
    System.out.printf(
        "a line of %d changed its group in %d ms; meanwhile %d others came, of whom the longest"
            + " waited %d ms for its decision, and between two decisions passed %d ms at most%n",
        LONG_LINE,
        taken.toMillis(),
        others.size(),
        longestDelay.toMillis(),
        longestPause.toMillis());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Test
  void whatIsAssignedStaysWithItsRep(Broker broker) {
    try (Site site = Site.withPolicy(broker, TO_NORTH);
        Instance instance = start(site)) {
      staff(site);
      site.leads("l", NORTH, 0, 10);
      site.outputs().awaitAnswers();

      site.policy(2, TO_SOUTH);
      site.outputs().awaitPolicy(2, 2);
      site.leads("l", NORTH, 10, 20);
      site.outputs().awaitAnswers();

      assertThat(site.outputs().assignments())
          .extracting(Assignment::getStatus)
          .containsOnly(AssignmentStatus.ASSIGNED);
      assertThat(site.outputs().given()).isEqualTo(Map.of("ana", 5, "bob", 5, "cyd", 5, "dan", 5));
      assertThat(site.outputs().assignments())
          .allSatisfy(
              assignment ->
                  assertThat(assignment.getPolicyVersion())
                      .isEqualTo(assignment.getGroup().equals(NORTH) ? 1 : 2));
    }
  }

  private static String withOneRuleMore() {
    return Site.POLICY.replace(
        "  - id: far",
        "  - {id: more, when: 'lead.campaign == \"more\"', routes: [nurture]}\n  - id: far");
  }

  private static void staff(Site site) {
    for (String rep : List.of("ana", "bob")) {
      site.rep(rep, NORTH, 10_000);
    }
    for (String rep : List.of("cyd", "dan")) {
      site.rep(rep, SOUTH, 10_000);
    }
    site.outputs().awaitAnswers();
  }

  /** Each decision of the group was made by the policy that its last switch put in force. */
  private static void versionsRise(Site site, String group) {
    // Reps may come before the group has heard of the first policy.
    int version = -1;
    Set<Integer> seen = new HashSet<>();
    for (RoutingDecision decision : site.outputs().decisions()) {
      if (group.equals(decision.getGroup())) {
        if (version < 0 || decision.getKind() == DecisionKind.POLICY_ACTIVATED) {
          assertThat(decision.getPolicyVersion()).isGreaterThanOrEqualTo(version);
          version = decision.getPolicyVersion();
        }
        assertThat(decision.getPolicyVersion()).isEqualTo(version);
        seen.add(version);
      }
    }
    assertThat(seen).contains(1, 5);
  }

  private Instance start(Site site) {
    return new Instance(
        site.config(Site.APPLICATION, disk.resolve("state"), Map.of()),
        new Sabotage(),
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }
}
