package io.leadrouter;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Erasure;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Fate;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.Hearing;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadActivity;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LeadExample;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.Lesson;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.ModelOrigin;
import io.leadrouter.domain.ModelPin;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Owner;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.Referral;
import io.leadrouter.domain.RefundCount;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepHome;
import io.leadrouter.domain.RepPlace;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoreReason;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.Sign;
import io.leadrouter.domain.Silence;
import io.leadrouter.domain.Standing;
import io.leadrouter.domain.Step;
import io.leadrouter.domain.TimeOff;
import io.leadrouter.domain.TrainingExample;
import io.leadrouter.domain.TrainingProgress;
import io.leadrouter.domain.WorkingHours;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Values of every domain type that the contract can carry, the odd ones included: empty text, text
 * of any script, the largest numbers, times before 1970. The same seed gives the same values.
 */
public final class RandomDomain {

  private static final String[] TEXTS = {
    "", "", "web", "emea", "trade-fair", "Ça va? 漢字 \uD83D\uDE00", "a/b:c", "x".repeat(300)
  };
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Paris"), ZoneId.of("Asia/Kolkata"));

  private final Random random;

  public RandomDomain(long seed) {
    random = new Random(seed);
  }

  public Lead lead() {
    return new Lead(
        id("l"),
        id("e"),
        text(),
        text(),
        time(),
        random.nextInt(4) == 0 ? Person.UNKNOWN : person(),
        random.nextInt(4) == 0 ? Company.UNKNOWN : company(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        one(Consent.values()),
        text(),
        attributes(),
        random.nextBoolean());
  }

  public LeadActivity activity() {
    return new LeadActivity(id("l"), id("e"), text(), time(), attributes());
  }

  public LeadOutcome outcome() {
    return new LeadOutcome(
        id("l"),
        id("o"),
        perhapsInteger(),
        perhapsInteger(),
        text(),
        one(Disposition.values()),
        text(),
        perhaps(this::money),
        time());
  }

  public Account account() {
    return new Account(
        id("a"),
        list(this::text),
        text(),
        list(() -> new AccountOwner(text(), id("r"))),
        one(Lifecycle.values()),
        text(),
        text(),
        random.nextInt(3) == 0 ? 0 : random.nextLong(),
        perhaps(this::money),
        text());
  }

  public ScoredLead scoredLead() {
    return new ScoredLead(
        lead(), perhaps(this::account), quality(), score(), random.nextInt(), time());
  }

  public Rep rep() {
    return new Rep(
        id("r"),
        text(),
        text(),
        id("g"),
        one(RepStatus.values()),
        1 + random.nextInt(Rep.MAX_WEIGHT),
        random.nextBoolean() ? caps(Integer.MAX_VALUE, false) : caps(Caps.MOST_ROLLING, true),
        limit(),
        set(),
        set(),
        set(),
        set(),
        ZONES.get(random.nextInt(ZONES.size())),
        text(),
        list(this::workingHours),
        list(this::timeOff),
        random.nextBoolean() ? "" : id("backup"));
  }

  public LeadOwner leadOwner() {
    return new LeadOwner(text(), id("g"), text(), random.nextBoolean(), time());
  }

  public RepPlace repPlace() {
    return new RepPlace(id("r"), id("g"), random.nextInt());
  }

  public PublishedPolicy policy() {
    return new PublishedPolicy(
        id("p"), random.nextInt(), 1, text(), text(), text(), text(), time());
  }

  public TrainingExample trainingExample() {
    return new TrainingExample(
        id("l"),
        list(this::feature),
        random.nextBoolean(),
        random.nextBoolean(),
        time(),
        time(),
        text(),
        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble()));
  }

  public Lesson lesson() {
    return Lesson.of(random.nextLong(), trainingExample());
  }

  public TrainingProgress progress() {
    return new TrainingProgress(random.nextInt(), random.nextLong(), time());
  }

  public LeadExample leadExample() {
    return new LeadExample(
        id("l"),
        list(this::feature),
        time(),
        perhaps(this::estimate),
        list(this::text),
        random.nextBoolean(),
        one(Fate.values()),
        perhaps(random::nextBoolean),
        perhaps(this::time),
        list(() -> id("o")));
  }

  private Feature feature() {
    return random.nextBoolean()
        ? new Feature.Word(text(), text())
        : new Feature.Figure(text(), random.nextGaussian());
  }

  public PublishedModel model() {
    return new PublishedModel(
        id("v"),
        one(ModelOrigin.values()),
        text(),
        random.nextLong(),
        random.nextLong(),
        time(),
        text(),
        text(),
        perhaps(() -> new ModelPin(text(), text(), time())));
  }

  /** Its score has what assignments carry: total, grade, band and estimate. */
  public Assignment assignment() {
    return new Assignment(
        id("l"),
        random.nextInt(),
        random.nextInt(),
        one(AssignmentStatus.values()),
        text(),
        text(),
        id("g"),
        text(),
        text(),
        random.nextInt(),
        decidedScore(),
        text(),
        time(),
        perhaps(this::time),
        perhaps(this::time),
        random.nextBoolean());
  }

  /** Its score has what decisions carry: total, grade, band and estimate. */
  public Decision decision() {
    return new Decision(
        one(DecisionKind.values()),
        text(),
        random.nextInt(),
        random.nextInt(),
        text(),
        perhaps(this::origin),
        text(),
        random.nextLong(),
        random.nextInt(),
        text(),
        choice(),
        list(this::ledgerEntry),
        perhaps(this::decidedScore),
        perhaps(() -> one(Disposition.values())),
        perhaps(this::money),
        perhaps(this::time),
        text(),
        text(),
        text(),
        perhaps(this::time),
        perhaps(this::time),
        time(),
        random.nextBoolean());
  }

  public Conversion conversion() {
    return new Conversion(
        id("l"),
        random.nextInt(),
        random.nextInt(),
        one(ConversionResult.values()),
        text(),
        perhaps(this::money),
        text(),
        id("g"),
        text(),
        text(),
        random.nextInt(),
        text(),
        text(),
        perhapsNumber(),
        perhaps(this::estimate),
        random.nextInt(),
        time(),
        perhaps(this::time),
        perhaps(this::time),
        perhaps(this::time),
        time(),
        random.nextBoolean());
  }

  public Command command() {
    return switch (random.nextInt(9)) {
      case 0 ->
          new Command.LeadSubmitted(
              scoredLead(),
              one(LeadChange.values()),
              text(),
              time(),
              perhaps(this::holder),
              list(this::text),
              owners(),
              random.nextLong(),
              random.nextLong());
      case 1 -> new Command.LeadWithdrawn(id("l"), text(), random.nextBoolean(), random.nextLong());
      case 2 -> new Command.OutcomeReported(outcome(), random.nextLong(), random.nextLong());
      case 3 ->
          new Command.RepChanged(
              id("r"), perhaps(this::rep), random.nextInt(), random.nextLong(), turns());
      case 4 ->
          new Command.RepHandedOver(
              id("g"),
              rep(),
              random.nextInt(),
              random.nextLong(),
              random.nextInt(),
              random.nextInt(),
              perhaps(this::time),
              leadCounts(),
              perhaps(this::refundCount),
              perhaps(this::credit),
              Set.copyOf(list(() -> id("g"))),
              silence());
      case 5 ->
          new Command.RoomChanged(
              id("r"),
              id("l"),
              random.nextInt(),
              random.nextInt(),
              perhaps(this::time),
              one(Sign.values()),
              perhaps(this::time));
      case 7 -> new Command.HolderLeft(id("r"));
      case 6 -> new Command.LeadHandedOver(id("g"), openLead());
      default -> new Command.PolicyActivated(policy());
    };
  }

  public OpenLead openLead() {
    return new OpenLead(
        scoredLead(),
        one(LeadStatus.values()),
        random.nextInt(),
        random.nextInt(),
        new Step(
            text(),
            random.nextInt(),
            time(),
            perhaps(this::time),
            perhaps(this::time),
            text(),
            random.nextLong(),
            random.nextBoolean() ? Referral.NONE : new Referral(id("r"), list(() -> id("r")))),
        new Holding(
            text(),
            text(),
            random.nextInt(),
            random.nextInt(),
            perhapsNumber(),
            perhaps(this::estimate),
            perhaps(this::time),
            perhaps(this::time),
            perhaps(this::time),
            new Charge(text(), random.nextLong()),
            perhaps(this::time),
            perhaps(this::deadline),
            perhaps(this::deadline),
            random.nextBoolean()),
        list(() -> id("r")),
        time(),
        random.nextInt(),
        list(() -> id("o")),
        text(),
        random.nextInt(),
        perhaps(this::text),
        list(() -> id("p")),
        owners(),
        random.nextLong(),
        random.nextLong());
  }

  private Owners owners() {
    return new Owners(perhaps(this::owner), perhaps(this::owner));
  }

  private Owner owner() {
    return new Owner(id("r"), time());
  }

  private Deadline deadline() {
    return new Deadline(
        time(),
        Duration.ofSeconds(random.nextInt(1, 100_000)),
        text(),
        random.nextBoolean(),
        random.nextBoolean(),
        perhaps(() -> new Deadline.Warning(time(), Duration.ofSeconds(random.nextInt(1, 9_999)))));
  }

  public LeadState leadState() {
    return new LeadState(
        perhaps(this::lead),
        perhaps(this::quality),
        one(Standing.values()),
        text(),
        time(),
        time(),
        list(() -> id("e")),
        list(() -> new EngagementPoints(text(), number(), time())),
        list(this::outcome),
        random.nextLong(),
        perhaps(() -> new Erasure(time(), time(), random.nextLong())));
  }

  public RepSeat repSeat() {
    return new RepSeat(
        id("r"),
        perhaps(this::rep),
        random.nextInt(),
        random.nextLong(),
        one(Presence.values()),
        text(),
        random.nextInt(),
        random.nextInt(),
        perhaps(this::time),
        leadCounts(),
        perhaps(this::refundCount),
        perhaps(this::credit),
        silence(),
        counters(),
        counters(),
        turns(),
        random.nextBoolean(),
        random.nextBoolean(),
        Set.copyOf(list(() -> id("g"))));
  }

  private Map<String, Integer> turns() {
    Map<String, Integer> turns = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      turns.put(id("p"), random.nextInt());
    }
    return turns;
  }

  private Holder holder() {
    return new Holder(text(), perhaps(this::time), perhaps(this::time));
  }

  private Silence silence() {
    return new Silence(random.nextInt(), perhaps(this::time), list(this::time));
  }

  private LeadCounts leadCounts() {
    return new LeadCounts(
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        Stream.generate(this::time).limit(random.nextInt(3)).toList());
  }

  public PoolTally poolTally() {
    return new PoolTally(id("p"), Optional.of(time()), leadCounts());
  }

  public GroupState groupState() {
    return new GroupState(time(), random.nextLong(), counters(), hearing());
  }

  private Hearing hearing() {
    return new Hearing(perhaps(this::time), perhaps(this::time), perhaps(this::time));
  }

  public RepHome repHome() {
    return new RepHome(id("g"), random.nextInt(), random.nextLong());
  }

  public Origin origin() {
    return new Origin("leads", random.nextInt(Integer.MAX_VALUE), random.nextLong());
  }

  public Money money() {
    // 20 digits, 4 of them decimals: what the contract holds.
    BigInteger digits = new BigInteger(66, random).mod(BigInteger.TEN.pow(20));
    BigInteger units = random.nextBoolean() ? digits : digits.negate();
    return new Money(new BigDecimal(units, 4), random.nextBoolean() ? "EUR" : "JPY");
  }

  public Problem problem() {
    return new Problem(text(), text(), text());
  }

  private Person person() {
    return new Person(text(), text(), text(), text(), text());
  }

  private Company company() {
    return new Company(text(), text(), text(), random.nextInt(10_000), perhaps(this::money));
  }

  private DataQuality quality() {
    return new DataQuality(random.nextDouble(), list(this::problem));
  }

  private Score score() {
    return new Score(
        number(),
        number(),
        number(),
        text(),
        random.nextInt(),
        list(() -> new ScoreReason(text(), number())),
        perhaps(this::explained));
  }

  private Score decidedScore() {
    return new Score(number(), 0, 0, text(), random.nextInt(), List.of(), perhaps(this::estimate));
  }

  /** As it is once nobody asks why. */
  private Estimate estimate() {
    return explained().withoutReasons();
  }

  private Estimate explained() {
    return new Estimate(
        random.nextDouble(), id("m"), list(() -> new Estimate.Reason(text(), number())));
  }

  private Choice choice() {
    return new Choice(
        list(
            () ->
                new RouteTried(text(), text(), random.nextInt(), Map.of("full", random.nextInt()))),
        list(() -> new Candidate(id("r"), random.nextLong(), random.nextInt(), perhapsInteger())),
        text(),
        text(),
        text(),
        text(),
        perhapsNumber());
  }

  private LedgerEntry ledgerEntry() {
    return new LedgerEntry(
        text(),
        id("r"),
        "turn",
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextInt());
  }

  private RefundCount refundCount() {
    return new RefundCount(random.nextInt(), time());
  }

  private Credit credit() {
    return new Credit(random.nextInt(), time(), random.nextInt());
  }

  private WorkingHours workingHours() {
    int from = random.nextInt(1440);
    return new WorkingHours(one(DayOfWeek.values()), from, from + 1 + random.nextInt(1440 - from));
  }

  private TimeOff timeOff() {
    Instant from = time();
    return new TimeOff(from, from.plusSeconds(random.nextInt(1_000_000)), text());
  }

  private Caps caps(int most, boolean rolling) {
    return new Caps(limit(most), limit(most), limit(most), limit(most), limit(most), rolling);
  }

  private OptionalInt limit() {
    return limit(Integer.MAX_VALUE);
  }

  private OptionalInt limit(int most) {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(most));
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put(text(), text());
    }
    return attributes;
  }

  private Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      counters.put(id("rotation"), random.nextLong());
    }
    return counters;
  }

  private Set<String> set() {
    return new HashSet<>(list(this::text));
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private <T> Optional<T> perhaps(Supplier<T> value) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
  }

  private OptionalInt perhapsInteger() {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
  }

  private OptionalDouble perhapsNumber() {
    return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number());
  }

  private double number() {
    return random.nextInt(8) == 0 ? 0 : random.nextGaussian() * 100;
  }

  private Instant time() {
    return switch (random.nextInt(8)) {
      case 0 -> Instant.EPOCH;
      case 1 -> Instant.EPOCH.minus(random.nextLong(1L << 52), ChronoUnit.MICROS);
      default -> Instant.EPOCH.plus(random.nextLong(1L << 52), ChronoUnit.MICROS);
    };
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private String id(String kind) {
    return kind + "-" + random.nextInt(1_000_000);
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
