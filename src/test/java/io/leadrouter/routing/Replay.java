package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Command.LeadSubmitted;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Owner;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Referral;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.Silence;
import io.leadrouter.domain.Step;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.Holidays;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.Patience;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Requirement;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.Stay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Follows a group's decisions one by one, by its own reading of the rules: who holds what, who may
 * take a lead, and what tags the ledger gives. Shares nothing with the engine but the words of the
 * domain and the policy.
 */
final class Replay {

  /** Why a lead is taken back that may come back to the same rep. */
  static final Set<String> NOBODYS_DOING = Set.of("corrected", "rep-away");

  private static final List<Function<Caps, OptionalInt>> PACES =
      List.of(Caps::perHour, Caps::perDay, Caps::perWeek, Caps::perMonth);

  private final String group;
  private final Guarantee guarantees;
  private final Map<String, RepSeat> seats = new TreeMap<>();
  private final Map<String, Integer> loads = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Integer> units = new HashMap<>();
  private final Map<String, Instant> givenAt = new HashMap<>();
  private final Map<String, Integer> unaccepted = new HashMap<>();

  /** Leads that count as unaccepted for whoever holds them. */
  private final Set<String> untouched = new HashSet<>();

  /** Leads whose last holder has accepted them or worked on them. */
  private final Set<String> touched = new HashSet<>();

  /** By rep; what the decisions say since the group began. */
  private final Map<String, Receipts> receipts;

  /** By pool of the group, while the policy has a cap on what it gives; likewise. */
  private final Map<String, Receipts> poolReceipts;

  /** The pool of which each lead is one, or was when somebody last held it; empty: of none. */
  private final Map<String, String> leadPools = new HashMap<>();

  /** Leads that no router gave to whoever holds them. */
  private final Set<String> byHand = new HashSet<>();

  /** Of reps between groups. */
  private final Map<String, Receipts> moving;

  /** By rep. */
  private final Map<String, Silence> silences = new HashMap<>();

  /** Who has let so many leads pass that the next decision has to pause it. */
  private Optional<String> owesAPause = Optional.empty();

  /** Who is to be asked for which lead before its rule. */
  private final OwnerBook owners = new OwnerBook();

  /** By lead, where it stood before. */
  private final Map<String, Step> steps = new HashMap<>();

  private final Map<String, Integer> cycles = new HashMap<>();
  private final Map<String, List<String>> previous = new HashMap<>();

  /** As the verdict leaves them. */
  private final Map<String, OpenLead> leads = new HashMap<>();

  /** What was known of leads before the command; what time has made due comes first. */
  private final Map<String, ScoredLead> facts = new HashMap<>();

  private final Ledger ledger;
  private Optional<Policy> policy;
  private Instant now = Instant.MIN;

  Replay(
      Branch before,
      Ledger ledger,
      Map<String, Receipts> receipts,
      Map<String, Receipts> poolReceipts,
      Map<String, Receipts> moving,
      Guarantee guarantees) {
    group = before.name;
    policy = before.policy;
    this.ledger = ledger;
    this.receipts = receipts;
    this.poolReceipts = poolReceipts;
    this.moving = moving;
    this.guarantees = guarantees;
    before.seats.values().forEach(this::seat);
    before.leads.values().forEach(this::know);
  }

  String group() {
    return group;
  }

  int load(String repId) {
    return loads.getOrDefault(repId, 0);
  }

  int unaccepted(String repId) {
    return unaccepted.getOrDefault(repId, 0);
  }

  /** What the rep has let pass. */
  Silence silence(String repId) {
    return silences.getOrDefault(repId, Silence.NONE);
  }

  /** Whether somebody is to be paused who has not been. */
  Optional<String> owesAPause() {
    return owesAPause;
  }

  /** What the rep holds, and what counts as if it did. */
  int load(String repId, Instant now) {
    return load(repId) + counted(repId, now);
  }

  /** Leads that count as if the rep held them. */
  private int counted(String repId, Instant now) {
    return (int) silence(repId).countedUntil().stream().filter(now::isBefore).count();
  }

  private boolean paused(String repId, Instant now) {
    return silence(repId).pausedUntil().filter(now::isBefore).isPresent();
  }

  /** What the rep got, in the windows of its last lead. */
  LeadCounts counts(String repId) {
    return receipts.containsKey(repId) ? receipts.get(repId).counts() : LeadCounts.NONE;
  }

  Map<String, Map<String, Long>> tags() {
    return ledger.tags;
  }

  long tag(String rotation, String repId) {
    return ledger.tags.getOrDefault(rotation, Map.of()).getOrDefault(repId, 0L);
  }

  long virtualTime(String rotation) {
    return ledger.virtualTimes.getOrDefault(rotation, 0L);
  }

  /** Turns that the rep is owed. */
  int credit(String repId) {
    return ledger.credit(repId);
  }

  /** When that was decided which is being followed. */
  Instant now() {
    return now;
  }

  /** What a turn costs the rep there. */
  long charge(String rotation, String repId) {
    return Rotation.TURN / weight(rotation, repId);
  }

  int weight(String rotation, String repId) {
    return pools(rotation).findFirst().orElseThrow().weight(data(repId));
  }

  private Stream<Pool> pools(String rotation) {
    return policy.orElseThrow().pools().values().stream()
        .filter(any -> any.group().equals(group) && any.rotation().equals(rotation));
  }

  /** The smallest tag of those who can take a turn there now; empty: nobody can. */
  OptionalLong smallestTag(String rotation) {
    return seats.keySet().stream()
        .filter(rep -> pools(rotation).anyMatch(pool -> mayTake(pool, rep, now)))
        .mapToLong(rep -> tag(rotation, rep))
        .min();
  }

  void follow(Optional<Command> command, Verdict verdict, Optional<Policy> policyAfter) {
    Map<String, RepSeat> changed = new HashMap<>();
    verdict.seats().forEach(seat -> changed.put(seat.repId(), seat));
    if (command.isPresent() && command.get() instanceof Command.LeadHandedOver handed) {
      know(handed.lead().withStatus(LeadStatus.WAITING));
    }
    leads.values().forEach(lead -> facts.put(lead.leadId(), lead.lead()));
    verdict.leads().values().stream()
        .filter(lead -> lead.status() != LeadStatus.HANDED_OVER)
        .forEach(lead -> leads.put(lead.leadId(), lead));
    for (Output output : verdict.outputs()) {
      if (output instanceof Output.Decided decided) {
        follow(decided.decision(), command, changed, policyAfter);
      }
    }
    if (command.isPresent() && command.get() instanceof Command.RepChanged told) {
      looksAfter(told, changed);
    }
    changed.values().forEach(this::data);
  }

  private void follow(
      Decision decision,
      Optional<Command> command,
      Map<String, RepSeat> changed,
      Optional<Policy> policyAfter) {
    String leadId = decision.leadId();
    now = decision.decidedAt();
    if (!decision.eventId().isEmpty()) {
      facts.clear();
    }
    Integer cycle = cycles.put(leadId, decision.cycle());
    if (cycle != null && cycle != decision.cycle()) {
      previous.remove(leadId);
      owners.forget(leadId);
    }
    command
        .filter(LeadSubmitted.class::isInstance)
        .map(LeadSubmitted.class::cast)
        .ifPresent(report -> owners.hear(report, decision, holders.containsKey(leadId)));
    guarantees.decided(this, decision);
    switch (decision.kind()) {
      case POLICY_ACTIVATED -> {
        policy = policyAfter;
        ledger.keepOnly(
            policyAfter.orElseThrow().pools().values().stream()
                .filter(pool -> pool.group().equals(group))
                .map(Pool::rotation)
                .toList());
        roll(decision.decidedAt());
        capPools(policyAfter.orElseThrow(), decision.decidedAt());
      }
      case REP_JOINED, REP_CHANGED, REP_LEFT -> {
        switch (decision.reason()) {
          case "by-the-clock" -> {}
          case "paused-for-silence" -> pause(decision);
          default -> staff(decision, command.orElseThrow(), changed);
        }
      }
      case REVOKED -> {
        String lastHolder = holders.getOrDefault(leadId, "");
        if (decision.reason().equals("rep-left")) {
          // Of one who has not arrived here yet, nothing else says that it is on its way.
          Optional.ofNullable(changed.get(holders.get(leadId))).ifPresent(this::data);
        }
        switch (decision.reason()) {
          case "not-accepted", "not-contacted" -> letPass(leadId, decision.decidedAt());
          case "declined", "returned", "refunded", "refund-limit" -> answered(leadId);
          default -> {}
        }
        if (!NOBODYS_DOING.contains(decision.reason())) {
          previous.computeIfAbsent(leadId, id -> new ArrayList<>()).add(holders.get(leadId));
        }
        if (decision.reason().equals("refunded") || neverGot(decision)) {
          receipts
              .getOrDefault(decision.choice().repId(), new Receipts())
              .remove(givenAt.get(leadId));
        }
        if (countsAsNeverGiven(decision, command)) {
          Optional.ofNullable(poolReceipts.get(leadPools.get(leadId)))
              .ifPresent(given -> given.remove(givenAt.get(leadId)));
        }
        release(leadId);
        owesAPause = tooSilent(lastHolder);
      }
      case UNROUTABLE -> {
        if (decision.reason().equals("too-many-attempts")) {
          gaveUp(decision);
        }
      }
      case CLOSED, SUPPRESSED, HANDED_OVER -> release(leadId);
      case ERASED -> {
        release(leadId);
        // The same command may open it anew.
        steps.remove(leadId);
      }
      case REOPENED -> hold(decision);
      case OUTCOME_RECORDED -> {
        switch (decision.disposition().orElseThrow()) {
          case ACCEPTED, CONTACTED, QUALIFIED -> {
            answered(leadId);
            touch(leadId);
          }
          case ASSIGNED_BY_HAND, REASSIGNED -> {
            if (!decision.reason().equals("echo")) {
              takesOver(decision);
            }
          }
          default -> {}
        }
      }
      case ASSIGNED -> {
        if (!decision.choice().strategy().isEmpty()) {
          chosen(decision);
        }
        takesOver(decision);
      }
      case OBSERVED -> {
        if (decision.reason().equals("imported")) {
          takesOver(decision);
        } else if (!decision.choice().strategy().isEmpty()) {
          chosen(decision);
          owners.forget(leadId);
        }
      }
      case WAITING -> {
        if (!decision.choice().routes().isEmpty() && !waitsToBeCalled(decision)) {
          owners.forget(leadId);
        }
      }
      default -> {}
    }
    for (LedgerEntry entry : decision.ledger()) {
      guarantees.entered(this, entry);
      ledger.enter(entry);
    }
  }

  /** Before anybody is asked for it. */
  static boolean waitsToBeCalled(Decision decision) {
    return decision.choice().routes().get(0).route().equals(LineName.CONTACT_HOURS);
  }

  /**
   * Who of those that hold the lead's person or account, or else stand in, may take it now: at any
   * hour, but not while away or full; empty: its rule says who.
   */
  Optional<String> owner(String leadId) {
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    List<String> had = previous.getOrDefault(leadId, List.of());
    Optional<Owner> first = owners.first(leadId);
    Referral referral = steps.containsKey(leadId) ? steps.get(leadId).referral() : Referral.NONE;
    return owners
        .lately(leadId, policy.get().conduct().ownership(), now)
        .flatMap(owner -> ask(owner == first.get() ? referral : Referral.NONE, owner.repId()))
        .filter(repId -> !had.contains(repId))
        .filter(repId -> isHere(repId) && !off(data(repId), now) && !paused(repId, now))
        .filter(repId -> data(repId).status() == RepStatus.ACTIVE)
        .filter(repId -> hasRoom(repId, Optional.empty(), now))
        .findFirst();
  }

  private Stream<String> ask(Referral referral, String repId) {
    return ask(referral, List.of(repId), true, now).stream();
  }

  /** Whether the decision says that the lead went to one of those. */
  static boolean toItsOwner(Decision decision) {
    return decision.choice().routes().stream()
        .anyMatch(
            tried -> tried.route().startsWith("ownership:") && tried.result().equals("chosen"));
  }

  /** It was counted when the router gave it, and is not to be. */
  private boolean countsAsNeverGiven(Decision decision, Optional<Command> command) {
    return units.getOrDefault(decision.leadId(), 0) > 0
        && !byHand.contains(decision.leadId())
        && command.isPresent()
        && command.get() instanceof Command.OutcomeReported reported
        && switch (decision.disposition().orElse(Disposition.UNKNOWN)) {
          case REFUSED -> true;
          case RETURNED ->
              policy
                  .filter(known -> known.conduct().refunds().covers(reported.outcome().reason()))
                  .isPresent();
          default -> false;
        };
  }

  private void capPools(Policy policy, Instant now) {
    poolReceipts.keySet().removeIf(pool -> paces(policy, pool).isEmpty());
    for (Pool pool : policy.pools().values()) {
      List<Integer> windows = paces(policy, pool.id());
      if (!windows.isEmpty()) {
        Receipts given = poolReceipts.computeIfAbsent(pool.id(), any -> new Receipts());
        given.moveTo(pool.poolCaps().timeZone());
        boolean rolls = pool.poolCaps().caps().rolling();
        given.roll(rolls ? windows.get(windows.size() - 1) : Receipts.NONE, now);
      }
    }
  }

  /** The windows in which a pool of the group gives only so many. */
  private List<Integer> paces(Policy policy, String pool) {
    Pool known = policy.pools().get(pool);
    return known == null || !known.group().equals(group)
        ? List.of()
        : IntStream.range(0, PACES.size())
            .filter(window -> PACES.get(window).apply(known.poolCaps().caps()).isPresent())
            .boxed()
            .toList();
  }

  /** What pools gave, in the windows of their last leads. */
  Map<String, LeadCounts> poolCounts() {
    Map<String, LeadCounts> counts = new TreeMap<>();
    poolReceipts.forEach(
        (pool, given) -> {
          if (given.last().isAfter(Instant.MIN)) {
            counts.put(pool, given.counts());
          }
        });
    return counts;
  }

  /** What a pool gave in the windows that roll for it, and the same of what is stored of it. */
  List<List<Instant>> latest(PoolTally tally, Instant now) {
    Receipts given = poolReceipts.get(tally.pool());
    return List.of(given.latest(now), given.latest(tally.counts().latest(), now));
  }

  /** What is left under the caps of the pool as a whole. */
  private OptionalInt together(Pool pool, Instant now) {
    Caps caps = pool.poolCaps().caps();
    List<String> held =
        holders.keySet().stream()
            .filter(lead -> units.get(lead) > 0 && leadPools.get(lead).equals(pool.id()))
            .toList();
    int unaccepted = (int) held.stream().filter(untouched::contains).count();
    Receipts given = poolReceipts.getOrDefault(pool.id(), new Receipts());
    IntStream paces =
        paces(policy.orElseThrow(), pool.id()).stream()
            .mapToInt(
                window ->
                    PACES.get(window).apply(caps).getAsInt()
                        - (caps.rolling()
                            ? given.rolled(window, now)
                            : given.used(window, now, pool.poolCaps().timeZone())));
    IntStream most =
        Stream.of(
                left(caps.openLeads(), Optional.empty(), held.size()),
                left(pool.poolCaps().maxUnaccepted(), Optional.empty(), unaccepted))
            .flatMapToInt(OptionalInt::stream);
    return IntStream.concat(paces, most).min();
  }

  private void takesOver(Decision decision) {
    owners.forget(decision.leadId());
    boolean byRouter = !decision.choice().strategy().isEmpty();
    String pool = decision.choice().pool();
    boolean goesRound =
        !byRouter
            && holders.containsKey(decision.leadId())
            && leadPools.get(decision.leadId()).equals(pool);
    release(decision.leadId());
    touched.remove(decision.leadId());
    Instant at = decision.decidedAt();
    if (decision.reason().equals("imported")) {
      Holding holding = leads.get(decision.leadId()).holding();
      holding
          .acceptedAt()
          .or(holding::firstTouchAt)
          .ifPresent(any -> touched.add(decision.leadId()));
      at = holding.assignedAt().orElseThrow();
    }
    givenAt.put(decision.leadId(), at);
    leadPools.put(decision.leadId(), pool);
    byHand.remove(decision.leadId());
    if (!byRouter) {
      byHand.add(decision.leadId());
    }
    if (hold(decision)) {
      if (poolReceipts.containsKey(pool) && !goesRound) {
        poolReceipts.get(pool).add(at);
      }
      String repId = decision.choice().repId();
      receipts.computeIfAbsent(repId, any -> new Receipts()).add(at, data(repId).timeZone());
    }
  }

  private void chosen(Decision decision) {
    OpenLead lead = leads.get(decision.leadId());
    if (toItsOwner(decision)) {
      Route route =
          new Route.ToRep(
              decision.choice().repId(), true, new CountsIn.Nowhere(), false, Stay.NONE);
      List<String> owner = owner(decision.leadId()).stream().toList();
      guarantees.chose(new Choosing(this, decision, route, "", owner, false, lead.lead()));
      return;
    }
    boolean settled =
        lead.status() == LeadStatus.ASSIGNED
            || lead.status() == LeadStatus.OBSERVED
            || lead.status() == LeadStatus.CLOSED;
    boolean same = lead.cycle() == decision.cycle() && lead.attempt() == decision.attempt();
    if (!settled || !same) {
      return; // taken back by the same command: nobody can see any more by which route it came
    }
    Instant now = decision.decidedAt();
    Policy inForce = policy.orElseThrow();
    Route route =
        decision.reason().equals("escalated")
            ? escalation(decision, inForce)
            : inForce.rule(decision.ruleId()).orElseThrow().routes().get(lead.step().route());
    List<String> had = previous.getOrDefault(decision.leadId(), List.of());
    ScoredLead known = facts.getOrDefault(lead.leadId(), lead.lead());
    Optional<Pool> pool = pool(route, known, inForce);
    List<String> candidates =
        pool.isPresent()
            ? candidates(pool.get(), route, known, had, now)
            : first(named(route, known, referral(lead), now), route, had, now);
    boolean specialist =
        candidates.size() == 1 && pool.filter(p -> able(p, route, had, now).size() > 1).isPresent();
    String rotation = pool.map(Pool::rotation).orElse("");
    Choosing choosing =
        new Choosing(this, decision, route, rotation, candidates, specialist, known);
    guarantees.chose(choosing);
  }

  /** The target that the decision says it chose. */
  private static Route escalation(Decision decision, Policy policy) {
    List<RouteTried> tried = decision.choice().routes();
    return policy.conduct().escalateTo().get(tried.size() - 1);
  }

  private void gaveUp(Decision decision) {
    ScoredLead lead = facts.getOrDefault(decision.leadId(), leads.get(decision.leadId()).lead());
    List<String> had = previous.getOrDefault(decision.leadId(), List.of());
    Instant now = decision.decidedAt();
    List<String> could = new ArrayList<>();
    for (Route route : policy.orElseThrow().conduct().escalateTo()) {
      Optional<Pool> pool = pool(route, lead, policy.orElseThrow());
      if (pool.isEmpty()) {
        could.addAll(first(named(route, lead, Referral.NONE, now), route, had, now));
      } else if (pool.get().group().equals(group)) {
        could.addAll(candidates(pool.get(), route, lead, had, now));
      }
    }
    guarantees.gaveUp(decision, could);
  }

  Optional<Policy> policy() {
    return policy;
  }

  /** The pool that the route leads to; empty: to reps of its own, or to nobody. */
  static Optional<Pool> pool(Route route, ScoredLead lead, Policy policy) {
    if (route instanceof Route.ToPool to) {
      return Optional.of(policy.pools().get(to.pool()));
    } else if (route instanceof Route.ByBand by) {
      return Optional.of(policy.pools().get(by.pools().get(lead.score().band())));
    }
    return Optional.empty();
  }

  /** Everybody of the pool who could take the lead now. */
  List<String> candidates(
      Pool pool, Route route, ScoredLead lead, Collection<String> had, Instant now) {
    return able(pool, route, had, now).stream().filter(rep -> suits(route, lead, rep)).toList();
  }

  /** Everybody of the pool who may take leads of the route now, whatever it asks for. */
  private List<String> able(Pool pool, Route route, Collection<String> had, Instant now) {
    return seats.keySet().stream()
        .filter(rep -> !had.contains(rep))
        .filter(rep -> member(pool, rep))
        .filter(rep -> mayTake(rep, Optional.of(pool), route, now))
        .filter(rep -> open(pool, rep, now))
        .toList();
  }

  private boolean mayTake(Pool pool, String repId, Instant now) {
    return member(pool, repId)
        && isThere(repId, now)
        && hasRoom(repId, Optional.of(pool), now)
        && open(pool, repId, now);
  }

  /** Whether the rep is what the route asks for. */
  boolean suits(Route route, ScoredLead lead, String repId) {
    return suits(route.requires(), lead, repId);
  }

  private boolean suits(List<Requirement> requires, ScoredLead lead, String repId) {
    return requires.stream().allMatch(each -> each.of(lead).test(data(repId)));
  }

  /** Whether the rep is in the pool, and in the group. */
  boolean member(Pool pool, String repId) {
    RepSeat seat = seats.get(repId);
    return seat != null
        && seat.presence() == Presence.HERE
        && seat.rep().filter(pool::admits).isPresent();
  }

  private boolean open(Pool pool, String repId, Instant now) {
    Rep rep = data(repId);
    return pool.hours()
            .map(calendar -> calendar.hours(rep.timeZone(), rep.holidayRegion()).include(now))
            .orElse(true)
        && hasTimeToAccept(pool, rep, now);
  }

  /**
   * Whether the rep works for longer than it has to accept a lead, if it has its own hours for it.
   */
  private boolean hasTimeToAccept(Pool pool, Rep rep, Instant now) {
    Stay accept = pool.acceptWithin();
    if (!accept.ofRep()) {
      return true;
    }
    Instant by = now.plus(accept.waitFor().orElseThrow());
    return !ends(hours(rep, policy), now, by) && !goesOff(rep, now, by);
  }

  /** When the rep works, as the group knows it now. */
  Hours hours(String repId) {
    return hours(data(repId), policy);
  }

  static Hours hours(Rep rep, Optional<Policy> policy) {
    Holidays holidays =
        policy.map(known -> known.holidays(rep.holidayRegion())).orElse(Holidays.NONE);
    return Hours.of(rep.timeZone(), rep.workingHours(), holidays);
  }

  private Rep data(String repId) {
    return seats.get(repId).rep().orElseThrow();
  }

  /** Whom a route names that leads to no pool, each followed by whoever stands in for it now. */
  List<String> named(Route route, ScoredLead lead, Referral referral, Instant now) {
    List<String> asked = new ArrayList<>();
    boolean backup = false;
    if (route instanceof Route.ToRep to) {
      asked.add(to.repId());
      backup = to.backup();
    } else if (route instanceof Route.ToOwner to) {
      lead.account().stream()
          .flatMap(account -> account.owners().stream())
          .filter(owner -> owner.role().equals(to.role()))
          .forEach(owner -> asked.add(owner.repId()));
      backup = to.backup();
    }
    return ask(referral, asked, backup, now);
  }

  /** Whoever a lead was sent here for, in the place of one of these, comes first; nobody twice. */
  private List<String> ask(Referral referral, List<String> named, boolean backup, Instant now) {
    List<String> had = referral.asked();
    List<String> asked = new ArrayList<>(named);
    if (named.contains(referral.repId()) || !Collections.disjoint(named, had)) {
      asked.add(0, referral.repId());
      asked.removeAll(had);
    } else {
      had = List.of();
    }
    List<String> all = new ArrayList<>(withStandIns(asked, backup, now));
    all.removeAll(had);
    return all;
  }

  /** For whom the lead was sent here, if it still stands where it stood then. */
  private Referral referral(OpenLead lead) {
    Step before = steps.getOrDefault(lead.leadId(), lead.step());
    Referral referral = before.referral();
    boolean same =
        before.ruleId().equals(lead.step().ruleId()) && before.route() == lead.step().route();
    boolean forAnOwner =
        owners
            .first(lead.leadId())
            .map(Owner::repId)
            .filter(id -> id.equals(referral.repId()) || referral.asked().contains(id))
            .isPresent();
    return same && !forAnOwner ? referral : Referral.NONE;
  }

  private List<String> withStandIns(List<String> asked, boolean backup, Instant now) {
    List<String> all = new ArrayList<>();
    for (String repId : asked) {
      String next = repId;
      while (!next.isEmpty() && !all.contains(next)) {
        all.add(next);
        next = backup && away(next, now) ? data(next).backupRepId() : "";
      }
    }
    return all;
  }

  /** Whether the rep is away for longer than a night: then somebody stands in for it. */
  private boolean away(String repId, Instant now) {
    RepSeat seat = seats.get(repId);
    return seat != null
        && seat.presence() == Presence.HERE
        && seat.rep().isPresent()
        && (seat.rep().get().status() == RepStatus.ON_LEAVE
            || seat.rep().get().status() == RepStatus.INACTIVE
            || off(seat.rep().get(), now));
  }

  private static boolean off(Rep rep, Instant now) {
    return rep.timeOff().stream()
        .anyMatch(off -> !now.isBefore(off.from()) && now.isBefore(off.to()));
  }

  private List<String> first(List<String> named, Route route, List<String> had, Instant now) {
    return named.stream()
        .filter(rep -> !had.contains(rep) && mayTake(rep, Optional.empty(), route, now))
        .limit(1)
        .toList();
  }

  /** Whether the rep may be given a lead now, as far as no pool's hours have a say. */
  boolean mayTake(String repId, Optional<Pool> pool, Route route, Instant now) {
    return isHere(repId)
        && isThere(repId, now)
        && (hasRoom(repId, pool, now) || route.beyondCaps());
  }

  private boolean isHere(String repId) {
    RepSeat seat = seats.get(repId);
    return seat != null && seat.presence() == Presence.HERE && seat.rep().isPresent();
  }

  private boolean hasRoom(String repId, Optional<Pool> pool, Instant now) {
    OptionalInt room = room(repId, pool, now);
    return room.isEmpty() || room.getAsInt() > 0;
  }

  /**
   * What is left under every cap of the rep's, and of the pool's where it has none; and of the pool
   * as a whole.
   */
  OptionalInt room(String repId, Optional<Pool> pool, Instant now) {
    Rep rep = data(repId);
    Receipts got = receipts.getOrDefault(repId, new Receipts());
    IntStream paces =
        IntStream.range(0, PACES.size())
            .flatMap(
                window -> {
                  Optional<Caps> of = capping(rep, pool, window);
                  int used =
                      of.filter(Caps::rolling).isPresent()
                          ? got.rolled(window, now)
                          : got.used(window, now, rep.timeZone());
                  return of.map(PACES.get(window)).orElse(OptionalInt.empty()).stream()
                      .map(cap -> cap - used);
                });
    IntStream held =
        Stream.of(
                left(
                    rep.caps().openLeads(),
                    pool.map(Pool::caps).map(Caps::openLeads),
                    load(repId, now)),
                left(
                    rep.maxUnaccepted(),
                    pool.map(Pool::maxUnaccepted),
                    unaccepted(repId) + counted(repId, now)))
            .flatMapToInt(OptionalInt::stream);
    IntStream ofPool =
        pool.map(any -> together(any, now)).stream().flatMapToInt(OptionalInt::stream);
    return IntStream.concat(IntStream.concat(paces, held), ofPool).min();
  }

  /** The most open leads that the rep may have there. */
  OptionalInt capacity(String repId, Pool pool) {
    OptionalInt own = data(repId).caps().openLeads();
    return own.isPresent() ? own : pool.caps().openLeads();
  }

  /** When the rep last got a lead. */
  Instant lastReceipt(String repId) {
    return receipts.getOrDefault(repId, new Receipts()).last();
  }

  /** Whose cap on that window holds: the rep's own, or the pool's where it has none. */
  private static Optional<Caps> capping(Rep rep, Optional<Pool> pool, int window) {
    return Stream.concat(Stream.of(rep.caps()), pool.map(Pool::caps).stream())
        .filter(caps -> PACES.get(window).apply(caps).isPresent())
        .findFirst();
  }

  /** What the rep got in the windows that roll for it, and the same of what is stored of it. */
  List<List<Instant>> latest(RepSeat seat, Instant now) {
    Receipts got = receipts.getOrDefault(seat.repId(), new Receipts());
    return List.of(got.latest(now), got.latest(seat.counts().latest(), now));
  }

  private void roll(Instant now) {
    seats.keySet().forEach(repId -> roll(repId, now));
  }

  private void roll(String repId, Instant now) {
    RepSeat seat = seats.get(repId);
    int longest = Receipts.NONE;
    if (seat.presence() == Presence.HERE && seat.rep().isPresent()) {
      List<Optional<Pool>> beside = new ArrayList<>(List.of(Optional.empty()));
      policy.ifPresent(
          known ->
              known.pools().values().stream()
                  .filter(pool -> pool.group().equals(group) && member(pool, repId))
                  .forEach(pool -> beside.add(Optional.of(pool))));
      for (int window = 0; window < PACES.size(); window++) {
        int each = window;
        boolean rolls =
            beside.stream()
                .flatMap(pool -> capping(seat.rep().get(), pool, each).stream())
                .anyMatch(Caps::rolling);
        longest = rolls ? window : longest;
      }
    }
    if (longest != Receipts.NONE || receipts.containsKey(repId)) {
      receipts.computeIfAbsent(repId, any -> new Receipts()).roll(longest, now);
    }
  }

  private static OptionalInt left(OptionalInt own, Optional<OptionalInt> others, int used) {
    OptionalInt cap = own.isPresent() ? own : others.orElse(OptionalInt.empty());
    return cap.isPresent() ? OptionalInt.of(cap.getAsInt() - used) : cap;
  }

  private boolean atWork(Rep rep, Instant now) {
    return rep.status() == RepStatus.ACTIVE && !off(rep, now) && hours(rep, policy).include(now);
  }

  /** Whether the rep works now and the pool is open, whatever room the rep has. */
  boolean isThere(String repId, Pool pool, Instant now) {
    return isThere(repId, now) && open(pool, repId, now);
  }

  private boolean isThere(String repId, Instant now) {
    return !paused(repId, now) && atWork(data(repId), now);
  }

  /** Whether the rep was not there, for its own or the pool's sake, at or after {@code from}. */
  boolean wasAway(String repId, Pool pool, Instant from, Instant to) {
    Rep rep = data(repId);
    if (!atWork(rep, from) || !open(pool, repId, from)) {
      return true;
    }
    return goesOff(rep, from, to)
        || ends(hours(rep, policy), from, to)
        || pool.hours()
            .filter(all -> ends(all.hours(rep.timeZone(), rep.holidayRegion()), from, to))
            .isPresent();
  }

  private static boolean goesOff(Rep rep, Instant from, Instant to) {
    return rep.timeOff().stream()
        .anyMatch(
            off ->
                off.from().isAfter(from)
                    && !off.from().isAfter(to)
                    && off.from().isBefore(off.to()));
  }

  private static boolean ends(Hours hours, Instant from, Instant to) {
    return hours.changesAfter(from).filter(end -> !end.isAfter(to)).isPresent();
  }

  /** Whoever's data is changed, but for its group, may have said why it was silent. */
  private void looksAfter(Command.RepChanged told, Map<String, RepSeat> changed) {
    RepSeat before = seats.get(told.repId());
    RepSeat after = changed.get(told.repId());
    boolean heeded = after != null && after.version() == told.version();
    if (before != null
        && heeded
        && before.moves() == told.moves()
        && !before.rep().equals(told.rep())) {
      answer(told.repId());
    }
  }

  /** Whether the CRM refused a lead that counted as its rep's here. */
  private boolean neverGot(Decision decision) {
    RepSeat seat = seats.get(decision.choice().repId());
    return decision.disposition().equals(Optional.of(Disposition.REFUSED))
        && units.getOrDefault(decision.leadId(), 0) > 0
        && seat != null
        && seat.presence() != Presence.MOVED;
  }

  private void letPass(String leadId, Instant now) {
    String repId = holders.getOrDefault(leadId, "");
    RepSeat seat = seats.get(repId);
    if (units.getOrDefault(leadId, 0) > 0 && seat != null && seat.presence() != Presence.MOVED) {
      Patience patience = policy.orElseThrow().conduct().patience();
      letPass(repId, patience.expiredCountsFor().map(now::plus));
    }
  }

  private void letPass(String repId, Optional<Instant> countsUntil) {
    heard(repId, new Silence(1, Optional.empty(), countsUntil.stream().toList()));
  }

  private void heard(String repId, Silence more) {
    Silence known = silence(repId);
    List<Instant> counted = new ArrayList<>(known.countedUntil());
    counted.addAll(more.countedUntil());
    Optional<Instant> paused =
        Stream.of(known.pausedUntil(), more.pausedUntil())
            .flatMap(Optional::stream)
            .max(Instant::compareTo);
    silences.put(repId, new Silence(known.inARow() + more.inARow(), paused, counted));
  }

  private Optional<String> tooSilent(String repId) {
    RepSeat seat = seats.get(repId);
    return policy
        .map(known -> known.conduct().patience().pauseAfterExpired())
        .filter(most -> most.isPresent() && silence(repId).inARow() >= most.getAsInt())
        .filter(most -> seat != null && seat.presence() != Presence.MOVED)
        .filter(most -> seat.rep().isPresent())
        .map(most -> repId);
  }

  private void pause(Decision decision) {
    String repId = decision.choice().repId();
    if (owesAPause.equals(Optional.of(repId))) {
      Duration pause = policy.orElseThrow().conduct().patience().pauseFor();
      heard(
          repId,
          new Silence(
              -silence(repId).inARow(), Optional.of(decision.decidedAt().plus(pause)), List.of()));
      owesAPause = Optional.empty();
    }
  }

  private void answered(String leadId) {
    RepSeat seat = seats.get(holders.getOrDefault(leadId, ""));
    if (units.getOrDefault(leadId, 0) > 0 && seat != null && seat.presence() != Presence.MOVED) {
      answer(seat.repId());
    }
  }

  private void answer(String repId) {
    silences.put(repId, new Silence(0, Optional.empty(), silence(repId).countedUntil()));
  }

  private void staff(Decision decision, Command command, Map<String, RepSeat> changed) {
    String repId = decision.choice().repId();
    RepSeat before = seats.get(repId);
    if (command instanceof Command.RepChanged told && told.repId().equals(repId)) {
      looksAfter(told, changed);
    }
    if (command instanceof Command.RoomChanged room) {
      loads.merge(repId, room.units(), Integer::sum);
      unaccepted.merge(repId, room.unaccepted(), Integer::sum);
      if (room.refunds().isPresent() && !decision.reason().equals("refund-limit")) {
        receipts.get(repId).remove(room.refunds().orElseThrow());
      }
      switch (room.sign()) {
        case SILENT -> letPass(repId, room.countsUntil());
        case ANSWERED -> answer(repId);
        case NONE, REFUSED -> {}
      }
    } else if (command instanceof Command.RepHandedOver handed
        && handed.rep().repId().equals(repId)) {
      boolean expected = before != null && before.presence() == Presence.EXPECTED;
      loads.put(repId, handed.load() + (expected ? load(repId) : 0));
      unaccepted.put(repId, handed.unaccepted() + (expected ? unaccepted(repId) : 0));
      heard(repId, handed.silence());
      Receipts others = moving.remove(repId);
      if (others != null) {
        ZoneId zone = changed.get(repId).rep().orElse(handed.rep()).timeZone();
        receipts.computeIfAbsent(repId, any -> new Receipts()).add(others, zone);
      }
    }
    RepSeat after = changed.get(repId);
    data(after);
    if (after.presence() != Presence.MOVED) {
      roll(repId, decision.decidedAt());
    } else {
      loads.put(repId, 0);
      unaccepted.put(repId, 0);
      silences.remove(repId);
      Receipts all = receipts.remove(repId);
      if (all != null) {
        all.leave(decision.decidedAt());
        moving.put(repId, all);
      }
      ledger.leave(repId);
    }
    owesAPause = command instanceof Command.RepChanged ? Optional.empty() : tooSilent(repId);
  }

  private void seat(RepSeat seat) {
    loads.put(seat.repId(), seat.load());
    unaccepted.put(seat.repId(), seat.unaccepted());
    silences.put(seat.repId(), seat.silence());
    data(seat);
  }

  private void data(RepSeat seat) {
    seats.put(seat.repId(), seat);
    Receipts got = receipts.get(seat.repId());
    if (got != null) {
      got.moveTo(seat.rep().map(Rep::timeZone).orElse(ZoneOffset.UTC));
    }
  }

  private void know(OpenLead lead) {
    leads.put(lead.leadId(), lead);
    owners.know(lead);
    steps.put(lead.leadId(), lead.step());
    cycles.put(lead.leadId(), lead.cycle());
    previous.put(lead.leadId(), new ArrayList<>(lead.previousReps()));
    Holding holding = lead.holding();
    leadPools.put(lead.leadId(), holding.pool());
    if (holding.byHand()) {
      byHand.add(lead.leadId());
    }
    holding.assignedAt().ifPresent(at -> givenAt.put(lead.leadId(), at));
    if (holding.acceptedAt().isPresent() || holding.firstTouchAt().isPresent()) {
      touched.add(lead.leadId());
    }
    if (lead.status() == LeadStatus.ASSIGNED) {
      if (holding.units() > 0 && !touched.contains(lead.leadId())) {
        untouched.add(lead.leadId());
      }
      holders.put(lead.leadId(), lead.holding().repId());
      units.put(lead.leadId(), lead.holding().units());
    }
  }

  /** Whether it takes room of the holder's that is kept here. */
  private boolean hold(Decision decision) {
    String repId = decision.choice().repId();
    RepSeat seat = seats.get(repId);
    boolean byHand = decision.choice().strategy().isEmpty();
    boolean counted =
        seat != null
            && seat.presence() != Presence.MOVED
            && (seat.rep().isPresent() || (!byHand || decision.reason().equals("reopened")));
    holders.put(decision.leadId(), repId);
    boolean takesRoom = counted && !decision.test();
    units.put(decision.leadId(), takesRoom ? 1 : 0);
    loads.merge(repId, units.get(decision.leadId()), Integer::sum);
    if (takesRoom && !touched.contains(decision.leadId())) {
      untouched.add(decision.leadId());
      unaccepted.merge(repId, 1, Integer::sum);
    }
    return takesRoom;
  }

  private void touch(String leadId) {
    touched.add(leadId);
    countAsTouched(leadId);
  }

  private void countAsTouched(String leadId) {
    RepSeat seat = seats.get(holders.getOrDefault(leadId, ""));
    if (untouched.remove(leadId) && seat != null && seat.presence() != Presence.MOVED) {
      unaccepted.merge(seat.repId(), -1, Integer::sum);
    }
  }

  private void release(String leadId) {
    countAsTouched(leadId);
    String holder = holders.remove(leadId);
    Integer held = units.remove(leadId);
    if (holder != null && held > 0 && seats.containsKey(holder)) {
      if (seats.get(holder).presence() != Presence.MOVED) {
        loads.merge(holder, -held, Integer::sum);
      }
    }
  }
}
