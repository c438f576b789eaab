package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;

import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Money;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepChanged;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.kafka.Topic;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.ProcessMeters;
import io.leadrouter.ops.RouterMetrics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.awaitility.Awaitility;

/**
 * A day of a router on the broker in which all happens that its operators ask about: leads are won,
 * lost, waited for and given up, deadlines come near and are missed, reps are paused, the policy
 * only observes, and all kinds of records come that cannot be used.
 */
public final class EventfulDay {

  private static final byte[] GARBAGE = "no such bytes".getBytes(StandardCharsets.UTF_8);

  /** What the router tells when it is time for it, and not when something is decided. */
  private static final List<String> TOLD_BY_THE_WAY =
      List.of(
          "leadrouter_waiting_leads{",
          "leadrouter_assignments_undelivered{",
          "leadrouter_rotation_gap_turns{",
          "leadrouter_training_predicted_ratio ",
          "leadrouter_global_records_bad_total{");

  private static final String POLICY =
      """
      id: test
      mode: assign
      groups: [north, south]
      pools:
        desk:
          group: north
          members: 'true'
          strategy: round-robin
          caps: {openLeads: 10}
          maxUnaccepted: none
          acceptWithin: 1h
          firstTouchWithin: 8h
          warnBefore: 15m
        far: {group: south, members: 'true', strategy: round-robin, caps: {openLeads: 1}}
      scorecard:
        fit: [{when: 'true', points: 10, text: a lead}]
      clockStarts: assignment
      maxAttempts: 2
      pauseAfterExpired: 1
      rules:
        - {id: far, when: 'lead.campaign == "south"', routes: [{pool: far}]}
        - {id: rest, otherwise: true, routes: [{pool: desk}]}
      """;

  private final Site site;

  private EventfulDay(Site site) {
    this.site = site;
  }

  /**
   * What Prometheus gets from that router in the evening.
   *
   * @param disk where its state may lie
   */
  public static String scrape(Broker broker, Path disk) {
    try (Site site = Site.standingStill(broker);
        ProcessMeters meters = new ProcessMeters();
        Instance instance =
            new Instance(
                site.config(Site.APPLICATION, disk, Map.of()),
                new Sabotage(site.clock()),
                StreamThreadExceptionResponse.REPLACE_THREAD,
                new RouterMetrics(meters.registry(), new PolicyStanding()))) {
      meters.watchDisk(disk);
      new EventfulDay(site).passes();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> TOLD_BY_THE_WAY.stream().allMatch(meters.registry().scrape()::contains));
      instance.measuredBy(meters);
      return meters.registry().scrape();
    }
  }

  private void passes() {
    begins();
    leadsComeAndGo();
    recordsCannotBeUsed();
    timeRunsOut();
    thePolicyOnlyObserves();
  }

  private void begins() {
    site.policy(1, POLICY);
    site.awaitFirstPolicy();
    for (String rep : List.of("ana", "bob")) {
      site.rep(rep, NORTH, more -> {});
    }
    site.rep("cyd", SOUTH, more -> {});
    answered();
  }

  private void leadsComeAndGo() {
    site.leads("l", NORTH, 0, 6);
    site.leads("s", SOUTH, 0, 2);
    answered();
    site.outcome(
        "l-0",
        Disposition.CONVERTED,
        outcome -> outcome.setValue(new Money(new BigDecimal("1200.00"), "EUR")));
    site.outcome("l-1", Disposition.LOST);
    site.outcome("l-2", Disposition.ACCEPTED);
    site.outcome("l-3", Disposition.DECLINED);
    answered();
    site.outcome("l-3", Disposition.DECLINED);
    answered();
    seen(DecisionKind.UNROUTABLE, "too-many-attempts");
  }

  private void recordsCannotBeUsed() {
    site.outputs().expectDecision(site.bytes(Topic.LEADS, "unreadable", GARBAGE));
    site.lead("without-source", lead -> lead.setSource(""));
    for (Topic table : List.of(Topic.ACCOUNTS, Topic.ROUTING_POLICIES)) {
      site.bytes(table, "unreadable", GARBAGE);
    }
    // Nobody but the router writes commands, and it would be a fault of its own.
    Rep impossible = Rep.newBuilder().setRepId("eve").setGroup(NORTH).setWeight(0).build();
    site.send(
        Topic.ROUTING_COMMANDS,
        NORTH,
        RoutingCommand.newBuilder()
            .setIssuedAt(site.now())
            .setBody(
                RepChanged.newBuilder()
                    .setRepId("eve")
                    .setRep(impossible)
                    .setMoves(1)
                    .setVersion(1)
                    .build())
            .build());
    answered();
    seen(DecisionKind.FAILED, "");
  }

  private void timeRunsOut() {
    site.passes(Duration.ofMinutes(50));
    seen(DecisionKind.SLA_WARNING, "accept-by");
    site.passes(Duration.ofMinutes(20));
    seen(DecisionKind.REP_CHANGED, "paused-for-silence");
    site.passes(Duration.ofHours(8));
    seen(DecisionKind.SLA_BREACHED, "first-touch-by");
  }

  private void thePolicyOnlyObserves() {
    site.policy(2, POLICY.replace("mode: assign", "mode: observe"));
    site.outputs().expectPolicy(2, NORTH, SOUTH);
    answered();
    site.leads("o", NORTH, 0, 2);
    answered();
    site.outcome("o-0", Disposition.ASSIGNED_BY_HAND, outcome -> outcome.setRepId("ana"));
    site.outcome("o-1", Disposition.ASSIGNED_BY_HAND, outcome -> outcome.setRepId("ana"));
    answered();
  }

  private void answered() {
    site.outputs().awaitAnswers();
  }

  /**
   * Waits for what nobody outside has asked for.
   *
   * @param reason empty: any
   */
  private void seen(DecisionKind kind, String reason) {
    site.outputs()
        .await(
            kind + " " + reason,
            () ->
                site.outputs().decisions().stream()
                    .anyMatch(
                        decision ->
                            decision.getKind() == kind
                                && (reason.isEmpty() || reason.equals(decision.getReason()))));
  }
}
