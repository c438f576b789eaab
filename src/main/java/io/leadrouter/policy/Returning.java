package io.leadrouter.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What becomes of the turns that a rep missed, by what it missed them for. Immutable.
 *
 * @param credit for those that are owed
 */
public record Returning(Map<Absence, Answer> answers, Credit credit) {

  /** What a rep who comes back is owed. */
  public enum Answer {
    /** Its place in the order of turns, behind by a few turns at most. */
    KEEP,
    /** Nothing: it goes on where the others are now. */
    SKIP,
    /** The turns that it would have had, of which it is given one now and then. */
    CREDIT
  }

  /**
   * How turns that a rep is owed are given to it.
   *
   * @param atMost turns, from 1; what is missed beyond that is not made up for
   * @param every of so many turns that the rep takes, at most one is an extra one; from 2
   * @param expires so long after it last missed some, what is still owed is forgotten
   */
  public record Credit(int atMost, int every, Duration expires) {}

  static final Credit DEFAULT_CREDIT = new Credit(10, 4, Duration.ofDays(30));
  static final int MOST_OWED = 100;
  static final int SELDOM = 100;
  static final Duration LONGEST_OWED = Duration.ofDays(365);

  /** Where no policy says otherwise. */
  public static final Returning DEFAULT = new Returning(defaults(), DEFAULT_CREDIT);

  public Returning {
    answers = Collections.unmodifiableMap(new EnumMap<>(answers));
  }

  static Map<Absence, Answer> defaults() {
    Map<Absence, Answer> answers = new EnumMap<>(Absence.class);
    answers.put(Absence.PAUSE, Answer.KEEP);
    answers.put(Absence.FULL, Answer.KEEP);
    answers.put(Absence.CAP, Answer.SKIP);
    answers.put(Absence.OFF_SHIFT, Answer.SKIP);
    answers.put(Absence.LEAVE, Answer.SKIP);
    return answers;
  }

  public Answer after(Absence absence) {
    return answers.get(absence);
  }
}
