package io.leadrouter.scoring;

/**
 * How many outcomes a model was learnt from.
 *
 * @param examples all of them
 * @param conversions those that were conversions
 */
public record Experience(long examples, long conversions) {

  /** Of conversions, and as many of others: with fewer, no rate can be told within a quarter. */
  public static final long ENOUGH = 50;

  /**
   * @throws IllegalArgumentException for counts that can't be
   */
  public Experience {
    if (conversions < 0 || conversions > examples) {
      throw new IllegalArgumentException(conversions + " conversions of " + examples + " examples");
    }
  }

  /** Whether a probability may be told at all. */
  public boolean isEnough() {
    return conversions >= ENOUGH && examples - conversions >= ENOUGH;
  }

  /** As people read it, such as {@code cold start: 12 of 50 conversions, 50 of 50 others}. */
  public String text() {
    if (isEnough()) {
      return examples + " outcomes, " + conversions + " of them conversions";
    }
    return "cold start: %d of %d conversions, %d of %d others"
        .formatted(
            Math.min(conversions, ENOUGH),
            ENOUGH,
            Math.min(examples - conversions, ENOUGH),
            ENOUGH);
  }
}
