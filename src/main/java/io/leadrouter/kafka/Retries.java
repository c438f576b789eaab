package io.leadrouter.kafka;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after which wait a failed request is made again: exponential back-off with full
 * jitter, as in Confluent's client. Immutable.
 *
 * @param most retries after the first attempt, from 0
 * @param firstWait the longest wait before the first retry; doubles with each
 * @param longestWait the longest wait before any retry
 */
record Retries(int most, Duration firstWait, Duration longestWait) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * How long to wait before a retry.
   *
   * @param retry from 0
   */
  Duration waitBefore(int retry) {
    Duration doubled = firstWait.multipliedBy(1L << Math.min(retry, MOST_DOUBLINGS));
    long ceiling = Math.min(doubled.toMillis(), longestWait.toMillis());
    return Duration.ofMillis(ceiling == 0 ? 0 : 1 + ThreadLocalRandom.current().nextLong(ceiling));
  }
}
