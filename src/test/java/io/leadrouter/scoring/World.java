package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Feature.Figure;
import io.leadrouter.domain.Feature.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A market of which the truth is known: each lead converts by a logistic law over where it comes
 * from, what it does, how large it is and what it would spend, with words that mean nothing beside
 * them. The law changes when somebody says so. The same seed gives the same leads.
 */
final class World {

  private final Random random;
  private final Map<String, Double> effects = new HashMap<>();
  private final double base;

  World(long seed, double base) {
    this.random = new Random(seed);
    this.base = base;
  }

  /** A lead, what it is really like, and what became of it. */
  record Case(List<Feature> features, double probability, boolean converted) {}

  /** From now on, what was good may be bad. */
  void change() {
    effects.clear();
  }

  Case next() {
    List<Feature> features = new ArrayList<>();
    double logOdds = base;
    logOdds += word(features, "source", 6, 0.8);
    logOdds += word(features, "industry", 20, 0.6);
    logOdds += word(features, "region", 200, 0.3);
    double employees = Math.exp(4 + 2 * random.nextGaussian());
    features.add(new Figure("employees", Math.rint(employees)));
    logOdds += effect("employees", 0.4) * (Math.log(employees) - 4) / 2;
    if (random.nextInt(3) > 0) {
      double budget = 10_000 * random.nextDouble();
      features.add(new Figure("attributes.budget", budget));
      logOdds += effect("budget", 0.5) * (budget - 5_000) / 3_000;
    }
    features.add(new Word("language", "en"));
    features.add(new Word("attributes.session", Long.toHexString(random.nextLong())));
    double probability = 1 / (1 + Math.exp(-logOdds));
    return new Case(List.copyOf(features), probability, random.nextDouble() < probability);
  }

  private double word(List<Feature> features, String name, int values, double strength) {
    // Some are common and most are rare.
    int value = (int) (values * Math.pow(random.nextDouble(), 2));
    features.add(new Word(name, name + "-" + value));
    return effect(name + value, strength);
  }

  private double effect(String of, double strength) {
    return effects.computeIfAbsent(of, unknown -> strength * random.nextGaussian());
  }
}
