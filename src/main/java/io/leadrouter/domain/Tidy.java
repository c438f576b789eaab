package io.leadrouter.domain;

/** Makes one short line of any text. */
public final class Tidy {

  private static final char UNREADABLE = '\ufffd';

  private Tidy() {}

  /**
   * The text without white space around it, what is left of white space and control characters in
   * it as single spaces, and cut to so many characters. The same text if it is tidy already.
   *
   * @param longest in UTF-16 code units; a character beyond the basic plane is not cut in two
   */
  public static String text(String text, int longest) {
    return isTidy(text, longest) ? text : tidied(text, longest);
  }

  private static boolean isTidy(String text, int longest) {
    if (text.length() > longest) {
      return false;
    }
    boolean afterSpace = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '~' || c < ' ' || c == ' ' && afterSpace) {
        return false;
      }
      afterSpace = c == ' ';
    }
    return text.isEmpty() || !afterSpace;
  }

  private static String tidied(String text, int longest) {
    StringBuilder tidy = new StringBuilder(Math.min(text.length(), longest));
    boolean space = false;
    for (int i = 0; i < text.length() && tidy.length() < longest; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        space = tidy.length() > 0;
        continue;
      }
      int needed = Character.charCount(c) + (space ? 1 : 0);
      if (tidy.length() + needed > longest) {
        break;
      }
      if (space) {
        tidy.append(' ');
        space = false;
      }
      tidy.appendCodePoint(isHalf(c) ? UNREADABLE : c);
    }
    return tidy.toString();
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /** Half of a pair is no character, and no encoding can carry it. */
  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
