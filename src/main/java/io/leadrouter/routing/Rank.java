package io.leadrouter.routing;

import java.time.Duration;
import java.time.Instant;

/**
 * A waiting lead's place: its points plus what it gains on later ones by waiting. Because every
 * lead of a line gains at the same rate, the order of two never changes by itself, and the rank is
 * a constant: points less what the lead would have gained since the epoch had it come then. In
 * millionths of a point.
 */
final class Rank {

  private static final double MILLIONTHS = 1e6;
  private static final double SECONDS_PER_HOUR = 3600;

  private Rank() {}

  static long of(double points, Instant since, double ageingPerHour) {
    return Math.round((points - ageingPerHour * hours(since)) * MILLIONTHS);
  }

  /** What a rank is worth now, comparable between lines that age at different rates. */
  static double worth(long rank, Instant now, double ageingPerHour) {
    return rank / MILLIONTHS + ageingPerHour * hours(now);
  }

  private static double hours(Instant time) {
    return Duration.between(Instant.EPOCH, time).toMillis() / 1000.0 / SECONDS_PER_HOUR;
  }
}
