package io.leadrouter.sandbox;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What a rep does with an assigned lead, as the CRM will report it. The same seed and the same
 * attempt always give the same script; a better grade converts more often. Immutable.
 */
final class SalesScript {

  private static final List<String> LOST_REASONS =
      List.of("no-budget", "no-answer", "competitor", "not-now");

  private final long seed;

  SalesScript(long seed) {
    this.seed = seed;
  }

  /**
   * One report of the CRM.
   *
   * @param after the assignment
   */
  record Step(Duration after, Disposition disposition, String reason, Optional<Money> value) {}

  /** In the order in which they happen; the lead is closed or given back at the end. */
  List<Step> of(Assignment assignment) {
    Random random =
        new Random(
            seed * 0x9E3779B97F4A7C15L
                ^ assignment.leadId().hashCode() * 0xBF58476D1CE4E5B9L
                ^ assignment.cycle() * 1_000_003L
                ^ assignment.attempt());
    Plot plot = new Plot(random);
    plot.then(200, 600, Disposition.DELIVERED, "");
    if (assignment.test()) {
      return plot.steps;
    }
    // A rep can decline once or twice; nobody passes a lead round for ever.
    boolean mayGiveBack = assignment.attempt() < 3;
    if (mayGiveBack && random.nextInt(100) < 4) {
      plot.then(800, 3_000, Disposition.DECLINED, "not-my-field");
      return plot.steps;
    }
    plot.then(300, 1_500, Disposition.ACCEPTED, "");
    if (mayGiveBack && random.nextInt(100) < 3) {
      plot.then(2_000, 5_000, Disposition.RETURNED, "wrong-language");
      if (random.nextBoolean()) {
        // CRM systems also report what the rep wrote down too late.
        plot.then(100, 500, Disposition.CONTACTED, "");
      }
      return plot.steps;
    }
    plot.then(1_000, 6_000, Disposition.CONTACTED, "");
    int chance = chance(assignment.score().grade());
    if (random.nextInt(100) < chance * 2) {
      plot.then(2_000, 6_000, Disposition.QUALIFIED, "");
      if (random.nextBoolean()) {
        plot.then(2_000, 8_000, Disposition.CONVERTED, "", value(random));
        return plot.steps;
      }
    }
    plot.then(
        2_000, 8_000, Disposition.LOST, LOST_REASONS.get(random.nextInt(LOST_REASONS.size())));
    return plot.steps;
  }

  /** Of a hundred leads of that grade, about so many convert. */
  private static int chance(String grade) {
    return switch (grade) {
      case "A" -> 30;
      case "B" -> 20;
      case "C" -> 12;
      default -> 6;
    };
  }

  private static Money value(Random random) {
    // Most deals are small and a few are large.
    double amount = Math.exp(Math.log(4_000) + random.nextGaussian());
    return new Money(BigDecimal.valueOf(Math.round(amount / 100) * 100), "EUR");
  }

  /** Steps one after the other. */
  private static final class Plot {

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private Duration now = Duration.ZERO;

    Plot(Random random) {
      this.random = random;
    }

    void then(int fromMs, int toMs, Disposition disposition, String reason) {
      add(fromMs, toMs, disposition, reason, Optional.empty());
    }

    void then(int fromMs, int toMs, Disposition disposition, String reason, Money value) {
      add(fromMs, toMs, disposition, reason, Optional.of(value));
    }

    private void add(
        int fromMs, int toMs, Disposition disposition, String reason, Optional<Money> value) {
      now = now.plusMillis(fromMs + random.nextInt(toMs - fromMs));
      steps.add(new Step(now, disposition, reason, value));
    }
  }
}
