package io.leadrouter.forecast;

/**
 * What leads are counted by.
 *
 * @param id of the pool, source or rep; empty for all
 */
public record Dimension(Kind kind, String id) {

  /** All leads, whoever has them. */
  public static final Dimension ALL = new Dimension(Kind.ALL, "");

  /** What kinds there are. */
  public enum Kind {
    ALL("all"),
    POOL("pool"),
    SOURCE("source"),
    REP("rep");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** In the words of keys and commands. */
    public String word() {
      return word;
    }
  }

  public static Dimension pool(String id) {
    return new Dimension(Kind.POOL, id);
  }

  public static Dimension source(String id) {
    return new Dimension(Kind.SOURCE, id);
  }

  public static Dimension rep(String id) {
    return new Dimension(Kind.REP, id);
  }

  /** As in {@code rep/ana}, or {@code all}. */
  public String key() {
    return kind == Kind.ALL ? kind.word : kind.word + "/" + id;
  }

  /**
   * The dimension of a key.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Dimension of(String key) {
    if (key.equals(Kind.ALL.word)) {
      return ALL;
    }
    int slash = key.indexOf('/');
    for (Kind kind : Kind.values()) {
      if (kind != Kind.ALL && slash > 0 && key.substring(0, slash).equals(kind.word)) {
        return new Dimension(kind, key.substring(slash + 1));
      }
    }
    throw new IllegalArgumentException("No dimension has the key " + key);
  }
}
