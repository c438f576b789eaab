package io.leadrouter.bench;

import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Rule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One lead's rule, from the scored lead on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchBenchmark {

  /** How many rules, and whether a tenth of them has no condition that an index could use. */
  static final List<String> RULES =
      List.of("rules10", "rules1000", "rules10000", "unindexed1000", "unindexed10000");

  @Param({"rules10", "rules1000", "rules10000", "unindexed1000", "unindexed10000"})
  private String rules;

  private Policy policy;
  private ScoredLead[] leads;
  private int next;

  @Setup
  public void read() throws InvalidPolicyException {
    int number = Integer.parseInt(rules.replaceAll("\\D", ""));
    SalesWorld world = new SalesWorld(number);
    policy = Policy.parse("bench.yaml", world.policy(rules.startsWith("unindexed") ? 0.1 : 0), 1);
    leads = world.leads();
    long caught =
        List.of(leads).stream()
            .filter(lead -> policy.match(lead, SalesWorld.NOW).id().equals("everything-else"))
            .count();
    System.out.printf("%d of %d leads fall to the catch-all%n", caught, leads.length);
  }

  @Benchmark
  public Rule match() {
    next = (next + 1) % leads.length;
    return policy.match(leads[next], SalesWorld.NOW);
  }
}
