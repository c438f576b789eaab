package io.leadrouter.domain;

/**
 * One thing that is known of a lead when it is scored, and that its outcome may depend on. Names
 * and words are tidied so that a model, whatever leads say, is a short and readable text: white
 * space and control characters are single spaces, and what is longer than {@value #LONGEST}
 * characters is cut.
 */
public sealed interface Feature {

  /** Hardly any two leads share a longer text; in UTF-16 code units. */
  int LONGEST = 64;

  /** What it is, such as {@code source} or {@code attributes.age}; never empty. */
  String name();

  /** As people read it in a reason. */
  String text();

  /**
   * One of several values, however many there are.
   *
   * @param value empty only where it was nothing but white space
   */
  record Word(String name, String value) implements Feature {

    public Word {
      name = named(name);
      value = Tidy.text(value, LONGEST);
    }

    @Override
    public String text() {
      return name + " = " + value;
    }
  }

  /**
   * A quantity on whatever scale.
   *
   * @param value finite
   */
  record Figure(String name, double value) implements Feature {

    /** Of whole numbers: beyond, not all are told apart any more. */
    private static final double EXACT = 1L << 53;

    /**
     * @throws IllegalArgumentException for a value that is not finite
     */
    public Figure {
      name = named(name);
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a figure has to be finite, not " + value);
      }
      // Makes a zero of minus zero: people see no difference.
      value += 0.0;
    }

    @Override
    public String text() {
      boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
      return name + " = " + (whole ? String.valueOf((long) value) : String.valueOf(value));
    }
  }

  private static String named(String name) {
    String tidy = Tidy.text(name, LONGEST);
    return tidy.isEmpty() ? "unnamed" : tidy;
  }
}
