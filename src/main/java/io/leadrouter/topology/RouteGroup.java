package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Routing;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.policy.Policy;
import io.leadrouter.routing.Desk;
import io.leadrouter.routing.RepDirectory;
import io.leadrouter.routing.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets each group decide its commands in their order: compute the verdict, send what it says, write
 * what it changed. Desks live in memory and are opened from the stores, again whenever the task is
 * revived.
 */
final class RouteGroup implements Processor<String, RoutingCommand, String, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(RouteGroup.class);
  private static final Duration PASS_TIME_EVERY = Duration.ofMillis(100);

  /** Half of the time is for what is left over, as after a change of policy, half for commands. */
  private static final Duration LEFT_OVER_FOR = PASS_TIME_EVERY.dividedBy(2);

  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  /** Seldom, because every rep is looked at. */
  private static final Duration SURVEY_EVERY = Duration.ofSeconds(10);

  /** Enough to read what reps accepted while nobody was here to read it. */
  private static final Duration HEAR_FIRST = Duration.ofMinutes(2);

  private final PolicyBook policies;
  private final PolicyLoader loader;
  private final Pseudonyms pseudonyms;
  private final RouterObserver observer;
  private final Map<String, Desk> desks = new TreeMap<>();
  private ProcessorContext<String, Object> context;
  private GroupStores stores;
  private GroupOutbox outbox;
  private RepDirectory directory;
  private Optional<Policy> policy;
  private Optional<Integer> announced = Optional.empty();
  private Instant holdsToTimeFrom;

  RouteGroup(PolicyBook policies, Pseudonyms pseudonyms, RouterObserver observer) {
    this.policies = policies;
    this.loader = new PolicyLoader(observer);
    this.pseudonyms = pseudonyms;
    this.observer = observer;
  }

  /** Also called on this same object when a task is revived: nothing of before may be left. */
  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    stores = new GroupStores(context, pseudonyms);
    outbox = new GroupOutbox(context, observer);
    ReadOnlyKeyValueStore<String, String> groups = context.getStateStore(StateStores.DIRECTORY);
    directory = repId -> Optional.ofNullable(groups.get(repId));
    policy = stores.activePolicy().flatMap(this::restore);
    announce(policy.map(Policy::version));
    holdsToTimeFrom = now().plus(HEAR_FIRST);
    desks.clear();
    stores.groups().forEach(this::reopen);
    context.schedule(PASS_TIME_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> passTime());
    context.schedule(REPORT_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> report());
    context.schedule(SURVEY_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> survey());
  }

  @Override
  public void process(Record<String, RoutingCommand> record) {
    Optional<Command> readable = read(record);
    if (readable.isEmpty()) {
      return;
    }
    Command command = readable.get();
    if (command instanceof Command.PolicyActivated activated) {
      activate(activated.policy());
      return;
    }
    String group = record.key();
    Optional<Origin> origin = Routing.origin(record.value());
    // What another group sends for time's sake answers to no report.
    String eventId = origin.isPresent() ? command.eventId() : "";
    desks.computeIfAbsent(group, this::open);
    decide(
        group,
        origin,
        command.leadId(),
        eventId,
        () -> desks.get(group).decide(command, origin, eventId, now()));
  }

  /** The command; one that this release cannot read is recorded as a failure of its group. */
  private Optional<Command> read(Record<String, RoutingCommand> record) {
    try {
      return Optional.of(Routing.read(record.value()));
    } catch (RuntimeException e) {
      String group = record.key();
      LOG.error("Group {}: a command cannot be read", group, Redacted.of(e));
      observer.commandFailed(group);
      Desk desk = desks.computeIfAbsent(group, this::open);
      String reason = e.getClass().getSimpleName();
      Verdict failed = desk.failed("", Optional.empty(), "", reason, now());
      carryOut(group, reply(group, failed));
      return Optional.empty();
    }
  }

  /**
   * Decides, and settles what cannot be decided: as a failure on the record, never as an exception
   * that would come back for ever. What goes wrong once a verdict is being carried out is not the
   * command's fault and may be half done: the task fails, and does it again.
   */
  private void decide(
      String group,
      Optional<Origin> origin,
      String leadId,
      String eventId,
      Supplier<Verdict> question) {
    Optional<Reply> reply = Optional.empty();
    while (reply.isEmpty()) {
      try {
        reply = Optional.of(reply(group, question.get()));
      } catch (KafkaException e) {
        throw e; // from a store that was read
      } catch (RuntimeException e) {
        Optional<String> suspect = desks.get(group).suspect();
        LOG.error("Group {}: a command cannot be decided", group, Redacted.of(e));
        observer.commandFailed(group);
        Desk fresh = reopen(group);
        String reason = e.getClass().getSimpleName();
        if (suspect.isEmpty()) {
          Verdict failed = fresh.failed(leadId, origin, eventId, reason, now());
          reply = Optional.of(reply(group, failed));
        } else {
          // Something that time or the line brought up: out of the way with it, and try again.
          Verdict aside = fresh.setAside(suspect.get(), reason, now());
          carryOut(group, reply(group, aside));
        }
      }
    }
    carryOut(group, reply.get());
  }

  /** A verdict and what it says, ready to be sent. */
  private record Reply(Verdict verdict, List<GroupOutbox.Letter> letters) {}

  private Reply reply(String group, Verdict verdict) {
    return new Reply(verdict, outbox.write(verdict.outputs(), group, now()));
  }

  private void carryOut(String group, Reply reply) {
    outbox.send(reply.letters(), now());
    stores.write(group, reply.verdict());
    outbox.observe(reply.verdict().outputs());
  }

  private void activate(PublishedPolicy published) {
    boolean newer = policy.map(Policy::version).orElse(0) < published.version();
    Optional<Policy> loaded = newer ? load(published) : Optional.empty();
    if (loaded.isEmpty()) {
      return;
    }
    policy = loaded;
    for (String group : desks.keySet()) {
      decide(group, Optional.empty(), "", "", () -> desks.get(group).activate(loaded.get(), now()));
    }
    stores.activate(published);
    announce(Optional.of(published.version()));
  }

  /** Says which policy is in force in this task, once, and takes back what it said before. */
  private void announce(Optional<Integer> version) {
    version.ifPresent(observer::policyActivated);
    announced.ifPresent(observer::policyLeft);
    announced = version;
  }

  private void passTime() {
    long begun = System.nanoTime();
    while (passedTime() && System.nanoTime() - begun < LEFT_OVER_FOR.toNanos()) {}
  }

  /** Whether some group had something to do. */
  private boolean passedTime() {
    boolean any = false;
    for (Desk desk : desks.values().toArray(Desk[]::new)) {
      if (desk.hasWork(now())) {
        decide(
            desk.group(), Optional.empty(), "", "", () -> desks.get(desk.group()).passTime(now()));
        any = true;
      }
    }
    return any;
  }

  private void report() {
    for (Desk desk : desks.values()) {
      observer.line(desk.group(), desk.waiting(), desk.oldestWaitingSince());
      observer.undelivered(desk.group(), desk.undelivered(now()), desk.oldestUndelivered());
    }
  }

  private void survey() {
    desks.values().forEach(desk -> observer.workforce(desk.group(), desk.workforce()));
  }

  @Override
  public void close() {
    desks.keySet().forEach(observer::groupLeft);
    announce(Optional.empty());
  }

  private Desk reopen(String group) {
    Desk desk = open(group);
    desks.put(group, desk);
    return desk;
  }

  private Desk open(String group) {
    Desk desk =
        Desk.open(
            group,
            stores.state(group),
            stores.seats(group),
            stores.tallies(group),
            stores.openLeads(group),
            policy,
            leadId -> stores.lead(group, leadId),
            directory);
    desk.holdsToTimeFrom(holdsToTimeFrom);
    return desk;
  }

  /**
   * The policy in force before; when a newer release put it in force, the newest that this one can
   * load.
   */
  private Optional<Policy> restore(PublishedPolicy active) {
    return load(active).or(() -> policies.newest().map(PolicyBook.Entry::policy));
  }

  /** Of all tasks of an instance, none has to read again what the instance has read. */
  private Optional<Policy> load(PublishedPolicy published) {
    return policies.loaded(published).or(() -> loader.load(published));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
