package io.leadrouter.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * What Prometheus scrapes, by Prometheus' rules also where Kafka and the JVM go by their own: times
 * that they give in {@code ns} or {@code ms} are in seconds and called so, {@code _count} is left
 * to histograms and summaries, and every meter is described. All else has the name that it is known
 * by. Within Micrometer a meter keeps its own name, by which whoever bound it removes it. What we
 * count ourselves, in a {@code Counter}, is not converted: it has a good name to begin with.
 * Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Metric and label naming</a>
 */
final class ScrapedRegistry extends PrometheusMeterRegistry {

  private static final Pattern NANOSECONDS = Pattern.compile("\\b(ns|nanoseconds)\\b");
  private static final Pattern MILLISECONDS = Pattern.compile("\\b(ms|milliseconds)\\b");

  private static final String SECONDS = "seconds";
  private static final String COUNT = "_count";

  ScrapedRegistry() {
    super(PrometheusConfig.DEFAULT);
    config().namingConvention(new Names()).meterFilter(new Descriptions());
  }

  @Override
  protected <T> Gauge newGauge(Meter.Id id, T of, ToDoubleFunction<T> value) {
    return super.newGauge(id, of, inSeconds(id, value));
  }

  @Override
  protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T of, ToDoubleFunction<T> value) {
    return super.newFunctionCounter(id, of, inSeconds(id, value));
  }

  private static <T> ToDoubleFunction<T> inSeconds(Meter.Id id, ToDoubleFunction<T> value) {
    double toTheSecond = toTheSecond(id);
    return toTheSecond == 1 ? value : of -> value.applyAsDouble(of) / toTheSecond;
  }

  private static double toTheSecond(Meter.Id id) {
    String said = id.getName() + "." + id.getBaseUnit();
    return NANOSECONDS.matcher(said).find() ? 1e9 : MILLISECONDS.matcher(said).find() ? 1e3 : 1;
  }

  private static String inSeconds(String text) {
    String ofNanoseconds = NANOSECONDS.matcher(text).replaceAll(SECONDS);
    return MILLISECONDS.matcher(ofNanoseconds).replaceAll(SECONDS);
  }

  private static final class Names extends PrometheusNamingConvention {

    @Override
    public String name(String name, Meter.Type type, String baseUnit) {
      String unit = baseUnit == null ? null : inSeconds(baseUnit);
      String conventional = super.name(inSeconds(name), type, unit);
      return type == Meter.Type.GAUGE ? withoutCount(conventional) : conventional;
    }

    /** What Kafka counts of a buffer are its records; of all else, what is named. */
    private static String withoutCount(String name) {
      if (!name.endsWith(COUNT)) {
        return name;
      }
      String counted = name.substring(0, name.length() - COUNT.length());
      return counted.endsWith("_buffer") ? counted + "_records" : counted + "s";
    }
  }

  private static final class Descriptions implements MeterFilter {

    @Override
    public Meter.Id map(Meter.Id id) {
      return new Meter.Id(
          id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), description(id), id.getType());
    }

    private static String description(Meter.Id id) {
      String own = id.getDescription();
      if (own == null || own.isBlank()) {
        return inSeconds(id.getName()).replace('.', ' ');
      }
      return toTheSecond(id) == 1 ? own : inSeconds(own);
    }
  }
}
