package io.leadrouter.ops;

import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.Workforce;
import io.leadrouter.topology.RouterObserver;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The application's own meters, all named {@code leadrouter.…}. They are for people and alerts:
 * after a failure a record is processed, and counted, again. The topics hold what is exact.
 *
 * <p>Labels hold words of the policy and of the code, never an id and never personal data. Test
 * leads count as decisions, but not as assignments and conversions. Thread-safe; what is watched
 * neither blocks nor throws.
 */
public final class RouterMetrics implements RouterObserver {

  private static final int MOST_GROUPS = 200;
  private static final int MOST_POOLS = 1_000;
  private static final int MOST_TOPICS = 50;
  private static final int MOST_CODES = 50;
  private static final int MOST_REASONS = 50;

  /** From a commit interval to a working day: a lead may have waited in line. */
  private static final Duration[] LATENCY_BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5),
    Duration.ofHours(1),
    Duration.ofHours(8)
  };

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final String IMPORTED = "imported";
  private static final String REFUSED = "refused";
  private static final String PAUSED_FOR_SILENCE = "paused-for-silence";
  private static final String TOO_MANY_ATTEMPTS = "too-many-attempts";
  private static final String ACCEPT_BY = "accept-by";
  private static final String FIRST_TOUCH_BY = "first-touch-by";
  private static final Set<ConversionResult> ENDS =
      EnumSet.complementOf(EnumSet.of(ConversionResult.UNKNOWN));
  private static final Set<String> COMPARED = Set.of("as-observed", "otherwise");

  private final MeterRegistry registry;
  private final Clock clock;
  private final LabelValues groups = new LabelValues(MOST_GROUPS);
  private final LabelValues pools = new LabelValues(MOST_POOLS);
  private final LabelValues topics = new LabelValues(MOST_TOPICS);
  private final LabelValues codes = new LabelValues(MOST_CODES);
  private final LabelValues reasons = new LabelValues(MOST_REASONS);
  private final Map<String, Backlog> lines = new ConcurrentHashMap<>();
  private final Map<String, Backlog> undelivered = new ConcurrentHashMap<>();
  private final PolicyStanding policies;
  private final PolicyVersions policyVersions = new PolicyVersions();
  private final AtomicInteger forecastsDue = new AtomicInteger();
  private final AtomicBoolean watchesForecasts = new AtomicBoolean();

  private final MeterProvider<Counter> decisions;
  private final MeterProvider<Timer> latency;
  private final MeterProvider<Counter> assignments;
  private final MeterProvider<Counter> comparisons;
  private final MeterProvider<Counter> revocations;
  private final MeterProvider<Counter> unroutable;
  private final MeterProvider<Counter> slaWarnings;
  private final MeterProvider<Counter> slaBreaches;
  private final MeterProvider<Counter> pauses;
  private final MeterProvider<Counter> conversions;
  private final MeterProvider<Counter> conversionValue;
  private final MeterProvider<Counter> rejectedRecords;
  private final MeterProvider<Counter> rejectedProblems;
  private final MeterProvider<Counter> deadLetters;
  private final MeterProvider<Counter> badGlobalRecords;
  private final MeterProvider<Counter> failedCommands;
  private final MeterProvider<Counter> forecasts;
  private final Counter refusedPolicies;
  private final Counter failedExamples;
  private final ModelMeters models;
  private final WorkforceMeters workforces;

  /**
   * Registers nothing but what has one series. What seldom happens begins at 0 with its group or
   * topic, for Prometheus sees no increase in what begins at 1; the others appear with their first
   * event.
   *
   * @param registry whose clock tells how long the oldest lead has waited
   * @param policies is told what becomes of policies
   */
  public RouterMetrics(MeterRegistry registry, PolicyStanding policies) {
    this.registry = registry;
    this.policies = policies;
    this.clock = registry.config().clock();
    decisions = counter("leadrouter.decisions", "Decisions by kind; group none is intake's own.");
    latency =
        Timer.builder("leadrouter.decision.latency")
            .description(
                "From when the lead was submitted, or received by the router, to the decision on"
                    + " it; kind assigned includes the time it waited in line.")
            .serviceLevelObjectives(LATENCY_BUCKETS)
            .withRegistry(registry);
    assignments = counter("leadrouter.assignments", "Leads given to a rep; pool none is direct.");
    comparisons =
        counter(
            "leadrouter.observed",
            "While the policy only observes: leads that the CRM says somebody has, by whether that"
                + " is who would have got them.");
    revocations = counter("leadrouter.revocations", "Leads taken back from a rep, by why.");
    unroutable =
        counter("leadrouter.unroutable", "Leads that nobody is asked to take any more, by why.");
    slaWarnings =
        counter("leadrouter.sla.warnings", "Reps who were told that a deadline comes near.");
    slaBreaches =
        counter("leadrouter.sla.breaches", "Leads not accepted, or people not contacted, in time.");
    pauses =
        counter(
            "leadrouter.reps.paused",
            "Reps who get no leads for a while because they let several in a row pass.");
    conversions = counter("leadrouter.conversions", "Cycles that ended or were opened again.");
    conversionValue =
        counter("leadrouter.conversions.value", "Value of converted cycles, in the currency.");
    rejectedRecords =
        counter("leadrouter.rejected.records", "Records that could be read but not used.");
    rejectedProblems =
        counter(
            "leadrouter.rejected.problems",
            "What was wrong with rejected records; one record can have several problems.");
    deadLetters = counter("leadrouter.dead.letters", "Records whose bytes could not be read.");
    badGlobalRecords =
        counter(
            "leadrouter.global.records.bad",
            "Records of a global table that could not be used; the last good value stays.");
    failedCommands =
        counter(
            "leadrouter.commands.failed",
            "Commands that could not be decided and were recorded as failures.");
    failedExamples =
        Counter.builder("leadrouter.training.failed")
            .description("Training examples that could not be learnt and were left out.")
            .register(registry);
    models = new ModelMeters(registry);
    workforces = new WorkforceMeters(registry);
    forecasts = counter("leadrouter.forecasts", "Forecasts that were published.");
    refusedPolicies =
        Counter.builder("leadrouter.policy.refused")
            .description(
                "Refusals of policies that cannot be used, one for each part that met one.")
            .register(registry);
    Gauge.builder("leadrouter.policy.refused.version", policies, PolicyStanding::refusedVersion)
        .description(
            "Policy version that was refused and is not older than the one in force; 0: none, -1:"
                + " one whose version cannot be read.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("leadrouter.policy.version", policyVersions, PolicyVersions::highest)
        .description("Highest policy version in force in this instance; 0: none.")
        .strongReference(true)
        .register(registry);
  }

  /** Is told, once, of which topics records are read that may be bad. */
  public void reads(TopologyDescription topology) {
    for (TopologyDescription.GlobalStore table : topology.globalStores()) {
      table
          .source()
          .topicSet()
          .forEach(topic -> badGlobalRecords.withTag("topic", topics.of(topic)));
    }
    for (TopologyDescription.Subtopology part : topology.subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          source.topicSet().forEach(topic -> deadLetters.withTag("topic", topics.of(topic)));
        }
      }
    }
  }

  @Override
  public void decided(Decision decision) {
    String kind = label(decision.kind());
    String group = groups.of(decision.group());
    decisions.withTags("kind", kind, "group", group).increment();
    // What came with a holder was submitted long ago, to somebody else.
    if (saysWhereALeadStands(decision) && !decision.reason().equals(IMPORTED)) {
      decision.submittedAt().ifPresent(from -> time("submission", kind, from, decision));
      decision.receivedAt().ifPresent(from -> time("receipt", kind, from, decision));
    }
    if (decision.test()) {
      return;
    }
    missed(decision)
        .ifPresent(
            deadline -> slaBreaches.withTags("group", group, "deadline", deadline).increment());
    if (decision.kind() == DecisionKind.SLA_WARNING) {
      slaWarnings.withTags("group", group, "deadline", reasons.of(decision.reason())).increment();
    } else if (decision.kind() == DecisionKind.ASSIGNED) {
      assignments.withTags("group", group, "pool", pools.of(decision.choice().pool())).increment();
    } else if (comparesWithAnotherRouter(decision)) {
      comparisons.withTags("group", group, "result", decision.reason()).increment();
    } else if (decision.kind() == DecisionKind.REVOKED) {
      // The CRM's own codes for a refusal would be a label value each.
      String why = decision.reason().startsWith(REFUSED) ? REFUSED : decision.reason();
      revocations.withTags("group", group, "reason", reasons.of(why)).increment();
    } else if (decision.reason().equals(PAUSED_FOR_SILENCE)) {
      pauses.withTag("group", group).increment();
    } else if (decision.kind() == DecisionKind.UNROUTABLE) {
      unroutable.withTags("group", group, "reason", reasons.of(decision.reason())).increment();
    }
  }

  @Override
  public void concluded(Conversion conversion) {
    if (conversion.test()) {
      return;
    }
    String group = groups.of(conversion.group());
    conversions.withTags("result", label(conversion.result()), "group", group).increment();
    if (conversion.result() == ConversionResult.CONVERTED) {
      conversion
          .value()
          .ifPresent(
              value ->
                  conversionValue
                      .withTags("currency", currency(value.currency()), "group", group)
                      .increment(Math.max(0, value.amount().doubleValue())));
    }
  }

  @Override
  public void rejected(String topic, List<Problem> problems) {
    String from = topics.of(topic);
    rejectedRecords.withTag("topic", from).increment();
    for (Problem problem : problems) {
      rejectedProblems.withTags("topic", from, "code", codes.of(problem.code())).increment();
    }
  }

  @Override
  public void deadLettered(String topic) {
    deadLetters.withTag("topic", topics.of(topic)).increment();
  }

  @Override
  public void policyActivated(int version) {
    policyVersions.inOneMore(version);
  }

  @Override
  public void policyLeft(int version) {
    policyVersions.inOneLess(version);
  }

  @Override
  public void policyLoaded(int version) {
    policies.loaded(version);
  }

  @Override
  public void policyRefused(int version, String reason) {
    refusedPolicies.increment();
    policies.refused(version, reason);
  }

  @Override
  public void badGlobalRecord(String topic) {
    badGlobalRecords.withTag("topic", topics.of(topic)).increment();
  }

  @Override
  public void line(String group, int waiting, Optional<Instant> oldestWaitingSince) {
    watch(lines, group, this::watchLine).stands(waiting, oldestWaitingSince);
  }

  @Override
  public void undelivered(String group, int count, Optional<Instant> oldestAssignedAt) {
    watch(undelivered, group, this::watchUndelivered).stands(count, oldestAssignedAt);
  }

  @Override
  public void workforce(String group, Workforce workforce) {
    String label = groups.of(group);
    if (!label.equals(LabelValues.OTHER)) {
      workforces.stands(label, workforce);
    }
  }

  /** Several groups under one label have nothing in common that could be shown. */
  private Backlog watch(
      Map<String, Backlog> backlogs, String group, Function<String, Backlog> fresh) {
    String label = groups.of(group);
    return label.equals(LabelValues.OTHER) ? new Backlog() : backlogs.computeIfAbsent(label, fresh);
  }

  @Override
  public void groupLeft(String group) {
    String left = groups.of(group);
    workforces.left(left);
    for (Map<String, Backlog> backlogs : List.of(lines, undelivered)) {
      backlogs.computeIfPresent(
          left,
          (label, backlog) -> {
            backlog.meters().forEach(registry::remove);
            return null;
          });
    }
  }

  @Override
  public void commandFailed(String group) {
    failedCommands.withTag("group", groups.of(group)).increment();
  }

  @Override
  public void exampleFailed() {
    failedExamples.increment();
  }

  @Override
  public void modelInForce(Optional<ModelInForce> model) {
    models.inForce(model);
  }

  @Override
  public void learnt(Progress progress) {
    models.learnt(progress);
  }

  @Override
  public void trainerLeft() {
    models.trainerLeft();
  }

  @Override
  public void forecasted(int published, int due, Instant asOf) {
    forecastsDue.set(due);
    forecasts.withTags().increment(published);
    if (watchesForecasts.compareAndSet(false, true)) {
      Gauge.builder("leadrouter.forecasts.due", forecastsDue, AtomicInteger::get)
          .description("Reps, pools and sources of which there is something new to say.")
          .strongReference(true)
          .register(registry);
    }
  }

  private void beginAtZero(String group) {
    for (String deadline : List.of(ACCEPT_BY, FIRST_TOUCH_BY)) {
      slaWarnings.withTags("group", group, "deadline", deadline);
      slaBreaches.withTags("group", group, "deadline", deadline);
    }
    for (String result : COMPARED) {
      comparisons.withTags("group", group, "result", result);
    }
    for (ConversionResult result : ENDS) {
      conversions.withTags("result", label(result), "group", group);
    }
    pauses.withTag("group", group);
    unroutable.withTags("group", group, "reason", reasons.of(TOO_MANY_ATTEMPTS));
    failedCommands.withTag("group", group);
  }

  private Backlog watchLine(String group) {
    beginAtZero(group);
    Backlog line = new Backlog();
    line.meters(
        List.of(
            Gauge.builder("leadrouter.waiting.leads", line, Backlog::count)
                .description("Leads whose present route has nobody with room.")
                .tag("group", group)
                .register(registry),
            Gauge.builder("leadrouter.waiting.oldest.age", line, l -> l.oldestAge(clock.wallTime()))
                .description("How long the lead that waits longest has waited.")
                .baseUnit("seconds")
                .tag("group", group)
                .register(registry)));
    return line;
  }

  private Backlog watchUndelivered(String group) {
    Backlog late = new Backlog();
    late.meters(
        List.of(
            Gauge.builder("leadrouter.assignments.undelivered", late, Backlog::count)
                .description(
                    "Leads assigned ten minutes ago or earlier of which the CRM has reported"
                        + " nothing; 0 where it never reports DELIVERED.")
                .tag("group", group)
                .register(registry),
            Gauge.builder(
                    "leadrouter.assignments.undelivered.oldest.age",
                    late,
                    l -> l.oldestAge(clock.wallTime()))
                .description("How long ago the first of those leads was assigned.")
                .baseUnit("seconds")
                .tag("group", group)
                .register(registry)));
    return late;
  }

  private void time(String since, String kind, Instant from, Decision decision) {
    Duration took = Duration.between(from, decision.decidedAt());
    // Marketing platforms' clocks run ahead of ours now and then.
    latency.withTags("since", since, "kind", kind).record(took.isNegative() ? Duration.ZERO : took);
  }

  private MeterProvider<Counter> counter(String name, String description) {
    return Counter.builder(name).description(description).withRegistry(registry);
  }

  /** Whether the decision is one that a lead came for; later attempts follow an outcome. */
  private static boolean saysWhereALeadStands(Decision decision) {
    return switch (decision.kind()) {
      case SUPPRESSED, NURTURED, REJECTED, MERGED, WAITING, UNROUTABLE, OBSERVED -> true;
      case ASSIGNED -> decision.attempt() <= 1;
      case UNKNOWN,
          DUPLICATE,
          UPDATED,
          REVOKED,
          OUTCOME_RECORDED,
          OUTCOME_STALE,
          OUTCOME_EARLY,
          CLOSED,
          REOPENED,
          ERASED,
          HANDED_OVER,
          REP_JOINED,
          REP_CHANGED,
          REP_LEFT,
          POLICY_ACTIVATED,
          SLA_WARNING,
          SLA_BREACHED,
          FAILED ->
          false;
    };
  }

  /** The deadline that was missed, by whatever became of the lead; empty: none. */
  private static Optional<String> missed(Decision decision) {
    return switch (decision.kind()) {
      case SLA_BREACHED -> Optional.of(FIRST_TOUCH_BY);
      case REVOKED ->
          switch (decision.reason()) {
            case "not-accepted" -> Optional.of(ACCEPT_BY);
            case "not-contacted" -> Optional.of(FIRST_TOUCH_BY);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static boolean comparesWithAnotherRouter(Decision decision) {
    return decision.kind() == DecisionKind.OUTCOME_RECORDED && COMPARED.contains(decision.reason());
  }

  private static String currency(String code) {
    return CURRENCIES.contains(code) ? code : LabelValues.OTHER;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many of a group's leads something has not happened to, as it was told last. */
  private static final class Backlog {

    private record Standing(int count, Optional<Instant> oldestSince) {}

    private volatile Standing standing = new Standing(0, Optional.empty());
    private volatile List<Meter> meters = List.of();

    void stands(int count, Optional<Instant> oldestSince) {
      standing = new Standing(count, oldestSince);
    }

    double count() {
      return standing.count();
    }

    double oldestAge(long nowMillis) {
      return standing
          .oldestSince()
          .map(since -> Math.max(0, nowMillis - since.toEpochMilli()) / 1000.0)
          .orElse(0.0);
    }

    void meters(List<Meter> meters) {
      this.meters = meters;
    }

    List<Meter> meters() {
      return meters;
    }
  }
}
