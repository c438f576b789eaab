package io.leadrouter.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How points are given. Immutable. */
public final class Scorecard {

  private final List<FitRule> fit;
  private final Duration halfLife;
  private final Map<String, Double> activityPoints;
  private final double capPerKind;
  private final Grades grades;
  private final Bands bands;
  private final ScoreBy scoreBy;
  private final Duration labelHorizon;

  Scorecard(
      List<FitRule> fit,
      Duration halfLife,
      Map<String, Double> activityPoints,
      double capPerKind,
      Grades grades,
      Bands bands,
      ScoreBy scoreBy,
      Duration labelHorizon) {
    this.fit = List.copyOf(fit);
    this.halfLife = halfLife;
    this.activityPoints = Map.copyOf(activityPoints);
    this.capPerKind = capPerKind;
    this.grades = grades;
    this.bands = bands;
    this.scoreBy = scoreBy;
    this.labelHorizon = labelHorizon;
  }

  /** Points for who the lead is, in the order of the policy. */
  public List<FitRule> fit() {
    return fit;
  }

  /** In which points for activities lose half of their worth. */
  public Duration halfLife() {
    return halfLife;
  }

  /** Points by kind of activity; a kind that is not here gives none. Never negative. */
  public Map<String, Double> activityPoints() {
    return activityPoints;
  }

  /** The most that activities of one kind are worth together. */
  public double capPerKind() {
    return capPerKind;
  }

  /** A (best) to D for so many fit points. */
  public String grade(double fit) {
    return fit >= grades.a() ? "A" : fit >= grades.b() ? "B" : fit >= grades.c() ? "C" : "D";
  }

  /** 1 (highest) to 3 for so many engagement points. */
  public int band(double engagement) {
    return engagement >= bands.first() ? 1 : engagement >= bands.second() ? 2 : 3;
  }

  /** What the score is. */
  public ScoreBy scoreBy() {
    return scoreBy;
  }

  /** How long a lead may take to convert before it counts as one that does not. */
  public Duration labelHorizon() {
    return labelHorizon;
  }

  Grades grades() {
    return grades;
  }

  Bands bands() {
    return bands;
  }

  /** Least fit points of each grade; below {@code c} is D. */
  record Grades(double a, double b, double c) {}

  /** Least engagement points of bands 1 and 2; below {@code second} is 3. */
  record Bands(double first, double second) {}
}
