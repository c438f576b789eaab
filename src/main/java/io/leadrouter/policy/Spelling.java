package io.leadrouter.policy;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody who misspelt a name may have meant. */
final class Spelling {

  /** A list of more names than these helps nobody. */
  private static final int MOST_NAMES = 20;

  private Spelling() {}

  /** The end of a sentence about a name that is not one of the known ones. */
  static String hint(String name, Collection<String> known) {
    return guess(name, known).orElseGet(() -> list(known));
  }

  /** The end of a sentence with a known name that is much like this one; empty: none is. */
  static Optional<String> guess(String name, Collection<String> known) {
    return closest(name, known).map(closest -> "; did you mean \"" + closest + "\"?");
  }

  /** The end of a sentence with all known names. */
  static String list(Collection<String> known) {
    return known.isEmpty() || known.size() > MOST_NAMES
        ? ""
        : known.stream().collect(joining(", ", "; known: ", ""));
  }

  private static Optional<String> closest(String name, Collection<String> known) {
    // Any two names of one or two letters are alike.
    int allowed = name.length() < 3 ? 0 : Math.max(1, name.length() / 3);
    String best = null;
    int least = allowed + 1;
    for (String candidate : known) {
      int distance = distance(fold(name), fold(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** People mix up open_leads, open-leads and openLeads. */
  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Levenshtein, with two neighbours swapped as one mistake. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substituted, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
