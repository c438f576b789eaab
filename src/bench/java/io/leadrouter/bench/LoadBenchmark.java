package io.leadrouter.bench;

import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The first policy that a process reads, of 1,000 rules: nothing is warm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LoadBenchmark {

  private final String policy = new SalesWorld(1_000).policy(0);

  @Benchmark
  public Policy load() throws InvalidPolicyException {
    return Policy.parse("bench.yaml", policy, 1);
  }
}
