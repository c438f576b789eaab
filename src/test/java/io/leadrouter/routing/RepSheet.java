package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.TimeOff;
import io.leadrouter.domain.WorkingHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What a test says of a rep; whatever it does not say is as usual. Immutable. */
record RepSheet(
    String repId,
    String group,
    RepStatus status,
    int weight,
    Most most,
    Talents talents,
    Clock clock,
    String backup) {

  record Most(Caps caps, OptionalInt unaccepted) {
    static final Most NONE = new Most(Caps.NONE, OptionalInt.empty());
  }

  record Talents(Set<String> skills, Set<String> languages, Set<String> territories) {
    static final Talents NONE = new Talents(Set.of(), Set.of(), Set.of());
  }

  record Clock(ZoneId zone, String region, List<WorkingHours> hours, List<TimeOff> off) {
    static final Clock ALWAYS = new Clock(ZoneId.of("UTC"), "", List.of(), List.of());
  }

  static RepSheet rep(String repId) {
    return new RepSheet(
        repId,
        "team",
        RepStatus.ACTIVE,
        Rep.DEFAULT_WEIGHT,
        Most.NONE,
        Talents.NONE,
        Clock.ALWAYS,
        "");
  }

  RepSheet in(String group) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  RepSheet being(RepStatus status) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  RepSheet weighing(int weight) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  RepSheet holdingAtMost(int openLeads) {
    return capped(0, openLeads);
  }

  RepSheet holdingUnacceptedAtMost(int leads) {
    return with(new Most(most.caps(), OptionalInt.of(leads)));
  }

  RepSheet atMostPerHour(int leads) {
    return capped(1, leads);
  }

  RepSheet atMostPerDay(int leads) {
    return capped(2, leads);
  }

  RepSheet atMostPerWeek(int leads) {
    return capped(3, leads);
  }

  RepSheet atMostPerMonth(int leads) {
    return capped(4, leads);
  }

  /**
   * @param which of the caps, in their order
   */
  private RepSheet capped(int which, int leads) {
    List<OptionalInt> all = mostLeads();
    all.set(which, OptionalInt.of(leads));
    return capped(all, most.caps().rolling());
  }

  private List<OptionalInt> mostLeads() {
    Caps caps = most.caps();
    return new ArrayList<>(
        List.of(caps.openLeads(), caps.perHour(), caps.perDay(), caps.perWeek(), caps.perMonth()));
  }

  private RepSheet capped(List<OptionalInt> all, boolean rolling) {
    Caps caps = new Caps(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), rolling);
    return with(new Most(caps, most.unaccepted()));
  }

  /** In the last hour, 24 hours, 7 and 30 days, instead of those of the calendar. */
  RepSheet atAnyMoment() {
    return capped(mostLeads(), true);
  }

  RepSheet uncapped() {
    return with(Most.NONE);
  }

  private RepSheet with(Most most) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  RepSheet with(String... skills) {
    return with(new Talents(Set.of(skills), talents.languages(), talents.territories()));
  }

  RepSheet speaking(String... languages) {
    return with(new Talents(talents.skills(), Set.of(languages), talents.territories()));
  }

  RepSheet responsibleFor(String... territories) {
    return with(new Talents(talents.skills(), talents.languages(), Set.of(territories)));
  }

  private RepSheet with(Talents talents) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  RepSheet at(String zone) {
    return with(new Clock(ZoneId.of(zone), clock.region(), clock.hours(), clock.off()));
  }

  /** Has the public holidays of this region. */
  RepSheet livingIn(String region) {
    return with(new Clock(clock.zone(), region, clock.hours(), clock.off()));
  }

  RepSheet working(List<WorkingHours> hours) {
    return with(new Clock(clock.zone(), clock.region(), hours, clock.off()));
  }

  /** Monday to Friday, from and to full hours of its own clock. */
  RepSheet workingFrom(int from, int to) {
    List<WorkingHours> hours = new ArrayList<>(clock.hours());
    for (DayOfWeek day : List.of(DayOfWeek.values()).subList(0, 5)) {
      hours.add(new WorkingHours(day, from * 60, to * 60));
    }
    return working(hours);
  }

  RepSheet off(List<TimeOff> off) {
    return with(new Clock(clock.zone(), clock.region(), clock.hours(), off));
  }

  RepSheet off(String from, String to) {
    List<TimeOff> off = new ArrayList<>(clock.off());
    off.add(new TimeOff(Instant.parse(from), Instant.parse(to), "vacation"));
    return off(off);
  }

  private RepSheet with(Clock clock) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  RepSheet stoodInForBy(String backup) {
    return new RepSheet(repId, group, status, weight, most, talents, clock, backup);
  }

  Rep rep() {
    return new Rep(
        repId,
        "",
        "",
        group,
        status,
        weight,
        most.caps(),
        most.unaccepted(),
        talents.skills(),
        talents.languages(),
        talents.territories(),
        Set.of(),
        clock.zone(),
        clock.region(),
        clock.hours(),
        clock.off(),
        backup);
  }

  /** As it was said. */
  @Override
  public String toString() {
    return new Wording("rep", repId)
        .unless("team", "in", group)
        .unless(RepStatus.ACTIVE, "being", status)
        .unless(Rep.DEFAULT_WEIGHT, "weighing", weight)
        .ifPresent("holdingAtMost", most.caps().openLeads())
        .ifPresent("atMostPerHour", most.caps().perHour())
        .ifPresent("atMostPerDay", most.caps().perDay())
        .ifPresent("atMostPerWeek", most.caps().perWeek())
        .ifPresent("atMostPerMonth", most.caps().perMonth())
        .ifSo("atAnyMoment", most.caps().rolling())
        .ifPresent("holdingUnacceptedAtMost", most.unaccepted())
        .ifAny("with", new TreeSet<>(talents.skills()))
        .ifAny("speaking", new TreeSet<>(talents.languages()))
        .ifAny("responsibleFor", new TreeSet<>(talents.territories()))
        .unless("UTC", "at", clock.zone().getId())
        .unless("", "livingIn", clock.region())
        .unless(List.of(), "working", clock.hours())
        .unless(List.of(), "off", clock.off())
        .unless("", "stoodInForBy", backup)
        .toString();
  }
}
