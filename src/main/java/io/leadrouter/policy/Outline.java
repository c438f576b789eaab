package io.leadrouter.policy;

import static java.util.stream.Collectors.joining;

import io.leadrouter.domain.Caps;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a policy means, in one way of writing it: its parts by name, and of each part its properties
 * by name. Defaults are spelt out and what is merely layout is gone, so that two files of the same
 * meaning have the same outline.
 */
final class Outline {

  static final String RULE = "rule ";

  private final Map<String, Map<String, String>> parts = new LinkedHashMap<>();

  private Outline() {}

  /** Of a whole policy; rules in their order. */
  static Outline of(Policy policy) {
    Outline outline = new Outline();
    outline.add("policy", conduct(policy));
    policy.groups().forEach(group -> outline.add("group " + group, Map.of()));
    new TreeMap<>(policy.holidays())
        .forEach((region, days) -> outline.add("holidays " + region, Map.of("days", days(days))));
    new TreeMap<>(policy.calendars())
        .forEach((id, calendar) -> outline.add("calendar " + id, calendar(calendar)));
    new TreeMap<>(policy.enrichment().sets())
        .forEach((name, set) -> outline.add("set " + name, Map.of("entries", list(set))));
    policy.pools().forEach((id, pool) -> outline.add("pool " + id, pool(pool)));
    outline.add("scorecard", scorecard(policy.scorecard()));
    policy.matchingRules().forEach(rule -> outline.add(RULE + rule.rule().id(), rule(rule)));
    return outline;
  }

  /** By name, in the order of the policy. */
  Map<String, Map<String, String>> parts() {
    return parts;
  }

  private void add(String part, Map<String, String> properties) {
    parts.put(part, properties);
  }

  private static Map<String, String> conduct(Policy policy) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("id", policy.id());
    properties.put("description", policy.description());
    properties.put("mode", Label.of(policy.conduct().mode()));
    properties.put("onLeadChange", Label.of(policy.conduct().onLeadChange()));
    properties.put("onRepLeft", Label.of(policy.conduct().onRepLeft()));
    properties.put("onRepAway", Label.of(policy.conduct().onRepAway()));
    Returning onReturn = policy.conduct().onReturn();
    ReturningReader.ABSENCES.forEach(
        (key, absence) -> properties.put("onReturn." + key, Label.of(onReturn.after(absence))));
    properties.put("onReturn.creditAtMost", Integer.toString(onReturn.credit().atMost()));
    properties.put("onReturn.creditEvery", Integer.toString(onReturn.credit().every()));
    properties.put("onReturn.creditExpires", duration(Optional.of(onReturn.credit().expires())));
    Refunds refunds = policy.conduct().refunds();
    properties.put("refunds.reasons", list(refunds.reasons().stream().map(Label::of).toList()));
    properties.put("refunds.perMonth", Integer.toString(refunds.perMonth()));
    properties.put("ownership.person", duration(policy.conduct().ownership().person()));
    properties.put("ownership.account", duration(policy.conduct().ownership().account()));
    properties.put("contactHours", name(policy.conduct().contactHours()));
    properties.put("onFirstTouchMissed", Label.of(policy.conduct().onFirstTouchMissed()));
    Patience patience = policy.conduct().patience();
    boolean pauses = patience.pauseAfterExpired().isPresent();
    properties.put("pauseAfterExpired", orNever(limit(patience.pauseAfterExpired())));
    properties.put("pauseFor", pauses ? duration(Optional.of(patience.pauseFor())) : "");
    properties.put("expiredCountsFor", orNever(duration(patience.expiredCountsFor())));
    properties.put("clockStarts", Label.of(policy.conduct().clockStarts()));
    properties.put("maxAttempts", Integer.toString(policy.conduct().maxAttempts()));
    properties.put(
        "escalateTo",
        policy.conduct().escalateTo().stream().map(Outline::route).collect(joining(", then ")));
    properties.put("freeMailDomains", list(policy.freeMailDomains()));
    return properties;
  }

  private static Map<String, String> calendar(Calendar calendar) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("timeZone", calendar.timeZone().map(ZoneId::getId).orElse("their own"));
    properties.put("holidays", list(calendar.regions()));
    for (DayOfWeek day : DayOfWeek.values()) {
      String blocks =
          calendar.week().stream()
              .filter(block -> block.day() == day)
              .sorted((one, other) -> Integer.compare(one.from(), other.from()))
              .map(CalendarReader::text)
              .collect(joining(", "));
      String name = day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      properties.put(name, calendar.week().isEmpty() ? "always" : blocks);
    }
    return properties;
  }

  private static Map<String, String> pool(Pool pool) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("description", pool.description());
    properties.put("group", pool.group());
    properties.put(
        "members",
        pool.members() instanceof Members.Matching matching
            ? matching.condition().text()
            : list(((Members.Listed) pool.members()).repIds()));
    properties.put("strategy", pool.strategy().label());
    properties.put("rotation", pool.rotation());
    pool.weights().forEach((rep, weight) -> properties.put("weight of " + rep, "" + weight));
    properties.put("specialistTurns", Label.of(pool.specialistTurns()));
    putCaps(properties, "caps", pool.caps());
    properties.put("maxUnaccepted", limit(pool.maxUnaccepted()));
    PoolCaps together = pool.poolCaps();
    putCaps(properties, "poolCaps", together.caps());
    properties.put("poolCaps.maxUnaccepted", limit(together.maxUnaccepted()));
    properties.put("poolCaps.timeZone", together.hasClock() ? together.timeZone().getId() : "");
    properties.put("acceptWithin", duration(pool.acceptWithin().waitFor()));
    properties.put("acceptClock", pool.acceptWithin().clockName());
    properties.put("firstTouchWithin", duration(pool.firstTouchWithin().waitFor()));
    properties.put("firstTouchClock", pool.firstTouchWithin().clockName());
    properties.put("warnBefore", pool.warnBefore().map(Outline::warnBefore).orElse(""));
    properties.put("hours", name(pool.hours()));
    properties.put("waitFor", duration(pool.line().waitFor()));
    properties.put("overflow", pool.line().overflow().orElse(""));
    properties.put("ageingPerHour", Value.plain(pool.ageingPerHour()));
    return properties;
  }

  private static void putCaps(Map<String, String> properties, String key, Caps caps) {
    properties.put(key + ".openLeads", limit(caps.openLeads()));
    properties.put(key + ".perHour", limit(caps.perHour()));
    properties.put(key + ".perDay", limit(caps.perDay()));
    properties.put(key + ".perWeek", limit(caps.perWeek()));
    properties.put(key + ".perMonth", limit(caps.perMonth()));
    properties.put(key + ".rolling", caps.rolling() ? "true" : "");
  }

  private static Map<String, String> scorecard(Scorecard scorecard) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (FitRule fit : scorecard.fit()) {
      properties.merge(
          "fit \"" + fit.text() + "\"",
          Value.plain(fit.points()) + " if " + fit.when().text(),
          (one, other) -> one + ", and " + other);
    }
    properties.put("engagement.halfLife", duration(Optional.of(scorecard.halfLife())));
    new TreeMap<>(scorecard.activityPoints())
        .forEach(
            (kind, points) -> properties.put("engagement.points." + kind, Value.plain(points)));
    properties.put("engagement.capPerKind", Value.plain(scorecard.capPerKind()));
    properties.put("grades", grades(scorecard.grades()));
    properties.put("bands", bands(scorecard.bands()));
    properties.put("score", Label.of(scorecard.scoreBy()));
    properties.put("labelHorizon", duration(Optional.of(scorecard.labelHorizon())));
    return properties;
  }

  private static String grades(Scorecard.Grades least) {
    return "A %s, B %s, C %s"
        .formatted(Value.plain(least.a()), Value.plain(least.b()), Value.plain(least.c()));
  }

  private static String bands(Scorecard.Bands least) {
    return "1 %s, 2 %s".formatted(Value.plain(least.first()), Value.plain(least.second()));
  }

  private static Map<String, String> rule(MatchingRule rule) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("description", rule.rule().description());
    properties.put("when", rule.when().text());
    properties.put(
        "routes", rule.rule().routes().stream().map(Outline::route).collect(joining(", then ")));
    return properties;
  }

  private static String route(Route route) {
    List<String> words = new ArrayList<>();
    if (route instanceof Route.ToPool to) {
      words.add("pool " + to.pool());
    } else if (route instanceof Route.ByBand by) {
      words.add(
          new TreeMap<>(by.pools())
              .entrySet().stream()
                  .map(band -> band.getKey() + " pool " + band.getValue())
                  .collect(joining(", ", "by band (", ")")));
    } else if (route instanceof Route.ToOwner to) {
      words.add("owner " + to.role() + (to.backup() ? "" : " without backup"));
    } else if (route instanceof Route.ToRep to) {
      words.add("rep " + to.repId() + (to.backup() ? "" : " without backup"));
    } else if (route instanceof Route.Reject reject) {
      words.add("reject " + reject.reason());
    } else {
      words.add("nurture");
    }
    if (!route.requires().isEmpty()) {
      words.add(
          route.requires().stream().map(Requirement::text).collect(joining(" and ", "if ", "")));
    }
    route.stay().waitFor().ifPresent(wait -> words.add("waits " + duration(Optional.of(wait))));
    route.stay().clock().ifPresent(calendar -> words.add("of " + calendar.id()));
    if (route.countsIn() instanceof CountsIn.OfPool of) {
      words.add("counts in " + of.pool());
    } else if (route.countsIn() instanceof CountsIn.Nowhere
        && (route instanceof Route.ToPool || route instanceof Route.ByBand)) {
      words.add("counts nowhere");
    }
    if (route.beyondCaps()) {
      words.add("beyond caps");
    }
    return String.join(" ", words);
  }

  private static String days(Holidays holidays) {
    return Stream.concat(
            new TreeSet<>(holidays.dates()).stream().map(Object::toString),
            new TreeSet<>(holidays.yearly()).stream().map(day -> day.toString().substring(2)))
        .collect(joining(", "));
  }

  private static String list(Collection<String> words) {
    return String.join(", ", new TreeSet<>(words));
  }

  private static String name(Optional<Calendar> calendar) {
    return calendar.map(Calendar::id).orElse("");
  }

  private static String limit(OptionalInt limit) {
    return limit.isPresent() ? Integer.toString(limit.getAsInt()) : "";
  }

  private static String orNever(String what) {
    return what.isEmpty() ? Patience.NEVER : what;
  }

  private static String warnBefore(WarnBefore warning) {
    return warning.time().isPresent() ? duration(warning.time()) : warning.percent() + "%";
  }

  /** As it is written in a policy. */
  private static String duration(Optional<Duration> duration) {
    if (duration.isEmpty()) {
      return "";
    }
    Duration d = duration.get();
    return unit(d.toDays(), "d")
        + unit(d.toHoursPart(), "h")
        + unit(d.toMinutesPart(), "m")
        + unit(d.toSecondsPart(), "s");
  }

  private static String unit(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
