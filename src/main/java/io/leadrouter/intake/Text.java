package io.leadrouter.intake;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text from outside, so that what reads the same is the same: exports bring no-break spaces, tabs,
 * zero-width characters and letters with separate accents. Every reading of a reading is itself.
 */
final class Text {

  private Text() {}

  /** Without blanks around, with one space inside, composed (NFC), and in the same case. */
  static String tidy(String text) {
    if (isTidyAscii(text)) {
      return text;
    }
    StringBuilder tidy = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isInvisible(c)) {
        continue;
      }
      if (isBlank(c)) {
        gap = !tidy.isEmpty();
        continue;
      }
      if (gap) {
        tidy.append(' ');
        gap = false;
      }
      tidy.append(c);
    }
    return Normalizer.normalize(tidy, Normalizer.Form.NFC);
  }

  /** Tidy and in lower case, for what rules compare. */
  static String fold(String text) {
    // Changing case can take letters apart (İ), so they are put together again.
    return tidy(tidy(text).toLowerCase(Locale.ROOT));
  }

  /** Tidy and in upper case, for codes. */
  static String upper(String text) {
    return tidy(tidy(text).toUpperCase(Locale.ROOT));
  }

  private static boolean isTidyAscii(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
        return false;
      }
      before = c;
    }
    return text.isEmpty() || before != ' ';
  }

  private static boolean isBlank(char c) {
    return c == ' '
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c);
  }

  /** Zero-width space, word joiner, byte order mark. The joiners of Persian and emoji stay. */
  private static boolean isInvisible(char c) {
    return c == '\u200B' || c == '\u2060' || c == '\uFEFF';
  }
}
