package io.leadrouter.forecast;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a dimension and a window.
 *
 * @param counts by measure, of those that count leads
 * @param values of what was converted, by currency
 * @param conversionRate of those that were closed; empty: none was
 * @param touch speed-to-lead; empty: nobody was contacted
 * @param accept how long acceptance took since the assignment; empty: nothing was accepted
 * @param convert how long conversions took since the submission; empty: there was none
 * @param open how many leads are open; 0 but for recent windows
 * @param outlooks what is expected of them; none but for recent windows
 * @param signals likewise what should be looked at
 * @param asOf the latest that was heard of
 */
public record Snapshot(
    Dimension dimension,
    Window window,
    Map<Measure, Long> counts,
    Map<String, BigDecimal> values,
    Optional<Rate> conversionRate,
    Optional<Quantiles> touch,
    Optional<Quantiles> accept,
    Optional<Quantiles> convert,
    long open,
    List<Outlook> outlooks,
    List<Signal> signals,
    Instant asOf) {

  public Snapshot {
    counts = Map.copyOf(counts);
    values = Map.copyOf(values);
    outlooks = List.copyOf(outlooks);
    signals = List.copyOf(signals);
  }

  /** Seconds within which half and nine tenths of all were done. */
  public record Quantiles(long median, long ninetieth) {}

  /** As in {@code rep/ana/day/2026-11-26}. */
  public String key() {
    return dimension.key() + "/" + window.key();
  }
}
