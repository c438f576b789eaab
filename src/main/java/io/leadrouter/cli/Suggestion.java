package io.leadrouter.cli;

import java.util.Collection;
import java.util.Optional;

/** The known word that somebody most likely meant. */
final class Suggestion {
  private Suggestion() {}

  /** {@code "; did you mean 'x'?"}, or nothing when no known word is near. */
  static String of(String word, Collection<String> known) {
    return nearest(word, known).map(k -> "; did you mean '" + k + "'?").orElse("");
  }

  /** The nearest known word, when at most a third of its letters differ. */
  static Optional<String> nearest(String word, Collection<String> known) {
    Optional<String> best = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least
          || (distance == least && best.isPresent() && candidate.compareTo(best.get()) < 0)) {
        least = distance;
        best = Optional.of(candidate);
      }
    }
    int allowed = Math.max(2, word.length() / 3);
    return least <= allowed ? best : Optional.empty();
  }

  /** Levenshtein's distance, upper and lower case being the same. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int changed = previous[j - 1] + (same ? 0 : 1);
        current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
