package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.RepHome;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.Workforce;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Groups' desks, what runs between them, and the outside world: everything that Kafka does for a
 * desk, done in memory and in any order that Kafka could have chosen. Tells its guarantees of every
 * command that was decided.
 */
final class Business implements Life {

  /** What a broken router does. */
  record Fault(
      UnaryOperator<RepSeat> forgedSeat,
      UnaryOperator<Verdict> forgedVerdict,
      UnaryOperator<String> forgedPolicy) {

    static final Fault NONE =
        new Fault(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** The event of a command that nobody can read. */
  static final String UNREADABLE = "unreadable";

  private static final Map<String, Policy> PARSED = new ConcurrentHashMap<>();
  private static final int MOST_SLICES = 100;
  private static final Origin ORIGIN = new Origin("test", 0, 0);

  final Map<String, Branch> branches = new TreeMap<>();
  final Mail mail = new Mail();
  private final Map<String, Desk> desks = new TreeMap<>();
  private final Map<String, Ledger> ledgers = new HashMap<>();
  private final Map<String, Map<String, Receipts>> receipts = new HashMap<>();
  private final Map<String, Map<String, Receipts>> poolReceipts = new HashMap<>();

  /** Of reps between groups. */
  private final Map<String, Receipts> moving = new HashMap<>();

  private final Map<String, RepHome> homes = new TreeMap<>();
  private final Map<String, String> directory = new HashMap<>();
  private final Map<String, String> leadHomes = new HashMap<>();

  /** How often something was said of each lead, and when the person was last forgotten. */
  private final Map<String, Long> versions = new HashMap<>();

  private final Map<String, Long> erasures = new HashMap<>();

  /** The version of each lead that last said something new of it. */
  private final Map<String, Long> news = new HashMap<>();

  private final Map<String, LeadOwner> owners = new HashMap<>();
  private final Map<String, List<LeadOutcome>> early = new HashMap<>();
  private final Map<Integer, Policy> published = new HashMap<>();
  private final Map<Integer, Policy> believed = new HashMap<>();
  private final Guarantee guarantees;
  private final Fault fault;
  private Optional<Policy> newest = Optional.empty();
  private Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private int events;

  /** Every verdict, in order. */
  final List<Verdict> verdicts = new ArrayList<>();

  Business(List<Guarantee> guarantees, Fault fault) {
    this.guarantees = new Watch(guarantees);
    this.fault = fault;
  }

  Instant now() {
    return now;
  }

  Optional<Policy> newestPolicy() {
    return newest;
  }

  RepDirectory directory() {
    return repId -> Optional.ofNullable(directory.get(repId));
  }

  private OwnerDirectory holders() {
    return key -> Optional.ofNullable(owners.get(key));
  }

  Optional<String> homeOf(String leadId) {
    return Optional.ofNullable(leadHomes.get(leadId));
  }

  /**
   * What was last said of each lead that a group was told of.
   *
   * @param forgotten that its person be forgotten
   * @param news the version that last said something new of it
   */
  record Word(boolean forgotten, long news) {}

  Map<String, Word> lastWords() {
    Map<String, Word> words = new TreeMap<>();
    versions.keySet().forEach(leadId -> words.put(leadId, word(leadId)));
    return words;
  }

  private Word word(String leadId) {
    long version = versions.getOrDefault(leadId, 0L);
    boolean forgotten = version > 0 && version == erasures.getOrDefault(leadId, 0L);
    return new Word(forgotten, news.getOrDefault(leadId, 0L));
  }

  /** What is known of a lead where it is now; empty while it is on its way, or gone. */
  Optional<OpenLead> lead(String leadId) {
    return branches.values().stream()
        .map(branch -> branch.leads.get(leadId))
        .filter(lead -> lead != null && lead.handedTo().isEmpty())
        .findFirst();
  }

  @Override
  public void passes(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void worksOff() {
    for (String group : List.copyOf(desks.keySet())) {
      for (int i = 0; desks.get(group).hasWork(now); i++) {
        if (i == MOST_SLICES) {
          throw new IllegalStateException(group + " is never done");
        }
        decide(group, Optional.empty(), "");
      }
      Verdict idle = fault.forgedVerdict().apply(desks.get(group).passTime(now));
      guarantees.idle(idle);
    }
  }

  @Override
  public void garbles(String group) {
    if (desks.containsKey(group)) {
      decide(group, Optional.empty(), UNREADABLE);
    }
  }

  @Override
  public void publishes(String yaml) {
    int version = newest.map(Policy::version).orElse(0) + 1;
    Policy policy = parsed(yaml, version);
    newest = Optional.of(policy);
    published.put(version, policy);
    believed.put(version, parsed(fault.forgedPolicy().apply(yaml), version));
    Command activated =
        new Command.PolicyActivated(PublishedPolicy.of("test", version, 1, yaml, "", "", now));
    policy.groups().forEach(group -> mail.send("policies", group, activated, ""));
  }

  private static Policy parsed(String yaml, int version) {
    return PARSED.computeIfAbsent(
        version + "\n" + yaml,
        key -> {
          try {
            return Policy.parse("test.yaml", yaml, version);
          } catch (InvalidPolicyException e) {
            throw new IllegalArgumentException(e);
          }
        });
  }

  /** As the first half of the topology does it: by the rule for a new lead, else to its home. */
  @Override
  public void submits(LeadSheet sheet, LeadChange change) {
    submits(sheet, change, Optional.empty());
  }

  /** A lead that somebody has already goes to whoever that is. */
  @Override
  public void submits(LeadSheet sheet, LeadChange said, Optional<Holder> holder) {
    boolean forgotten = word(sheet.leadId()).forgotten();
    if (forgotten && said == LeadChange.RESCORED) {
      return; // nobody is watched who shall be forgotten
    }
    LeadChange change = forgotten ? LeadChange.NEW : said;
    Policy policy = newest.orElseThrow();
    String eventId = "e" + ++events;
    ScoredLead lead = sheet.scored(eventId, policy.version(), now);
    Rule rule = policy.match(lead, now);
    Owners owners = holders().ownersOf(lead, sheet.identities(), policy.conduct().ownership());
    String home = leadHomes.get(sheet.leadId());
    if (home == null && holder.isPresent() && directory.containsKey(holder.get().repId())) {
      home = directory.get(holder.get().repId());
      leadHomes.put(sheet.leadId(), home);
    } else if (home == null) {
      Destination destination = Destination.of(rule, lead, owners, policy, directory(), now);
      if (!(destination instanceof Destination.ToGroup to)) {
        return;
      }
      home = holders().groupWithAnOpenLead(sheet.identities(), policy.groups()).orElse(to.group());
      leadHomes.put(sheet.leadId(), home);
    }
    long version = versions.merge(sheet.leadId(), 1L, Long::sum);
    if (change == LeadChange.NEW || change == LeadChange.CORRECTED) {
      news.put(sheet.leadId(), version);
    }
    String way = partition(sheet.leadId());
    mail.send(
        way,
        home,
        new Command.LeadSubmitted(
            lead,
            change,
            rule.id(),
            now,
            holder,
            sheet.identities(),
            owners,
            version,
            erasures.getOrDefault(sheet.leadId(), 0L)),
        eventId);
    for (LeadOutcome outcome : early.getOrDefault(sheet.leadId(), List.of())) {
      mail.send(
          way,
          home,
          new Command.OutcomeReported(outcome, version, erasures.getOrDefault(sheet.leadId(), 0L)),
          outcome.outcomeId());
    }
    early.remove(sheet.leadId());
  }

  @Override
  public void reports(LeadOutcome outcome) {
    if (word(outcome.leadId()).forgotten()) {
      return; // late
    }
    String home = leadHomes.get(outcome.leadId());
    if (home == null) {
      early.computeIfAbsent(outcome.leadId(), id -> new ArrayList<>()).add(outcome);
    } else {
      mail.send(
          partition(outcome.leadId()),
          home,
          new Command.OutcomeReported(
              outcome,
              versions.getOrDefault(outcome.leadId(), 0L),
              erasures.getOrDefault(outcome.leadId(), 0L)),
          outcome.outcomeId());
    }
  }

  @Override
  public void withdraws(String leadId, boolean erase) {
    // The home outlives an erasure, so that what comes later cannot overtake it.
    String home = leadHomes.get(leadId);
    if (home != null) {
      String eventId = "e" + ++events;
      long version = versions.merge(leadId, 1L, Long::sum);
      erasures.put(leadId, version);
      mail.send(
          partition(leadId),
          home,
          new Command.LeadWithdrawn(leadId, eventId, erase, version),
          eventId);
    }
  }

  static String partition(String id) {
    return "partition " + Math.floorMod(id.hashCode(), 3);
  }

  /** As the topology places a rep: through the group that has it. */
  @Override
  public void employs(RepSheet rep) {
    employs(rep, Map.of());
  }

  @Override
  public void employs(RepSheet rep, Map<String, Integer> turnsAhead) {
    RepHome known = homes.get(rep.repId());
    boolean moves = known != null && !known.group().equals(rep.group());
    RepHome home =
        known == null
            ? new RepHome(rep.group(), 0, 1)
            : new RepHome(rep.group(), known.moves() + (moves ? 1 : 0), known.version() + 1);
    String through = known == null ? rep.group() : known.group();
    mail.send(
        "reps",
        through,
        new Command.RepChanged(
            rep.repId(),
            Optional.of(rep.rep()),
            home.moves(),
            home.version(),
            known == null ? turnsAhead : Map.of()),
        "");
    directory.put(rep.repId(), rep.group());
    homes.put(rep.repId(), home);
  }

  @Override
  public void removes(String repId) {
    RepHome known = homes.get(repId);
    if (known != null) {
      RepHome gone = new RepHome(known.group(), known.moves(), known.version() + 1);
      mail.send(
          "reps",
          known.group(),
          new Command.RepChanged(repId, Optional.empty(), gone.moves(), gone.version(), Map.of()),
          "");
      directory.remove(repId);
      homes.put(repId, gone);
    }
  }

  /** Delivers one command of those that could come next. */
  boolean delivers(RandomGenerator random) {
    List<String> ways = mail.used();
    if (!ways.isEmpty()) {
      delivers(ways.get(random.nextInt(ways.size())));
    }
    return !ways.isEmpty();
  }

  @Override
  public void delivers(String way) {
    mail.next(way)
        .ifPresent(next -> decide(next.group(), Optional.of(next.command()), next.eventId()));
  }

  /** Delivers everything. */
  void settles(RandomGenerator random) {
    while (delivers(random)) {}
  }

  @Override
  public void settles() {
    settles(() -> 0);
  }

  private void decide(String group, Optional<Command> command, String eventId) {
    Branch branch = branches.computeIfAbsent(group, Branch::new);
    Desk desk = desk(group);
    Branch before = branch.copy();
    Verdict verdict = fault.forgedVerdict().apply(ask(desk, branch, command, eventId));
    branch.write(verdict);
    Replay replay =
        new Replay(
            before,
            ledgers.computeIfAbsent(group, name -> new Ledger()),
            receipts.computeIfAbsent(group, name -> new TreeMap<>()),
            poolReceipts.computeIfAbsent(group, name -> new TreeMap<>()),
            moving,
            guarantees);
    replay.follow(command, verdict, branch.policy);
    for (Output output : verdict.outputs()) {
      if (output instanceof Output.Forwarded forwarded) {
        String report = forwarded.origin().map(any -> eventId).orElse("");
        mail.send(group, forwarded.group(), forwarded.command(), report);
      } else if (output instanceof Output.Owned owned) {
        owned
            .owner()
            .ifPresentOrElse(
                owner -> owners.put(owned.key(), owner), () -> owners.remove(owned.key()));
      }
    }
    verdicts.add(verdict);
    Scene scene = new Scene(this, before, branch, command, eventId, verdict, replay);
    guarantees.after(scene);
  }

  /** How the group's reps stand. */
  Workforce workforce(String group) {
    return desk(group).workforce();
  }

  private Desk desk(String group) {
    return desks.computeIfAbsent(group, name -> open(branches.get(group)));
  }

  private Desk open(Branch branch) {
    Optional<Policy> policy = branch.policy.map(known -> believed.get(known.version()));
    return branch.open(directory(), policy, fault.forgedSeat());
  }

  /** Asks a desk as the topology does. */
  Verdict ask(Desk desk, Branch branch, Optional<Command> command, String eventId) {
    if (command.isEmpty() && eventId.equals(UNREADABLE)) {
      return desk.failed("", Optional.empty(), "", "unreadable", now);
    } else if (command.isEmpty()) {
      return desk.passTime(now);
    }
    if (command.get() instanceof Command.PolicyActivated activated) {
      branch.policy = Optional.of(published.get(activated.policy().version()));
      return desk.activate(believed.get(activated.policy().version()), now);
    }
    return desk.decide(command.get(), Optional.of(ORIGIN), eventId, now);
  }

  @Override
  public void restarts(String group) {
    desks.computeIfPresent(group, (name, desk) -> open(branches.get(name)));
  }

  @Override
  public void saves(String group) {
    if (branches.containsKey(group)) {
      guarantees.saved(this, branches.get(group));
    }
  }
}
