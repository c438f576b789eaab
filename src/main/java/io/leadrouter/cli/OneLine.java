package io.leadrouter.cli;

import java.util.regex.Pattern;

/** Texts of other people, fit to be printed inside a line. */
final class OneLine {
  /** Spaces, and what would move a terminal's cursor or turn its text around. */
  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}]+");

  private OneLine() {}

  /** Without line breaks and control characters. */
  static String of(String text) {
    return BREAKS.matcher(text).replaceAll(" ").strip();
  }

  /** Also no longer than this. */
  static String of(String text, int most) {
    String line = of(text);
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
  }
}
