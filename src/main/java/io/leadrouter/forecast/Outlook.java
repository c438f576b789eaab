package io.leadrouter.forecast;

import java.util.Map;

/**
 * What is expected of the leads that are open now.
 *
 * @param days how far it looks ahead
 * @param conversions mean, and the interval in which they will be with 80 %
 * @param values likewise what they will be worth, in units, by currency
 */
public record Outlook(int days, Range conversions, Map<String, Range> values) {

  public Outlook {
    values = Map.copyOf(values);
  }

  /** A mean, and an interval. */
  public record Range(double mean, double low, double high) {}
}
