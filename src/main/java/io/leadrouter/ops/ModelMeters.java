package io.leadrouter.ops;

import io.leadrouter.domain.PublishedModel;
import io.leadrouter.topology.RouterObserver.ModelInForce;
import io.leadrouter.topology.RouterObserver.Progress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Which model scores leads in this instance, and, in the instance that trains, how well what it has
 * learnt foresaw the latest outcomes. Thread-safe.
 */
final class ModelMeters {

  private static final int IMPORTED = -1;
  private static final Progress NOTHING = new Progress(0, 0, 0, 0, 0, 0);

  private final MeterRegistry registry;
  private volatile Optional<ModelInForce> inForce = Optional.empty();
  private volatile Progress progress = NOTHING;
  private volatile List<Meter> training = List.of();

  ModelMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("leadrouter.model.version", this, ModelMeters::version)
        .description("Version of the model that scores leads; 0: none yet, -1: an imported one.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("leadrouter.model.pinned", this, ModelMeters::pinned)
        .description("1: the model stays, whatever is trained meanwhile.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("leadrouter.model.age", this, ModelMeters::age)
        .description("How long ago the model was trained or imported; not a number without one.")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  void inForce(Optional<ModelInForce> model) {
    inForce = model;
  }

  private double version() {
    return inForce
        .map(model -> PublishedModel.numberOf(model.version()).orElse(IMPORTED))
        .orElse(0);
  }

  private double pinned() {
    return inForce.filter(ModelInForce::pinned).isPresent() ? 1 : 0;
  }

  private double age() {
    long now = registry.config().clock().wallTime();
    return inForce
        .map(model -> Math.max(0, now - model.createdAt().toEpochMilli()) / 1000.0)
        .orElse(Double.NaN);
  }

  /** Called by the one thread that trains. */
  void learnt(Progress now) {
    progress = now;
    if (training.isEmpty()) {
      training =
          List.of(
              gauge(
                  "leadrouter.training.examples",
                  "Outcomes learnt so far; a corrected one counts once.",
                  Progress::examples),
              gauge(
                  "leadrouter.training.conversions",
                  "Conversions among the outcomes learnt so far.",
                  Progress::conversions),
              gauge(
                  "leadrouter.training.log.loss",
                  "Mean negative logarithm of what was predicted for what happened, over about the"
                      + " latest 1,000 outcomes, each before it was learnt.",
                  Progress::logLoss),
              gauge(
                  "leadrouter.training.log.loss.of.rate",
                  "The same of who predicts the recent rate of conversions for every lead.",
                  Progress::logLossOfRate),
              gauge(
                  "leadrouter.training.predicted.ratio",
                  "Conversions predicted over those that came, among about the latest 1,000"
                      + " outcomes; not a number while none came.",
                  ModelMeters::ratio));
    }
  }

  /** Another instance trains now. */
  void trainerLeft() {
    training.forEach(registry::remove);
    training = List.of();
  }

  private static double ratio(Progress progress) {
    return progress.converted() > 0 ? progress.predicted() / progress.converted() : Double.NaN;
  }

  private Meter gauge(String name, String description, ToDoubleFunction<Progress> value) {
    return Gauge.builder(name, () -> value.applyAsDouble(progress))
        .description(description)
        .register(registry);
  }
}
