package io.leadrouter.event;

import io.leadrouter.domain.Checked;
import io.leadrouter.domain.Problem;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reps, between the contract and the domain.
 *
 * <p>The contract permits more than a rep can be, such as a working day that ends at 25:00. What
 * comes from outside is therefore {@linkplain #check checked}, and what the router wrote itself is
 * {@linkplain #read(Rep) read}. A time zone that is absent is UTC.
 */
public final class Reps {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int END_OF_DAY = 24 * 60;
  private static final int MALFORMED = -1;
  private static final int MOST_TURNS_AHEAD = 1_000_000;

  private Reps() {}

  /**
   * The rep, or all that is wrong with it. Problems quote no text of the record, for whoever mixed
   * up two columns may have put a name into any of them.
   */
  public static Checked<io.leadrouter.domain.Rep> check(Rep rep) {
    Findings findings = new Findings();
    findings.required("repId", rep.getRepId());
    findings.required("group", rep.getGroup());
    if (rep.getWeight() < 1 || rep.getWeight() > io.leadrouter.domain.Rep.MAX_WEIGHT) {
      findings.add(
          "weight",
          "out-of-range",
          "is %d; a weight is 1 to %d"
              .formatted(rep.getWeight(), io.leadrouter.domain.Rep.MAX_WEIGHT));
    }
    Caps caps = rep.getCaps();
    findings.notNegative("caps.openLeads", caps.getOpenLeads());
    boolean rolling = caps.getRolling();
    findings.pace("caps.perHour", caps.getPerHour(), rolling);
    findings.pace("caps.perDay", caps.getPerDay(), rolling);
    findings.pace("caps.perWeek", caps.getPerWeek(), rolling);
    findings.pace("caps.perMonth", caps.getPerMonth(), rolling);
    findings.notNegative("maxUnaccepted", rep.getMaxUnaccepted());
    ZoneId timeZone = timeZone(Absent.text(rep.getTimeZone()), findings);
    List<io.leadrouter.domain.WorkingHours> hours = hours(rep.getWorkingHours(), findings);
    List<io.leadrouter.domain.TimeOff> timeOff = timeOff(rep.getTimeOff(), findings);
    String backupRepId = Absent.text(rep.getBackupRepId());
    if (!backupRepId.isEmpty() && backupRepId.equals(rep.getRepId())) {
      findings.add("backupRepId", "conflicting", "is the rep itself; name another rep, or nobody");
    }
    turnsAhead(rep.getTurnsAhead(), findings);
    if (!findings.problems.isEmpty()) {
      return new Checked.Bad<>(findings.problems);
    }
    return new Checked.Good<>(
        new io.leadrouter.domain.Rep(
            rep.getRepId(),
            Absent.text(rep.getName()),
            Absent.text(rep.getEmail()),
            rep.getGroup(),
            io.leadrouter.domain.RepStatus.valueOf(rep.getStatus().name()),
            rep.getWeight(),
            read(caps),
            Absent.integer(rep.getMaxUnaccepted()),
            Set.copyOf(rep.getSkills()),
            Set.copyOf(rep.getLanguages()),
            Set.copyOf(rep.getTerritories()),
            Set.copyOf(rep.getProducts()),
            timeZone,
            Absent.text(rep.getHolidayRegion()),
            hours,
            timeOff,
            backupRepId));
  }

  /**
   * A rep that was checked before.
   *
   * @throws IllegalArgumentException for a rep that {@link #check} calls bad, with every problem
   */
  public static io.leadrouter.domain.Rep read(Rep rep) {
    Checked<io.leadrouter.domain.Rep> checked = check(rep);
    if (checked instanceof Checked.Good<io.leadrouter.domain.Rep> good) {
      return good.value();
    }
    StringBuilder message =
        new StringBuilder("Rep ").append(rep.getRepId()).append(" cannot be used:");
    for (Problem problem : ((Checked.Bad<io.leadrouter.domain.Rep>) checked).problems()) {
      message.append(' ').append(problem.message()).append('.');
    }
    throw new IllegalArgumentException(message.toString());
  }

  public static Rep write(io.leadrouter.domain.Rep rep) {
    return new Rep(
        rep.repId(),
        Absent.orNull(rep.name()),
        Absent.orNull(rep.email()),
        rep.group(),
        RepStatus.valueOf(rep.status().name()),
        rep.weight(),
        write(rep.caps()),
        Absent.orNull(rep.maxUnaccepted()),
        List.copyOf(rep.skills()),
        List.copyOf(rep.languages()),
        List.copyOf(rep.territories()),
        List.copyOf(rep.products()),
        rep.timeZone().equals(UTC) ? null : rep.timeZone().getId(),
        Absent.orNull(rep.holidayRegion()),
        Each.of(rep.workingHours(), Reps::write),
        Each.of(rep.timeOff(), Reps::write),
        Absent.orNull(rep.backupRepId()),
        List.of());
  }

  /** What a rep who is new brings along, by rotation; of one that was checked. */
  public static Map<String, Integer> turnsAhead(Rep rep) {
    return turnsAhead(rep.getTurnsAhead());
  }

  static Map<String, Integer> turnsAhead(List<TurnsAhead> turns) {
    Map<String, Integer> byRotation = new HashMap<>();
    turns.forEach(ahead -> byRotation.put(ahead.getRotation(), ahead.getTurns()));
    return byRotation;
  }

  static List<TurnsAhead> turnsAhead(Map<String, Integer> byRotation) {
    return new TreeMap<>(byRotation)
        .entrySet().stream()
            .map(turns -> new TurnsAhead(turns.getKey(), turns.getValue()))
            .toList();
  }

  public static io.leadrouter.domain.RepPlace read(RepPlace place) {
    return new io.leadrouter.domain.RepPlace(place.getRepId(), place.getGroup(), place.getMoves());
  }

  public static RepPlace write(io.leadrouter.domain.RepPlace place) {
    return new RepPlace(place.repId(), place.group(), place.moves());
  }

  static Optional<io.leadrouter.domain.Rep> readIfPresent(Rep rep) {
    return rep == null ? Optional.empty() : Optional.of(read(rep));
  }

  static Rep writeIfPresent(Optional<io.leadrouter.domain.Rep> rep) {
    return rep.isEmpty() ? null : write(rep.get());
  }

  private static io.leadrouter.domain.Caps read(Caps caps) {
    return new io.leadrouter.domain.Caps(
        Absent.integer(caps.getOpenLeads()),
        Absent.integer(caps.getPerHour()),
        Absent.integer(caps.getPerDay()),
        Absent.integer(caps.getPerWeek()),
        Absent.integer(caps.getPerMonth()),
        caps.getRolling());
  }

  private static Caps write(io.leadrouter.domain.Caps caps) {
    return new Caps(
        Absent.orNull(caps.openLeads()),
        Absent.orNull(caps.perHour()),
        Absent.orNull(caps.perDay()),
        Absent.orNull(caps.perWeek()),
        Absent.orNull(caps.perMonth()),
        caps.rolling());
  }

  private static ZoneId timeZone(String id, Findings findings) {
    if (id.isEmpty()) {
      return UTC;
    }
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      findings.add(
          "timeZone",
          "unknown",
          "is no IANA time zone; write it as in Europe/Paris, or leave it out");
      return UTC;
    }
  }

  private static List<io.leadrouter.domain.WorkingHours> hours(
      List<WorkingHours> blocks, Findings findings) {
    if (blocks.isEmpty()) {
      return List.of();
    }
    List<io.leadrouter.domain.WorkingHours> hours = new ArrayList<>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      WorkingHours block = blocks.get(i);
      int from = minutes(block.getFrom());
      int to = minutes(block.getTo());
      boolean day = block.getDay() >= 1 && block.getDay() <= 7;
      if (!day) {
        findings.add(
            path("workingHours", i, "day"),
            "out-of-range",
            "is %d; a day is 1 (Monday) to 7 (Sunday)".formatted(block.getDay()));
      }
      if (from == MALFORMED || from == END_OF_DAY) {
        findings.add(
            path("workingHours", i, "from"), "malformed", "is no time from 00:00 to 23:59");
      }
      if (to == MALFORMED) {
        findings.add(path("workingHours", i, "to"), "malformed", "is no time from 00:01 to 24:00");
      } else if (from != MALFORMED && from >= to) {
        findings.add(
            path("workingHours", i, "to"),
            "conflicting",
            "is not later than from; write work past midnight as two blocks");
      }
      if (day && from < to) {
        hours.add(new io.leadrouter.domain.WorkingHours(DayOfWeek.of(block.getDay()), from, to));
      }
    }
    return hours;
  }

  /** Minutes after midnight of HH:MM, 0 to 1440, or {@link #MALFORMED}. */
  private static int minutes(String time) {
    if (time.length() != 5 || time.charAt(2) != ':') {
      return MALFORMED;
    }
    int h1 = time.charAt(0) - '0';
    int h2 = time.charAt(1) - '0';
    int m1 = time.charAt(3) - '0';
    int m2 = time.charAt(4) - '0';
    if (h1 < 0 || h1 > 9 || h2 < 0 || h2 > 9 || m1 < 0 || m1 > 5 || m2 < 0 || m2 > 9) {
      return MALFORMED;
    }
    int minutes = (10 * h1 + h2) * 60 + 10 * m1 + m2;
    return minutes <= END_OF_DAY ? minutes : MALFORMED;
  }

  private static WorkingHours write(io.leadrouter.domain.WorkingHours hours) {
    return new WorkingHours(hours.day().getValue(), time(hours.from()), time(hours.to()));
  }

  private static String time(int minutes) {
    char[] time = {
      (char) ('0' + minutes / 600),
      (char) ('0' + minutes / 60 % 10),
      ':',
      (char) ('0' + minutes % 60 / 10),
      (char) ('0' + minutes % 10)
    };
    return new String(time);
  }

  private static List<io.leadrouter.domain.TimeOff> timeOff(
      List<TimeOff> times, Findings findings) {
    if (times.isEmpty()) {
      return List.of();
    }
    List<io.leadrouter.domain.TimeOff> timeOff = new ArrayList<>(times.size());
    for (int i = 0; i < times.size(); i++) {
      TimeOff time = times.get(i);
      if (time.getTo().isBefore(time.getFrom())) {
        findings.add(path("timeOff", i, "to"), "conflicting", "is before from");
      }
      timeOff.add(
          new io.leadrouter.domain.TimeOff(
              time.getFrom(), time.getTo(), Absent.text(time.getReason())));
    }
    return timeOff;
  }

  private static TimeOff write(io.leadrouter.domain.TimeOff time) {
    return new TimeOff(time.from(), time.to(), Absent.orNull(time.reason()));
  }

  private static void turnsAhead(List<TurnsAhead> turns, Findings findings) {
    for (int i = 0; i < turns.size(); i++) {
      int ahead = turns.get(i).getTurns();
      if (ahead < 0 || ahead > MOST_TURNS_AHEAD) {
        findings.add(
            path("turnsAhead", i, "turns"),
            "out-of-range",
            "is %d; it is 0 to %d, from 0 for who has had the fewest"
                .formatted(ahead, MOST_TURNS_AHEAD));
      }
    }
  }

  private static String path(String list, int index, String field) {
    return list + "[" + index + "]." + field;
  }

  /** What is wrong so far; costs nothing while that is nothing. */
  private static final class Findings {

    private List<Problem> problems = List.of();

    void add(String field, String code, String message) {
      if (problems.isEmpty()) {
        problems = new ArrayList<>();
      }
      problems.add(new Problem(field, code, field + " " + message));
    }

    void required(String field, String value) {
      if (value.isBlank()) {
        add(field, "missing", "is blank; every rep needs one");
      } else if (value.equals("*") || value.chars().anyMatch(Character::isISOControl)) {
        // Both have a meaning of their own in the router's keys.
        add(field, "malformed", "is * or holds control characters; use letters and digits");
      }
    }

    void pace(String field, Integer limit, boolean rolling) {
      int most = io.leadrouter.domain.Caps.MOST_ROLLING;
      if (limit != null && rolling && limit > most) {
        add(field, "out-of-range", "is %d; a rolling cap is at most %d".formatted(limit, most));
      }
      notNegative(field, limit);
    }

    void notNegative(String field, Integer limit) {
      if (limit != null && limit < 0) {
        add(field, "out-of-range", "is %d; a limit is 0 or more, or absent".formatted(limit));
      }
    }
  }
}
