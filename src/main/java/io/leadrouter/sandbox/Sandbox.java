package io.leadrouter.sandbox;

import io.leadrouter.cli.Refusal;
import io.leadrouter.cli.Router;
import io.leadrouter.cli.RouterConfig;
import io.leadrouter.cli.TopicSetup;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.Rep;
import io.leadrouter.event.Accounts;
import io.leadrouter.event.Policies;
import io.leadrouter.event.Reps;
import io.leadrouter.kafka.Topic;
import io.leadrouter.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * One run of everything in one process: broker, registry, router, sample, CRM and judge, started in
 * this order and ended in the other.
 */
final class Sandbox {

  private static final long TICK_MS = 250;
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration BETWEEN_TABLES = Duration.ofSeconds(60);
  // Freed room is given to the next in line by the same command, so a second of quiet is plenty.
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration STUCK = Duration.ofSeconds(60);
  // Two cores serve this many well; production takes the defaults.
  private static final TopicSetup.Sizes SIZES =
      new TopicSetup.Sizes(OptionalInt.of(4), OptionalInt.of(4), Optional.empty());

  private final Plan plan;
  private final Screen screen;
  private final CountDownLatch stop;
  private Instant lastTable = Instant.now();

  /**
   * What to run.
   *
   * @param directory keeps the data; empty: it is deleted at the end
   * @param leads how many; empty: until stopped
   * @param rate leads a second; empty: as fast as possible, with reps who need no time
   * @param policy YAML to route by; empty: the sample's own
   * @param exit whether to end when all leads are accounted for
   */
  record Plan(
      int port,
      int registryPort,
      int httpPort,
      Optional<Path> directory,
      OptionalLong leads,
      OptionalDouble rate,
      long seed,
      Optional<String> policy,
      boolean exit) {}

  /**
   * @param stop counted down when somebody wants the run to end
   */
  Sandbox(Plan plan, Screen screen, CountDownLatch stop) {
    this.plan = plan;
    this.screen = screen;
    this.stop = stop;
  }

  /**
   * Runs until it is stopped or done.
   *
   * @return whether every record ended in exactly one place; true also when it was stopped before
   */
  boolean run() throws InterruptedException {
    if (plan.directory().isPresent()) {
      return run(plan.directory().get());
    }
    try (TemporaryDirectory temporary = TemporaryDirectory.create("lead-router-sandbox")) {
      return run(temporary.path());
    }
  }

  private boolean run(Path directory) throws InterruptedException {
    screen.line("Starting a broker, a schema registry and the router in this process …");
    try (EmbeddedRegistry registry =
            new EmbeddedRegistry(plan.registryPort(), directory.resolve("registry"));
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), plan.port())) {
      if (stopped()) {
        return true;
      }
      RouterConfig config =
          RouterConfig.of(
              Map.of(
                  "bootstrap.servers", kafka.bootstrapServers(),
                  "schema.registry.url", registry.url(),
                  "state.dir", directory.resolve("state").toString(),
                  "http.host", "127.0.0.1",
                  "http.port", Integer.toString(plan.httpPort())));
      TopicSetup.create(config, SIZES);
      return route(config);
    }
  }

  private boolean route(RouterConfig config) throws InterruptedException {
    SampleBusiness sample = SampleBusiness.load();
    SampleBusiness business = plan.policy().map(sample::by).orElse(sample);
    try (Outbox outbox = new Outbox(config)) {
      long published;
      boolean loaded;
      try (TopicReader history =
          TopicReader.fromNow(config, Set.of(Topic.LEADS, Topic.ROUTING_POLICIES))) {
        published = history.everPublished(Topic.LEADS);
        loaded = history.everPublished(Topic.ROUTING_POLICIES) > 0;
      }
      try (Judge judge =
              new Judge(
                  config.topicPrefix(),
                  TopicReader.fromNow(config, Judge.READS),
                  new Scoreboard(business.reps()),
                  screen);
          Router router = new Router(config);
          SimulatedCrm crm =
              new SimulatedCrm(
                  new SalesScript(plan.seed()),
                  plan.rate().isEmpty(),
                  outbox,
                  TopicReader.fromTheStart(config, Set.of(Topic.ASSIGNMENTS)));
          Publisher publisher =
              new Publisher(
                  new Sample(plan.seed(), business.accounts()),
                  outbox,
                  published,
                  plan.leads(),
                  plan.rate(),
                  judge::mayFollow)) {
        judge.start();
        if (!loaded) {
          load(business, outbox);
        } else if (plan.policy().isPresent()) {
          throw new Refusal(
              "this directory has a policy already; run without --policy, then 'policy publish'");
        }
        router.start();
        Parts parts = new Parts(outbox, judge, router, crm, publisher);
        int expected = loaded ? 0 : business.reps().size();
        if (!await(
            parts,
            () -> router.state() == KafkaStreams.State.RUNNING && judge.repsJoined() >= expected)) {
          return true;
        }
        guide(config, router);
        crm.start();
        publisher.start();
        return watch(parts);
      }
    }
  }

  private record Parts(
      Outbox outbox, Judge judge, Router router, SimulatedCrm crm, Publisher publisher) {

    /** Ends the run when a part of it can't go on. */
    void requireHealthy() {
      if (router.state() == KafkaStreams.State.ERROR) {
        throw new Refusal("The router has stopped after failures; the log above says which.");
      }
      judge.failure().ifPresent(e -> fail("The topics can't be read any more", e));
      crm.failure().ifPresent(e -> fail("The simulated CRM has failed", e));
      publisher.failure().ifPresent(e -> fail("The sample can't be published any more", e));
      outbox.failure().ifPresent(e -> fail("The broker refused a record of the sample", e));
    }

    private static void fail(String what, Exception e) {
      throw new Refusal(what + ": " + e, e);
    }

    /** Whether everything that was said has been answered, and nobody has more to say. */
    boolean settled(Judge.Verdict verdict) {
      return verdict.settled()
          && verdict.tally().published() >= publisher.sent()
          && verdict.turns() == crm.taken()
          && crm.open() == 0
          && verdict.answeredOutcomes() >= outbox.acknowledged(Topic.LEAD_OUTCOMES);
    }
  }

  /** Policy, reps and accounts are there before the router, so that the first lead finds them. */
  private static void load(SampleBusiness business, Outbox outbox) {
    PublishedPolicy policy =
        PublishedPolicy.of(
            business.policyId(),
            1,
            Policy.FORMAT,
            business.policy(),
            "sandbox",
            "the sample's policy",
            Instant.now());
    outbox.send(new Message.Event(Topic.ROUTING_POLICIES, policy.key(), Policies.write(policy)));
    for (Rep rep : business.reps()) {
      outbox.send(new Message.Event(Topic.REPS, rep.repId(), Reps.write(rep)));
    }
    business
        .accounts()
        .forEach(
            account ->
                outbox.send(
                    new Message.Event(
                        Topic.ACCOUNTS, account.accountId(), Accounts.write(account))));
    outbox.flush();
  }

  private boolean await(Parts parts, BooleanSupplier ready) throws InterruptedException {
    Instant until = Instant.now().plus(LONGEST_START);
    while (!ready.getAsBoolean()) {
      parts.requireHealthy();
      if (Instant.now().isAfter(until)) {
        throw new Refusal(
            "The router did not take in the sample's reps within %d s (it is %s)."
                .formatted(LONGEST_START.toSeconds(), parts.router().state()));
      }
      if (stop.await(TICK_MS / 5, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private boolean watch(Parts parts) throws InterruptedException {
    Instant start = Instant.now();
    Instant lastChange = start;
    Judge.Verdict before = parts.judge().verdict();
    boolean returned = false;
    while (!stop.await(TICK_MS, TimeUnit.MILLISECONDS)) {
      parts.requireHealthy();
      Judge.Verdict verdict = parts.judge().verdict();
      screen.status(status(verdict, Duration.between(start, Instant.now())));
      if (!verdict.countsAs(before)) {
        lastChange = Instant.now();
        before = verdict;
      }
      Duration quiet = Duration.between(lastChange, Instant.now());
      if (parts.publisher().isDone() && parts.settled(verdict) && quiet.compareTo(QUIET) > 0) {
        if (!returned) {
          returned = true;
          parts.publisher().publishReturning();
          lastChange = Instant.now();
        } else if (plan.exit()) {
          return finish(parts, Duration.between(start, lastChange), Optional.empty());
        }
      }
      if (plan.exit() && parts.publisher().isDone() && quiet.compareTo(STUCK) > 0) {
        return finish(
            parts,
            Duration.between(start, lastChange),
            Optional.of(
                "Nothing has moved for %d s, and not everything is answered: %d leads and %d outcomes are open."
                    .formatted(
                        STUCK.toSeconds(),
                        verdict.tally().of(Ending.LOST),
                        parts.outbox().acknowledged(Topic.LEAD_OUTCOMES)
                            - verdict.answeredOutcomes())));
      }
      table(parts.judge(), false);
    }
    screen.endStatus();
    table(parts.judge(), true);
    screen.line("Stopping …");
    return true;
  }

  private boolean finish(Parts parts, Duration elapsed, Optional<String> problem) {
    screen.endStatus();
    table(parts.judge(), true);
    Tally tally = parts.judge().verdict().tally();
    List<String> contradictions = parts.judge().contradictions();
    problem.ifPresent(screen::line);
    contradictions.forEach(sentence -> screen.line("This can't be: " + sentence + "."));
    parts
        .judge()
        .lost()
        .forEach(
            origin ->
                screen.line(
                    "Lost: %s partition %d offset %d."
                        .formatted(origin.topic(), origin.partition(), origin.offset())));
    screen.line("summary " + tally.json(elapsed.toMillis()));
    return tally.adds() && contradictions.isEmpty() && problem.isEmpty();
  }

  private void table(Judge judge, boolean now) {
    if (now || lastTable.plus(BETWEEN_TABLES).isBefore(Instant.now())) {
      lastTable = Instant.now();
      screen.line("");
      screen.lines(judge.table());
      screen.line("");
    }
  }

  private static String status(Judge.Verdict verdict, Duration elapsed) {
    Tally tally = verdict.tally();
    return String.format(
        Locale.ROOT,
        "%4d s  published %d  assigned %d  waiting %d  rejected %d  conversions %d  latency p50 %d ms, p99 %d ms",
        elapsed.toSeconds(),
        tally.published(),
        tally.of(Ending.ASSIGNED),
        tally.of(Ending.WAITING),
        tally.of(Ending.REJECTED) + tally.of(Ending.DEAD_LETTERED),
        tally.conversions(),
        verdict.p50(),
        verdict.p99());
  }

  private void guide(RouterConfig config, Router router) {
    screen.lines(
        List.of(
            "",
            "  broker           " + config.bootstrapServers(),
            "  schema registry  " + config.schemaRegistryUrl(),
            "  metrics, health  http://localhost:" + router.httpPort(),
            "",
            "Look from another terminal:",
            "  mvn -q exec:java -Dexec.args=\"tail assignments --bootstrap-servers %s --schema-registry %s\""
                .formatted(config.bootstrapServers(), config.schemaRegistryUrl()),
            "  kcat -C -b %s -t assignments -o beginning -e -f '%%k: %%S bytes of Avro\\n'"
                .formatted(config.bootstrapServers()),
            plan.exit() ? "" : "Ctrl-C ends it.",
            ""));
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }
}
