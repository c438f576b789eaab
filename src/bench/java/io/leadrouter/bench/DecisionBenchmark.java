package io.leadrouter.bench;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.routing.Verdict;
import java.util.List;
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
 * One new lead and its rep: the whole decision of a desk, with the records that it changes and the
 * order of turns after it. Half of the pool are on leave, paused or at capacity. What was assigned
 * is closed again between the runs, so that everybody's load stays as it is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 800)
@Measurement(iterations = 100)
public class DecisionBenchmark {

  /** Where one in 200 reps speaks the lead's language, and the pool takes turns. */
  static final String RARE = "rare-language";

  static final List<String> STRATEGIES =
      List.of("round-robin", "weighted-round-robin", "least-loaded", RARE);
  static final List<String> REPS = List.of("100", "1000", "10000", "100000");

  private static final int LEADS = 1_000;
  private static final int ONE_IN = 200;

  @Param({"round-robin", "weighted-round-robin", "least-loaded", RARE})
  private String strategy;

  @Param({"100", "1000", "10000", "100000"})
  private int reps;

  private final Command[] leads = new Command[LEADS];
  private final Verdict[] verdicts = new Verdict[LEADS];
  private SalesFloor floor;
  private int run;

  @Setup
  public void open() throws InvalidPolicyException {
    boolean rare = strategy.equals(RARE);
    floor =
        new SalesFloor(
            """
            id: bench
            groups: [g]
            pools: {p: {group: g, members: 'true', strategy: %s, maxUnaccepted: none}}
            rules:
              - {id: rest, otherwise: true, routes: [{pool: p%s}]}
            """
                .formatted(
                    rare ? "round-robin" : strategy,
                    rare ? ", requires: lead.language in rep.languages" : ""));
    for (int i = 0; i < reps; i++) {
      boolean eligible = i % 2 == 0;
      RepStatus status =
          eligible || i % 3 == 0
              ? RepStatus.ACTIVE
              : i % 3 == 1 ? RepStatus.ON_LEAVE : RepStatus.PAUSED;
      Set<String> languages = i % ONE_IN == 0 ? Set.of("en", "cy") : Set.of("en");
      floor.employ("rep-" + i, status, eligible ? 5_000 : 0, 50 + i % 100, languages);
    }
  }

  /** Leads have ids that no table of the processor's knows yet. */
  @Setup(Level.Iteration)
  public void submit() {
    run++;
    for (int i = 0; i < LEADS; i++) {
      leads[i] = SalesFloor.lead("lead-" + run + "-" + i, "cy", i % 50);
    }
  }

  @Benchmark
  @OperationsPerInvocation(LEADS)
  public Verdict[] decide() {
    for (int i = 0; i < LEADS; i++) {
      verdicts[i] = floor.decide(leads[i]);
    }
    return verdicts;
  }

  @TearDown(Level.Iteration)
  public void close() {
    for (Verdict verdict : verdicts) {
      floor.store(verdict);
    }
    for (Verdict verdict : verdicts) {
      verdict.leads().values().stream()
          .map(OpenLead::leadId)
          .forEach(leadId -> floor.forget(leadId));
    }
  }
}
