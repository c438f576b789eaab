package io.leadrouter.policy;

import io.leadrouter.policy.Scorecard.Bands;
import io.leadrouter.policy.Scorecard.Grades;
import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.Conditions;
import io.leadrouter.policy.cel.LeadScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads {@code scorecard}. */
final class ScorecardReader {

  static final Set<String> SCORECARD =
      Keys.of("fit", "engagement", "grades", "bands", "score", "labelHorizon");
  static final Set<String> FIT = Keys.of("when", "points", "text");
  static final Set<String> ENGAGEMENT = Keys.of("halfLife", "points", "capPerKind");
  static final Set<String> GRADES = Keys.of("A", "B", "C");
  static final Set<String> BANDS = Keys.of("1", "2");

  private static final double MOST_POINTS = 1_000;
  private static final Duration LONGEST_HALF_LIFE = Duration.ofDays(3_650);
  private static final Duration LONGEST_HORIZON = Duration.ofDays(730);
  private static final Duration DEFAULT_HORIZON = Duration.ofDays(90);
  private static final Engagement NO_ENGAGEMENT =
      new Engagement(Duration.ofDays(7), Map.of(), MOST_POINTS);
  private static final Grades DEFAULT_GRADES = new Grades(60, 40, 20);
  private static final Bands DEFAULT_BANDS = new Bands(30, 10);

  /** A policy without a scorecard: no lead has any points. */
  static final Scorecard NONE =
      scorecard(
          List.of(), NO_ENGAGEMENT, DEFAULT_GRADES, DEFAULT_BANDS, ScoreBy.POINTS, DEFAULT_HORIZON);

  private final ConditionReader conditions;

  ScorecardReader(ConditionReader conditions) {
    this.conditions = conditions;
  }

  Scorecard read(Value value) {
    Section section = value.section(SCORECARD);
    return scorecard(
        section.optional("fit").map(this::fit).orElse(List.of()),
        section.optional("engagement").map(ScorecardReader::engagement).orElse(NO_ENGAGEMENT),
        section.optional("grades").map(ScorecardReader::grades).orElse(DEFAULT_GRADES),
        section.optional("bands").map(ScorecardReader::bands).orElse(DEFAULT_BANDS),
        section
            .optional("score")
            .flatMap(name -> name.choice("score", List.of(ScoreBy.values())))
            .orElse(ScoreBy.POINTS),
        section
            .optional("labelHorizon")
            .flatMap(duration -> duration.duration(LONGEST_HORIZON))
            .orElse(DEFAULT_HORIZON));
  }

  private static Scorecard scorecard(
      List<FitRule> fit,
      Engagement engagement,
      Grades grades,
      Bands bands,
      ScoreBy scoreBy,
      Duration labelHorizon) {
    return new Scorecard(
        fit,
        engagement.halfLife,
        engagement.points,
        engagement.capPerKind,
        grades,
        bands,
        scoreBy,
        labelHorizon);
  }

  private List<FitRule> fit(Value value) {
    List<FitRule> rules = new ArrayList<>();
    for (Value item : value.items("an entry of fit")) {
      Section section = item.section(FIT);
      Optional<Condition<LeadScope>> when =
          section.required("when").map(text -> conditions.read(text, Conditions::scorecard));
      double points =
          section
              .required("points")
              .map(number -> number.number(-MOST_POINTS, MOST_POINTS).orElse(0))
              .orElse(0.0);
      Optional<String> text = section.required("text").flatMap(Value::text);
      rules.add(new FitRule(when.orElse(Condition.never()), points, text.orElse("")));
    }
    return rules;
  }

  private static Engagement engagement(Value value) {
    Section section = value.section(ENGAGEMENT);
    Duration halfLife =
        section
            .required("halfLife")
            .flatMap(duration -> duration.duration(LONGEST_HALF_LIFE))
            .orElse(NO_ENGAGEMENT.halfLife);
    Map<String, Double> points = new LinkedHashMap<>();
    section
        .required("points")
        .ifPresent(
            kinds ->
                kinds
                    .entries()
                    .forEach(
                        (kind, entry) ->
                            points.put(kind, entry.value().number(0, MOST_POINTS).orElse(0))));
    double cap =
        section
            .optional("capPerKind")
            .map(number -> number.number(0, MOST_POINTS).orElse(MOST_POINTS))
            .orElse(MOST_POINTS);
    return new Engagement(halfLife, points, cap);
  }

  private static Grades grades(Value value) {
    double[] least = falling(value, GRADES);
    return new Grades(least[0], least[1], least[2]);
  }

  private static Bands bands(Value value) {
    double[] least = falling(value, BANDS);
    return new Bands(least[0], least[1]);
  }

  /** A threshold for each key, each lower than the one before. */
  private static double[] falling(Value value, Set<String> keys) {
    Section section = value.section(keys);
    double[] thresholds = new double[keys.size()];
    int read = 0;
    int complete = 0;
    for (String key : keys) {
      Optional<Double> threshold =
          section
              .required(key)
              .map(number -> number.number(-100 * MOST_POINTS, 100 * MOST_POINTS))
              .filter(OptionalDouble::isPresent)
              .map(OptionalDouble::getAsDouble);
      complete += threshold.isPresent() ? 1 : 0;
      thresholds[read++] = threshold.orElse(0.0);
    }
    for (int i = 1; i < thresholds.length && complete == keys.size(); i++) {
      if (thresholds[i] >= thresholds[i - 1]) {
        value.error(value.name() + " must fall: each needs fewer points than the one before it");
        break;
      }
    }
    return thresholds;
  }

  private record Engagement(Duration halfLife, Map<String, Double> points, double capPerKind) {}
}
