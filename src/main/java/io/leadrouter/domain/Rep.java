package io.leadrouter.domain;

import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A salesperson who can receive leads. Absent text is the empty string.
 *
 * @param weight share of turns relative to the other members of a rotation, 1 to {@value
 *     #MAX_WEIGHT}
 * @param holidayRegion whose public holidays the rep has, as the policy names it
 * @param workingHours none means always
 */
public record Rep(
    String repId,
    String name,
    String email,
    String group,
    RepStatus status,
    int weight,
    Caps caps,
    OptionalInt maxUnaccepted,
    Set<String> skills,
    Set<String> languages,
    Set<String> territories,
    Set<String> products,
    ZoneId timeZone,
    String holidayRegion,
    List<WorkingHours> workingHours,
    List<TimeOff> timeOff,
    String backupRepId) {

  public static final int DEFAULT_WEIGHT = 100;
  public static final int MAX_WEIGHT = 10_000;

  public Rep {
    skills = Set.copyOf(skills);
    languages = Set.copyOf(languages);
    territories = Set.copyOf(territories);
    products = Set.copyOf(products);
    workingHours = List.copyOf(workingHours);
    timeOff = List.copyOf(timeOff);
  }

  /** As one who has left the business: inactive, and without what names a person. */
  public Rep left() {
    return new Rep(
        repId,
        "",
        "",
        group,
        RepStatus.INACTIVE,
        weight,
        caps,
        maxUnaccepted,
        skills,
        languages,
        territories,
        products,
        timeZone,
        holidayRegion,
        workingHours,
        timeOff,
        backupRepId);
  }

  /** Never the rep's name or address: a log line or an exception may hold this. */
  @Override
  public String toString() {
    return "Rep[" + repId + " of " + group + ", " + status + "]";
  }
}
