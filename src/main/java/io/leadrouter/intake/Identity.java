package io.leadrouter.intake;

import io.leadrouter.domain.Problem;
import java.time.Instant;
import java.util.List;

/** What every record about a lead needs so that the router knows which lead and which report. */
final class Identity {

  /** Ids become keys of topics and stores; longer ones are a mistake in the mapping. */
  static final int LONGEST_ID = 255;

  /** Nothing the router hears of is older. Earlier times are a unit mistaken, or a zero. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private Identity() {}

  /**
   * Whose record it is.
   *
   * @param key null when the record has none
   */
  static void checkLead(String key, String leadId, List<Problem> problems) {
    checkId("leadId", leadId, problems);
    if (key == null) {
      problems.add(
          new Problem("key", "missing", "the record has no key; publish it under its leadId"));
    } else if (!key.equals(leadId)) {
      problems.add(
          new Problem(
              "key",
              "mismatch",
              "the record's key is not its leadId; publish it under its leadId"));
    }
  }

  static void checkId(String field, String id, List<Problem> problems) {
    if (id.isBlank()) {
      problems.add(new Problem(field, "missing", field + " is blank; every record needs one"));
    } else if (id.length() > LONGEST_ID) {
      problems.add(
          new Problem(field, "too-long", field + " is longer than " + LONGEST_ID + " characters"));
    } else if (id.chars().anyMatch(Character::isISOControl)) {
      problems.add(new Problem(field, "malformed", field + " holds control characters"));
    }
  }

  static void checkTime(String field, Instant time, List<Problem> problems) {
    if (time.isBefore(EARLIEST)) {
      problems.add(
          new Problem(
              field,
              "out-of-range",
              field + " is before the year 2000; it counts microseconds since 1970"));
    }
  }
}
