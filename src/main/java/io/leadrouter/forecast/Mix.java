package io.leadrouter.forecast;

/** What a rep's leads are like, as a label: their pool, or their pool and source. */
record Mix(String pool, String source) {

  /** No id has it. */
  private static final char END_OF_POOL = '\u001f';

  static String of(String pool) {
    return pool;
  }

  static String of(String pool, String source) {
    return pool + END_OF_POOL + source;
  }

  static Mix read(String label) {
    int end = label.indexOf(END_OF_POOL);
    return end < 0
        ? new Mix(label, "")
        : new Mix(label.substring(0, end), label.substring(end + 1));
  }
}
