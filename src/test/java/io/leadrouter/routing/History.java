package io.leadrouter.routing;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A random stretch of a business's life; the same seed gives the same one. */
final class History {

  private static final int STEPS = 60;

  private static final String FIRST_POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-hot: {group: north, members: '"hot" in rep.skills', strategy: round-robin, rotation: north}
        north-all: {group: north, members: 'true', strategy: round-robin, rotation: north, caps: {openLeads: 3}}
        north-weighted: {group: north, members: '"big" in rep.skills', strategy: weighted-round-robin, ageingPerHour: 5}
        south-all: {group: south, members: 'true', strategy: weighted-round-robin, caps: {openLeads: 2}}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
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

  private static final List<String> POLICIES =
      List.of(
          FIRST_POLICY,
          FIRST_POLICY
              .replace("rotation: north", "rotation: other")
              .replace("caps: {openLeads: 2}", "caps: {openLeads: 4}"),
          FIRST_POLICY
              .replace("north-weighted: {group: north", "north-weighted: {group: south")
              .replace("{rep: ben}", "{rep: cyd}")
              .replace("caps: {openLeads: 3}", "caps: {openLeads: 1}"),
          FIRST_POLICY
              .replace("strategy: weighted-round-robin", "strategy: round-robin")
              .replace("[{pool: north-hot}, ", "["));

  private static final List<String> REPS = List.of("ana", "ben", "cyd", "dan", "eve");

  private final RandomGenerator random;
  private final Business business;
  private final Map<String, LeadSheet> leads = new TreeMap<>();
  private final Map<String, RepSheet> reps = new TreeMap<>();
  private int outcomes;

  private History(RandomGenerator random, Business business) {
    this.random = random;
    this.business = business;
  }

  static void unfold(RandomGenerator random, Business business) {
    new History(random, business).unfold();
  }

  private void unfold() {
    if (random.nextInt(8) > 0) {
      business.publishes(one(POLICIES));
      business.settles(random);
    } else {
      business.publishes(one(POLICIES));
    }
    for (int i = random.nextInt(REPS.size()); i >= 0; i--) {
      staff();
    }
    int letters = 1 + random.nextInt(3);
    for (int i = 0; i < STEPS; i++) {
      happens();
      for (int j = random.nextInt(letters + 1); j > 0; j--) {
        business.delivers(random);
      }
      if (random.nextInt(6) == 0) {
        business.worksOff();
      }
      if (random.nextInt(20) == 0) {
        business.restarts(random.nextBoolean() ? "north" : "south");
      }
    }
    business.settles(random);
    business.passes(Duration.ofDays(1));
    business.worksOff();
    business.settles(random);
  }

  private void happens() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> newLead();
      case 5 -> knownLead();
      case 6, 7, 8, 9, 10 -> outcome();
      case 11, 12 -> staff();
      case 13 -> passTime();
      case 14 -> {
        if (random.nextInt(3) == 0) {
          business.publishes(one(POLICIES));
        }
      }
      default -> withdraw();
    }
  }

  private void newLead() {
    submit(sheet("lead " + leads.size()), LeadChange.NEW);
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
            .from(one(List.of("", "", "ZA", "DE")))
            .worth(random.nextInt(60))
            .inBand(1 + random.nextInt(3));
    sheet = random.nextInt(4) == 0 ? sheet.ownedBy(one(REPS), one(REPS)) : sheet;
    return random.nextInt(10) == 0 ? sheet.forTest() : sheet;
  }

  private void submit(LeadSheet sheet, LeadChange change) {
    leads.put(sheet.leadId(), sheet);
    business.submits(sheet, change);
  }

  private void outcome() {
    String leadId =
        leads.isEmpty() || random.nextInt(20) == 0
            ? "lead " + random.nextInt(30)
            : one(List.copyOf(leads.keySet()));
    Optional<OpenLead> lead = business.lead(leadId);
    Disposition disposition = one(List.of(Disposition.values()));
    String holder = lead.map(known -> known.holding().repId()).orElse("");
    String repId =
        disposition == Disposition.REASSIGNED || disposition == Disposition.ASSIGNED_BY_HAND
            ? one(List.of("ana", "ben", "cyd", "dan", "eve", "nobody", ""))
            : random.nextInt(8) == 0 ? one(REPS) : random.nextBoolean() ? holder : "";
    business.reports(
        new LeadOutcome(
            leadId,
            "o" + (random.nextInt(12) == 0 ? outcomes : ++outcomes),
            about(lead.map(OpenLead::cycle)),
            about(lead.map(OpenLead::attempt)),
            repId,
            disposition,
            "",
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
      employ(
          RepSheet.rep(repId)
              .in(random.nextInt(3) > 0 ? "north" : "south")
              .weighing(one(List.of(50, 100, 100, 200, 7)))
              .with(skills()));
      return;
    }
    switch (random.nextInt(9)) {
      case 0 -> employ(known.being(one(List.of(RepStatus.values()))));
      case 1, 2 -> employ(known.being(RepStatus.ACTIVE));
      case 3 -> employ(known.weighing(1 + random.nextInt(300)));
      case 4 -> employ(known.holdingAtMost(random.nextInt(4)));
      case 5 -> employ(known.uncapped());
      case 6 -> employ(known.with(skills()));
      case 7 -> employ(known.in(known.group().equals("north") ? "south" : "north"));
      default -> {
        if (random.nextInt(3) == 0) {
          business.removes(repId);
        }
      }
    }
  }

  private String[] skills() {
    return one(List.of("", "hot", "big", "hot big")).split(" ");
  }

  private void employ(RepSheet sheet) {
    reps.put(sheet.repId(), sheet);
    business.employs(sheet.rep());
  }

  private void passTime() {
    business.passes(
        one(
            List.of(
                Duration.ofSeconds(1),
                Duration.ofMinutes(3),
                Duration.ofMinutes(11),
                Duration.ofHours(1),
                Duration.ofHours(20),
                Duration.ofSeconds(-30))));
    business.worksOff();
  }

  private void withdraw() {
    if (!leads.isEmpty()) {
      business.withdraws(one(List.copyOf(leads.keySet())), random.nextInt(3) == 0);
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
