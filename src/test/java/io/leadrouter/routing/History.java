package io.leadrouter.routing;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.TimeOff;
import io.leadrouter.domain.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A random stretch of a business's life; the same seed gives the same one. What it tells goes to
 * {@link Life}, so that it is written down; the business itself it only asks.
 */
final class History {

  private static final int STEPS = 70;

  private static final String FIRST_POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-hot: {group: north, members: '"hot" in rep.skills', strategy: round-robin, maxUnaccepted: none, rotation: north}
        north-all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none, rotation: north, caps: {openLeads: 3}}
        north-weighted: {group: north, members: '"big" in rep.skills', strategy: weighted-round-robin, ageingPerHour: 5}
        south-all: {group: south, members: 'true', strategy: weighted-round-robin, maxUnaccepted: none, caps: {openLeads: 2}}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      ownership: {person: 9d, account: 2d}
      rules:
        - id: owned
          when: 'account.lifecycle == "CUSTOMER"'
          routes: [{owner: executive, waitFor: 10m}, {pool: north-all, waitFor: 1h}, {pool: south-all}]
        - id: named
          when: 'lead.campaign == "named"'
          routes: [{rep: ana, waitFor: 1h}, {pool: north-weighted}]
        - id: only-ben
          when: 'lead.campaign == "ben"'
          routes: [{rep: ben}]
        - id: far
          when: 'lead.country == "ZA"'
          routes: [{pool: south-all, waitFor: 30m}, {pool: north-all, waitFor: 2h}]
        - id: banded
          when: 'lead.country == "DE"'
          routes: [{bands: {1: north-hot, 2: north-all, 3: south-all}}]
        - id: cold
          when: 'lead.campaign == "list" && score < 20.0'
          routes: [nurture]
        - id: bad
          when: 'lead.campaign == "rival"'
          routes: [{reject: competitor}]
        - id: rest
          otherwise: true
          routes: [{pool: north-hot}, {pool: north-weighted, waitFor: 1h}, {pool: north-all}]
      """;

  /** Says something of all that a policy can say. */
  private static final String WHOLE_POLICY =
      """
      id: test
      groups: [north, south]
      holidays: {DE: ['2026-01-06', '2026-03-30', 10-23], US: [01-07, '2026-03-28', '2026-10-26']}
      calendars:
        office: {timeZone: Europe/Berlin, hours: {mon-fri: 09:00-17:00}, holidays: [DE]}
        day: {hours: {mon-sat: ['08:00-12:00', '13:00-20:00'], sun: 22:00-24:00}}
        callable: {timeZone: America/New_York, hours: {mon-sun: 08:00-20:00}, holidays: [US]}
      pools:
        north-hot: {group: north, members: '"hot" in rep.skills', strategy: round-robin, rotation: north, caps: {perHour: 2}, maxUnaccepted: 3}
        north-all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none, rotation: north, caps: {openLeads: 3, perDay: 5}, hours: office, waitFor: 2h, overflow: south-all}
        north-weighted: {group: north, members: '"big" in rep.skills', strategy: weighted-round-robin, ageingPerHour: 5, weights: {ana: 300, ben: 40}, caps: {perWeek: 8}}
        south-all: {group: south, members: 'true', strategy: weighted-round-robin, caps: {openLeads: 2, perMonth: 9}, maxUnaccepted: 2, hours: day}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      onLeadChange: route-unaccepted
      ownership: {person: 20h, account: 9h}
      onRepLeft: route-all
      contactHours: callable
      rules:
        - id: owned
          when: 'account.lifecycle == "CUSTOMER"'
          routes:
            - {hold: executive, waitFor: 10m}
            - {owner: executive, waitFor: 3h, clock: office, countsIn: north-weighted}
            - {pool: north-all, waitFor: 1h}
            - {pool: south-all}
        - id: named
          when: 'lead.campaign == "named"'
          routes: [{rep: ana, waitFor: 1h}, {pool: north-weighted, countsIn: north-all}]
        - id: only-ben
          when: 'lead.campaign == "ben"'
          routes: [{rep: ben}]
        - id: far
          when: 'lead.country == "US"'
          routes:
            - {pool: south-all, requires: 'lead.language in rep.languages', waitFor: 30m, beyondCaps: true}
            - {pool: north-all, waitFor: 2h, clock: office}
        - id: banded
          when: 'lead.country == "DE"'
          routes:
            - bands: {1: north-hot, 2: north-all, 3: south-all}
              requires: ['lead.language in rep.languages', 'lead.country in rep.territories']
        - id: cold
          when: 'lead.campaign == "list" && score < 20.0'
          routes: [nurture]
        - id: bad
          when: 'lead.campaign == "rival"'
          routes: [{reject: competitor}]
        - id: rest
          otherwise: true
          routes:
            - {pool: north-hot, requires: 'lead.language == "" || lead.language in rep.languages'}
            - {pool: north-weighted, waitFor: 1h}
            - {pool: north-all}
      """;

  private static final String CREDIT =
      "onReturn: {pause: credit, full: credit, cap: credit, offShift: credit, leave: credit,"
          + " creditAtMost: 3, creditEvery: 3, creditExpires: 2d}\n"
          + "refunds: {reasons: [duplicate], perMonth: 1}\n";

  private static final String KEEP =
      "onReturn: {pause: skip, full: skip, cap: keep, offShift: keep, leave: credit,"
          + " creditAtMost: 2, creditEvery: 3, creditExpires: 1d}\n"
          + "refunds: {perMonth: 1}\n";

  static final List<String> POLICIES =
      List.of(
          WHOLE_POLICY,
          WHOLE_POLICY
              .replace("contactHours: callable\n", CREDIT)
              .replace("{rep: ana, waitFor: 1h}", "{rep: ana, waitFor: 1h, beyondCaps: true}")
              .replace("{pool: north-hot, requires", "{pool: north-hot, beyondCaps: true, requires")
              .replace("route-all", "route-unaccepted")
              .replace(
                  "rules:",
                  "pauseAfterExpired: 2\npauseFor: 5h\nexpiredCountsFor: 3h\nclockStarts: delivery\nrules:")
              .replace(
                  "hours: office, ",
                  "acceptWithin: 3h, acceptClock: office, firstTouchWithin: 7h,"
                      + " firstTouchClock: office, warnBefore: 95%, ")
              .replace(
                  "maxUnaccepted: 3}",
                  "maxUnaccepted: 3, acceptWithin: 90m, acceptClock: rep, firstTouchWithin: 5h,"
                      + " firstTouchClock: rep, warnBefore: 80m}")
              .replace(
                  "weighted-round-robin, caps: {openLeads: 2",
                  "least-loaded, poolCaps: {perHour: 1, maxUnaccepted: 2}, caps: {openLeads: 2")
              .replace(
                  "rotation: north, caps: {openLeads",
                  "rotation: north, poolCaps: {openLeads: 4}, caps: {openLeads"),
          WHOLE_POLICY
              .replace("contactHours: callable", "contactHours: day\nonRepAway: route-unaccepted")
              .replace("strategy: round-robin", "strategy: weighted-round-robin")
              .replace("onLeadChange: route-unaccepted", "onLeadChange: keep\n" + KEEP)
              .replace(
                  "rules:",
                  "maxAttempts: 1\nescalateTo: [{pool: south-all}, {rep: ana}, {pool: north-hot}]\n"
                      + "rules:")
              .replace("rotation: north, ", "rotation: north, specialistTurns: free, ")
              .replace("south-all: {", "south-all: {specialistTurns: free, ")
              .replace(
                  "caps: {perHour: 2}", "poolCaps: {openLeads: 2, perWeek: 1}, caps: {perHour: 2}")
              .replace("route-all", "route-unaccepted")
              .replace("{rep: ben}", "{rep: ben, backup: false}")
              .replace("'lead.country in rep.territories'", "'rep.territories.size() > 0'")
              .replace("'2026-01-06', ", ""),
          WHOLE_POLICY
              .replace("contactHours: callable\n", "onRepLeft: keep\n")
              .replace("onRepLeft: route-all\n", "")
              .replace("countsIn: north-weighted", "countsIn: south-all")
              .replace(
                  "{pool: north-hot, requires", "{pool: north-hot, countsIn: nowhere, requires")
              .replace("strategy: round-robin", "strategy: least-loaded")
              .replace("sun: 22:00-24:00", "sun: 00:00-24:00")
              .replace(
                  "rules:",
                  "maxAttempts: 2\nescalateTo: [{pool: south-all}, {rep: cyd}, {pool: north-weighted}]\n"
                      + "pauseAfterExpired: 1\nexpiredCountsFor: 26h\n"
                      + "refunds: {perMonth: 1}\nrules:")
              .replace(
                  "caps: {openLeads: 3, perDay: 5}",
                  "poolCaps: {perDay: 2, timeZone: Asia/Tokyo},"
                      + " caps: {openLeads: 3, perDay: 2, rolling: true}")
              .replace("ageingPerHour: 5", "poolCaps: {perDay: 1, rolling: true}, ageingPerHour: 5")
              .replace("perWeek: 8", "perHour: 1, rolling: true")
              .replace(
                  "hours: day}",
                  "hours: day, acceptWithin: 2h, acceptClock: office, firstTouchWithin: 3h,"
                      + " warnBefore: 115m}")
              .replace("rules:", "onFirstTouchMissed: take-back\nrules:")
              .replace("maxUnaccepted: 3}", "maxUnaccepted: 3, firstTouchWithin: 90m}")
              .replace(
                  "weights: {",
                  "acceptWithin: 45m, firstTouchWithin: 2h, warnBefore: 90%, weights: {"),
          WHOLE_POLICY
              .replace("onRepLeft:", "mode: observe\nonRepLeft:")
              .replace("contactHours: callable\n", "")
              .replace("hours: office, ", "acceptWithin: 3h, "),
          FIRST_POLICY.replace("rules:", "mode: observe\nonRepAway: route-unaccepted\nrules:"),
          FIRST_POLICY,
          FIRST_POLICY
              .replace("rules:", CREDIT + "onFirstTouchMissed: take-back\nrules:")
              .replace(
                  "caps: {openLeads: 3}",
                  "firstTouchWithin: 2h, firstTouchClock: rep, warnBefore: 20m, caps: {openLeads: 3}")
              .replace("rotation: north", "rotation: other, poolCaps: {perHour: 2, perMonth: 3}")
              .replace(
                  "weighted-round-robin, maxUnaccepted: none, caps: {openLeads: 2}",
                  "least-loaded"),
          FIRST_POLICY
              .replace("north-weighted: {group: north", "north-weighted: {group: south")
              .replace("{rep: ben}", "{rep: cyd}")
              .replace("caps: {openLeads: 3}", "caps: {openLeads: 1}"),
          FIRST_POLICY
              .replace(
                  "rotation: north", "rotation: north, poolCaps: {openLeads: 3, maxUnaccepted: 2}")
              .replace("strategy: weighted-round-robin", "strategy: round-robin")
              .replace("[{pool: north-hot}, ", "["),
          FIRST_POLICY
              .replace("strategy: round-robin", "strategy: weighted-round-robin")
              .replace("caps:", "acceptWithin: 1h, firstTouchWithin: 9h, warnBefore: 58m, caps:")
              .replace("ageingPerHour: 5", "acceptWithin: 90s")
              .replace(
                  "rules:",
                  "maxAttempts: 3\nescalateTo: [{rep: eve}]\nclockStarts: assignment\npauseAfterExpired: never\nexpiredCountsFor: never\nrules:"));

  private static final List<String> REPS = List.of("ana", "ben", "cyd", "dan", "eve");

  /** Few, so that they ask more than once. */
  private static final List<String> PEOPLE = List.of("ed", "flo", "gus", "ida");

  private static final List<String> COMPANIES = List.of("initech", "hooli");

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Asia/Tokyo",
          "Asia/Kolkata",
          "Australia/Lord_Howe");

  private static final List<String> REGIONS = List.of("", "DE", "US", "unheard-of");
  private static final List<String> BACKUPS = List.of("ana", "ben", "cyd", "dan", "");

  /** Monday morning, and shortly before clocks are changed. */
  private static final List<Duration> BEGINNINGS =
      List.of(Duration.ZERO, Duration.ofDays(2), Duration.ofDays(82), Duration.ofDays(291));

  private final RandomGenerator random;
  private final Business business;
  private final Life life;
  private final Map<String, LeadSheet> leads = new TreeMap<>();
  private final Map<String, RepSheet> reps = new TreeMap<>();
  private int outcomes;
  private boolean busy;

  private History(RandomGenerator random, Business business, Life life) {
    this.random = random;
    this.business = business;
    this.life = life;
  }

  static void unfold(RandomGenerator random, Business business) {
    new History(random, business, business).unfold();
  }

  /** All that happens is written down, before it does. */
  static void unfold(RandomGenerator random, Business business, Consumer<Happening> record) {
    new History(random, business, Happening.recorded(business, record)).unfold();
  }

  private void unfold() {
    life.passes(one(BEGINNINGS));
    busy = random.nextInt(6) == 0;
    if (busy || random.nextInt(8) > 0) {
      life.publishes(busy ? FIRST_POLICY.replace("rules:", CREDIT + "rules:") : one(POLICIES));
      settle();
    } else {
      life.publishes(one(POLICIES));
    }
    for (int i = random.nextInt(REPS.size()); i >= 0; i--) {
      staff();
    }
    int letters = 1 + random.nextInt(3);
    for (int i = 0; i < STEPS; i++) {
      happens();
      for (int j = random.nextInt(letters + 1); j > 0; j--) {
        deliver();
      }
      if (random.nextInt(6) == 0) {
        life.worksOff();
      }
      if (random.nextInt(6) == 0) {
        life.restarts(random.nextBoolean() ? "north" : "south");
      }
      if (random.nextInt(4) == 0) {
        life.saves(random.nextBoolean() ? "north" : "south");
      }
      if (random.nextInt(60) == 0) {
        life.garbles(random.nextBoolean() ? "north" : "south");
      }
    }
    settle();
    life.passes(Duration.ofDays(1));
    life.worksOff();
    settle();
  }

  /** One command arrives, of those that could be next. */
  private boolean deliver() {
    List<String> ways = business.mail.used();
    if (!ways.isEmpty()) {
      life.delivers(one(ways));
    }
    return !ways.isEmpty();
  }

  private void settle() {
    while (deliver()) {}
  }

  private void happens() {
    if (busy && random.nextInt(4) > 0) {
      comesAndGoes();
      return;
    }
    switch (random.nextInt(18)) {
      case 0, 1, 2, 3, 4 -> newLead();
      case 5 -> knownLead();
      case 6, 7, 8, 9, 10 -> outcome();
      case 11, 12, 13 -> staff();
      case 14, 15 -> passTime();
      case 16 -> {
        if (random.nextInt(3) == 0) {
          life.publishes(one(POLICIES));
        }
      }
      default -> withdraw();
    }
  }

  /** Much to do, for reps who are there, and are not, and are again. */
  private void comesAndGoes() {
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        String repId = one(REPS);
        RepSheet known = reps.getOrDefault(repId, RepSheet.rep(repId).in("north"));
        RepStatus status = known.status() == RepStatus.ACTIVE ? away() : RepStatus.ACTIVE;
        employ(known.uncapped().working(List.of()).being(status));
      }
      case 2 -> outcome();
      default -> submit(LeadSheet.lead("lead " + leads.size()), LeadChange.NEW);
    }
  }

  private RepStatus away() {
    return random.nextBoolean() ? RepStatus.PAUSED : RepStatus.ON_LEAVE;
  }

  private void newLead() {
    LeadSheet sheet = sheet("lead " + leads.size());
    leads.put(sheet.leadId(), sheet);
    life.submits(
        sheet, LeadChange.NEW, random.nextInt(8) > 0 ? Optional.empty() : Optional.of(holder()));
  }

  private Holder holder() {
    Instant since = business.now().minus(Duration.ofHours(random.nextInt(60) - 1));
    return new Holder(
        random.nextInt(10) == 0 ? "nobody" : one(REPS),
        random.nextBoolean() ? Optional.of(since) : Optional.empty(),
        random.nextBoolean() ? Optional.of(since.plusSeconds(60)) : Optional.empty());
  }

  private void knownLead() {
    if (!leads.isEmpty()) {
      LeadSheet known = one(List.copyOf(leads.values()));
      LeadChange change = one(List.of(LeadChange.values()));
      switch (change) {
        case NEW, CORRECTED -> submit(sheet(known.leadId()), change);
        case REPEATED -> submit(known, change);
        case RESCORED ->
            submit(known.worth(random.nextInt(60)).inBand(1 + random.nextInt(3)), change);
      }
    }
  }

  private LeadSheet sheet(String leadId) {
    LeadSheet sheet =
        LeadSheet.lead(leadId)
            .of(one(List.of("", "", "", "named", "ben", "list", "rival")))
            .from(one(List.of("", "", "ZA", "US", "DE")))
            .speaking(one(List.of("", "de", "en")))
            .at(one(List.of("", "", "Europe/Berlin", "America/New_York", "Asia/Tokyo")))
            .worth(random.nextInt(60))
            .inBand(1 + random.nextInt(3));
    sheet =
        switch (random.nextInt(8)) {
          case 0, 1 -> sheet.ownedBy(one(REPS), one(REPS));
          case 2 -> sheet.in(one(COMPANIES));
          default -> sheet;
        };
    sheet =
        switch (random.nextInt(6)) {
          case 0 -> sheet.by(one(PEOPLE));
          case 1 -> sheet.by(one(PEOPLE), one(PEOPLE));
          default -> sheet;
        };
    return random.nextInt(10) == 0 ? sheet.by().forTest() : sheet;
  }

  private void submit(LeadSheet sheet, LeadChange change) {
    leads.put(sheet.leadId(), sheet);
    life.submits(sheet, change);
  }

  private void outcome() {
    String leadId =
        leads.isEmpty() || random.nextInt(20) == 0
            ? "lead " + random.nextInt(30)
            : one(List.copyOf(leads.keySet()));
    Optional<OpenLead> lead = business.lead(leadId);
    Disposition disposition =
        one(
            random.nextInt(4) == 0
                ? List.of(
                    Disposition.ACCEPTED,
                    Disposition.DELIVERED,
                    Disposition.RETURNED,
                    Disposition.RETURNED)
                : List.of(Disposition.values()));
    String holder = lead.map(known -> known.holding().repId()).orElse("");
    String repId =
        disposition == Disposition.REASSIGNED || disposition == Disposition.ASSIGNED_BY_HAND
            ? one(List.of("ana", "ben", "cyd", "dan", "eve", "nobody", ""))
            : random.nextInt(8) == 0 ? one(REPS) : random.nextBoolean() ? holder : "";
    life.reports(
        new LeadOutcome(
            leadId,
            "o" + (random.nextInt(12) == 0 ? outcomes : ++outcomes),
            about(lead.map(OpenLead::cycle)),
            about(lead.map(OpenLead::attempt)),
            repId,
            disposition,
            one(List.of("", "duplicate", "duplicate", "duplicate", "spam", "no-interest")),
            Optional.empty(),
            business.now().minusSeconds(random.nextInt(100))));
  }

  /** Mostly right, sometimes silent, sometimes about something else. */
  private OptionalInt about(Optional<Integer> present) {
    int luck = random.nextInt(10);
    if (present.isEmpty() || luck < 3) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(luck < 9 ? present.get() : random.nextInt(4));
  }

  private void staff() {
    String repId = one(REPS);
    RepSheet known = reps.get(repId);
    if (known == null) {
      RepSheet fresh =
          RepSheet.rep(repId)
              .in(random.nextInt(3) > 0 ? "north" : "south")
              .weighing(one(List.of(50, 100, 100, 200, 7)))
              .with(skills())
              .speaking(languages())
              .responsibleFor(one(List.of("DE", "US")))
              .livingIn(one(REGIONS))
              .stoodInForBy(one(BACKUPS));
      RepSheet sheet = random.nextBoolean() ? fresh : withHours(fresh);
      reps.put(repId, sheet);
      life.employs(
          sheet,
          random.nextInt(4) > 0
              ? Map.of()
              : Map.of("north", random.nextInt(5), "south-all", random.nextInt(5)));
      return;
    }
    switch (random.nextInt(18)) {
      case 0 -> employ(known.being(one(List.of(RepStatus.values()))));
      case 1, 2 -> employ(known.being(RepStatus.ACTIVE));
      case 3 -> employ(weighingOtherwise(known));
      case 4 -> employ(known.holdingAtMost(random.nextInt(4)));
      case 5 -> employ(known.uncapped());
      case 6 -> employ((random.nextBoolean() ? known : weighingOtherwise(known)).with(skills()));
      case 7 -> employ(known.in(known.group().equals("north") ? "south" : "north"));
      case 8 -> employ(withHours(known));
      case 9 -> employ(known.off(timesOff()));
      case 10 -> employ(known.livingIn(one(REGIONS)));
      case 11 -> employ(known.stoodInForBy(one(BACKUPS)));
      case 12 -> employ(known.being(RepStatus.ON_LEAVE));
      case 13 -> employ(known.speaking(languages()).working(List.of()));
      case 14, 15 -> employ(paced(known));
      case 16 -> employ(known.holdingUnacceptedAtMost(random.nextInt(4)));
      default -> {
        if (random.nextInt(2) == 0) {
          life.removes(repId);
        }
      }
    }
  }

  private RepSheet paced(RepSheet rep) {
    RepSheet paced =
        switch (random.nextInt(4)) {
          case 0 -> rep.atMostPerHour(random.nextInt(4));
          case 1 -> rep.atMostPerDay(random.nextInt(5));
          case 2 -> rep.atMostPerWeek(1 + random.nextInt(5));
          default -> rep.atMostPerMonth(2 + random.nextInt(5));
        };
    return random.nextInt(3) == 0 ? paced.atAnyMoment() : paced;
  }

  private RepSheet withHours(RepSheet rep) {
    List<WorkingHours> hours = new ArrayList<>();
    int from = 30 * random.nextInt(40);
    int to =
        random.nextInt(4) == 0 ? 24 * 60 : Math.min(24 * 60, from + 30 * (1 + random.nextInt(24)));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(7) > 0) {
        hours.add(new WorkingHours(day, from, to));
        if (from >= 120 && random.nextInt(3) == 0) {
          hours.add(new WorkingHours(day, 0, 90));
        }
      }
    }
    return rep.at(one(ZONES)).working(hours);
  }

  private List<TimeOff> timesOff() {
    List<TimeOff> off = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Instant from = business.now().plus(Duration.ofHours(random.nextInt(60) - 20));
      off.add(new TimeOff(from, from.plus(Duration.ofHours(1 + random.nextInt(60))), "vacation"));
    }
    return off;
  }

  private String[] languages() {
    return one(List.of("de", "en", "de en")).split(" ");
  }

  private RepSheet weighingOtherwise(RepSheet known) {
    return known.weighing(1 + random.nextInt(300));
  }

  private String[] skills() {
    return one(List.of("", "hot", "big", "hot big")).split(" ");
  }

  private void employ(RepSheet sheet) {
    reps.put(sheet.repId(), sheet);
    life.employs(sheet);
  }

  private void passTime() {
    life.passes(
        one(
            List.of(
                Duration.ofSeconds(1),
                Duration.ofMinutes(3),
                Duration.ofMinutes(11),
                Duration.ofHours(1),
                Duration.ofHours(5),
                Duration.ofHours(9),
                Duration.ofHours(20),
                Duration.ofDays(3),
                Duration.ofSeconds(-30),
                Duration.ofMinutes(-40))));
    if (random.nextInt(3) > 0) {
      life.worksOff();
    }
  }

  private void withdraw() {
    if (!leads.isEmpty()) {
      life.withdraws(one(List.copyOf(leads.keySet())), random.nextInt(3) == 0);
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
