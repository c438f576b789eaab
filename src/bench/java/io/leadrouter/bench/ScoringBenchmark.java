package io.leadrouter.bench;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.scoring.LeadFeatures;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.ModelText;
import io.leadrouter.scoring.Prediction;
import io.leadrouter.scoring.Predictor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One outcome learnt, and one lead scored: from the lead itself on, its features included. Leads
 * have eight attributes beside their fields, some twenty features in all, one of them a value that
 * no other lead has.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringBenchmark {

  private static final int DRAWS = 64;

  private final List<ScoredLead> leads = new ArrayList<>();
  private final List<List<Feature>> features = new ArrayList<>();
  private final Random random = new Random(1);
  private final boolean[] converted = new boolean[DRAWS * 256];
  private final Learner learner = new Learner();
  private Predictor predictor;
  private int next;

  @Setup
  public void learnAll() {
    SalesWorld world = new SalesWorld(10);
    for (int draw = 0; draw < DRAWS; draw++) {
      for (ScoredLead lead : world.leads()) {
        leads.add(withAttributes(lead));
      }
    }
    for (int i = 0; i < leads.size(); i++) {
      features.add(features(leads.get(i)));
      converted[i] = random.nextInt(8) == 0;
      learner.learn(features.get(i), converted[i]);
    }
    predictor = learner.model().predictor().orElseThrow();
  }

  private ScoredLead withAttributes(ScoredLead scored) {
    Lead lead = scored.lead();
    Map<String, String> attributes =
        Map.of(
            "plan",
            "plan-" + random.nextInt(5),
            "seats",
            Integer.toString(1 + random.nextInt(500)),
            "budget",
            Double.toString(Math.rint(1e5 * random.nextDouble()) / 10),
            "form",
            "form-" + random.nextInt(40),
            "referrer",
            "site-" + random.nextInt(2_000),
            "device",
            random.nextBoolean() ? "mobile" : "desktop",
            "visits",
            Integer.toString(random.nextInt(30)),
            "session",
            Long.toHexString(random.nextLong()));
    return new ScoredLead(
        new Lead(
            lead.leadId(),
            lead.eventId(),
            lead.source(),
            lead.campaign(),
            lead.submittedAt(),
            lead.person(),
            lead.company(),
            lead.country(),
            lead.region(),
            lead.postalCode(),
            lead.language(),
            lead.timeZone(),
            lead.productInterest(),
            lead.funnelStage(),
            lead.consent(),
            lead.dedupeKey(),
            attributes,
            lead.test()),
        scored.account(),
        scored.quality(),
        scored.score(),
        scored.policyVersion(),
        scored.scoredAt());
  }

  private static List<Feature> features(ScoredLead lead) {
    return LeadFeatures.of(
        lead.lead(), lead.account(), lead.quality(), List.of(), Duration.ofDays(7), SalesWorld.NOW);
  }

  @Benchmark
  public Learner learn() {
    next = (next + 1) % leads.size();
    learner.learn(features.get(next), converted[next]);
    return learner;
  }

  @Benchmark
  public double score() {
    next = (next + 1) % leads.size();
    return predictor.probability(features(leads.get(next)));
  }

  @Benchmark
  public Prediction explain() {
    next = (next + 1) % leads.size();
    return predictor.explain(features(leads.get(next)));
  }

  /** Of a model that has learnt from all leads, as a file. */
  static int modelBytes() {
    ScoringBenchmark benchmark = new ScoringBenchmark();
    benchmark.learnAll();
    return ModelText.write(benchmark.learner.model()).getBytes(StandardCharsets.UTF_8).length;
  }
}
