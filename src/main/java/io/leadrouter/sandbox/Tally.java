package io.leadrouter.sandbox;

import java.util.Map;

/**
 * How many records ended where, at one moment.
 *
 * @param published records on {@code leads}; the sum of {@code endings}
 * @param endings every {@link Ending} has a number
 * @param conversions cycles whose latest word is CONVERTED
 */
record Tally(long published, Map<Ending, Long> endings, long conversions) {

  Tally {
    endings = Map.copyOf(endings);
  }

  long of(Ending ending) {
    return endings.get(ending);
  }

  /** Whether every record ended once; a lost one, or one counted twice, makes it false. */
  boolean adds() {
    long sum = endings.values().stream().mapToLong(Long::longValue).sum();
    return sum == published && of(Ending.LOST) == 0;
  }

  /** The machine-readable last line of a run. */
  String json(long elapsedMs) {
    return """
        {"published":%d,"duplicates":%d,"rejected":%d,"deadLettered":%d,"suppressed":%d,\
        "nurtured":%d,"assigned":%d,"observed":%d,"waiting":%d,"unroutable":%d,"updated":%d,"merged":%d,"lost":%d,\
        "conversions":%d,"elapsedMs":%d}"""
        .formatted(
            published,
            of(Ending.DUPLICATE),
            of(Ending.REJECTED),
            of(Ending.DEAD_LETTERED),
            of(Ending.SUPPRESSED),
            of(Ending.NURTURED),
            of(Ending.ASSIGNED),
            of(Ending.OBSERVED),
            of(Ending.WAITING),
            of(Ending.UNROUTABLE),
            of(Ending.UPDATED),
            of(Ending.MERGED),
            of(Ending.LOST),
            conversions,
            elapsedMs);
  }
}
