package io.leadrouter.policy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code onReturn}. */
final class ReturningReader {

  static final Set<String> ON_RETURN =
      Keys.of(
          "pause",
          "full",
          "cap",
          "offShift",
          "leave",
          "creditAtMost",
          "creditEvery",
          "creditExpires");

  /** By its key. */
  static final Map<String, Absence> ABSENCES = absences();

  private ReturningReader() {}

  private static Map<String, Absence> absences() {
    Map<String, Absence> absences = new LinkedHashMap<>();
    absences.put("pause", Absence.PAUSE);
    absences.put("full", Absence.FULL);
    absences.put("cap", Absence.CAP);
    absences.put("offShift", Absence.OFF_SHIFT);
    absences.put("leave", Absence.LEAVE);
    return absences;
  }

  static Returning read(Value value) {
    Section section = value.section(ON_RETURN);
    Map<Absence, Returning.Answer> answers = new EnumMap<>(Returning.defaults());
    ABSENCES.forEach(
        (key, absence) ->
            section
                .optional(key)
                .flatMap(answer -> answer.choice("answer", List.of(Returning.Answer.values())))
                .ifPresent(answer -> answers.put(absence, answer)));
    if (!answers.containsValue(Returning.Answer.CREDIT)) {
      ON_RETURN.stream()
          .filter(key -> key.startsWith("credit"))
          .flatMap(key -> section.optional(key).stream())
          .forEach(idle -> idle.warning(idle.name() + " does nothing: nothing is credited"));
    }
    return new Returning(answers, credit(section));
  }

  private static Returning.Credit credit(Section section) {
    Returning.Credit usual = Returning.DEFAULT_CREDIT;
    return new Returning.Credit(
        turns(section, "creditAtMost", 1, Returning.MOST_OWED).orElse(usual.atMost()),
        turns(section, "creditEvery", 2, Returning.SELDOM).orElse(usual.every()),
        section
            .optional("creditExpires")
            .flatMap(time -> time.duration(Returning.LONGEST_OWED))
            .orElse(usual.expires()));
  }

  private static OptionalInt turns(Section section, String key, int least, int most) {
    Optional<Value> value = section.optional(key);
    return value.isEmpty() ? OptionalInt.empty() : value.get().integer(least, most);
  }
}
