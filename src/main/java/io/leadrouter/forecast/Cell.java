package io.leadrouter.forecast;

/**
 * One figure of a day.
 *
 * @param bin of the probability, see {@link Chance}; 0 where it does not matter
 * @param size age in days, delay in seconds or worth in units; 0 where it does not matter
 * @param label currency or mix; empty where it does not matter
 */
public record Cell(Measure measure, int bin, int size, String label) {

  static Cell of(Measure measure) {
    return new Cell(measure, 0, 0, "");
  }
}
