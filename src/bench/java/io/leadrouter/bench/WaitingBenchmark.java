package io.leadrouter.bench;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.routing.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A rep loses a lead and gets the best of those who wait, in eight languages of which the rep
 * speaks two. As many come again between the runs as were served, so that the line is always as
 * long.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 400)
@Measurement(iterations = 100)
public class WaitingBenchmark {

  static final List<String> WAITING = List.of("1000", "100000", "1000000");

  private static final List<String> LANGUAGES =
      List.of("de", "en", "es", "fr", "it", "nl", "pl", "pt");
  private static final int REPS = 100;
  private static final int SERVED = 100;
  private static final String POLICY =
      """
      id: bench
      groups: [g]
      pools: {p: {group: g, members: 'true', maxUnaccepted: none}}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: p, requires: lead.language in rep.languages}]}
      """;

  @Param({"1000", "100000", "1000000"})
  private int waiting;

  private final Deque<String> held = new ArrayDeque<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private SalesFloor floor;
  private int leads;

  @Setup
  public void open() throws InvalidPolicyException {
    floor = new SalesFloor(POLICY);
    for (int i = 0; i < REPS; i++) {
      String first = LANGUAGES.get(i % LANGUAGES.size());
      String second = LANGUAGES.get((i + 1) % LANGUAGES.size());
      floor.employ("rep-" + i, RepStatus.ACTIVE, 1, 100, Set.of(first, second));
    }
    fill();
  }

  private void fill() {
    while (floor.waiting() < waiting) {
      comes(LANGUAGES.get(leads % LANGUAGES.size()));
    }
  }

  private void comes(String language) {
    // Points as they come: neither the best first nor the worst.
    int points = Math.floorMod(leads * 0x9E3779B9, 1_000);
    Verdict verdict = floor.decide(SalesFloor.lead("lead-" + leads, language, points / 10.0));
    leads++;
    floor.store(verdict);
    assigned(verdict).map(OpenLead::leadId).ifPresent(held::add);
  }

  private static Optional<OpenLead> assigned(Verdict verdict) {
    return verdict.leads().values().stream()
        .filter(lead -> lead.status() == LeadStatus.ASSIGNED)
        .findFirst();
  }

  @Benchmark
  @OperationsPerInvocation(SERVED)
  public List<Verdict> serve() {
    for (int i = 0; i < SERVED; i++) {
      Verdict verdict = floor.decide(floor.lost(held.remove()));
      floor.store(verdict);
      held.add(assigned(verdict).orElseThrow().leadId());
      verdicts.add(verdict);
    }
    return verdicts;
  }

  /** The closed ones are forgotten, and as many come who speak what those do who were served. */
  @TearDown(Level.Iteration)
  public void refill() {
    for (Verdict verdict : verdicts) {
      verdict.leads().values().stream()
          .filter(lead -> lead.status() == LeadStatus.CLOSED)
          .forEach(lead -> floor.forget(lead.leadId()));
      comes(assigned(verdict).orElseThrow().lead().lead().language());
    }
    verdicts.clear();
  }
}
