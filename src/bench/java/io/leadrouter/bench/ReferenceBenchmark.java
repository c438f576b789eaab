package io.leadrouter.bench;

import io.leadrouter.domain.Lead;
import io.leadrouter.domain.ScoredLead;
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

/**
 * Something fixed, to compare the machines of two runs by: every character of what a lead says, one
 * after another.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReferenceBenchmark {

  private static final long FNV_PRIME = 0x100000001b3L;

  private final ScoredLead[] leads = new SalesWorld(10).leads();
  private int next;

  @Benchmark
  public long hashLead() {
    next = (next + 1) % leads.length;
    Lead lead = leads[next].lead();
    long hash = 0;
    hash = hash(hash, lead.leadId());
    hash = hash(hash, lead.source());
    hash = hash(hash, lead.campaign());
    hash = hash(hash, lead.company().name());
    hash = hash(hash, lead.company().industry());
    hash = hash(hash, lead.country());
    hash = hash(hash, lead.region());
    hash = hash(hash, lead.postalCode());
    hash = hash(hash, lead.language());
    hash = hash(hash, lead.productInterest());
    return hash(hash, lead.funnelStage());
  }

  private static long hash(long before, String text) {
    long hash = before;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
