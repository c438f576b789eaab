package io.leadrouter.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code refunds}. */
final class RefundsReader {

  static final Set<String> REFUNDS = Keys.of("reasons", "perMonth");

  private RefundsReader() {}

  static Refunds read(Value value) {
    Section section = value.section(REFUNDS);
    Set<ReturnReason> reasons =
        section.optional("reasons").map(RefundsReader::reasons).orElse(Refunds.DEFAULT.reasons());
    int perMonth = Refunds.DEFAULT.perMonth();
    if (section.has("perMonth")) {
      perMonth =
          section.values().get("perMonth").integer(0, Refunds.MOST_PER_MONTH).orElse(perMonth);
    }
    return new Refunds(reasons.isEmpty() ? Refunds.DEFAULT.reasons() : reasons, perMonth);
  }

  private static Set<ReturnReason> reasons(Value value) {
    Set<ReturnReason> reasons = EnumSet.noneOf(ReturnReason.class);
    for (Value item : value.items("reason")) {
      item.choice("reason", List.of(ReturnReason.values()))
          .filter(reason -> !reasons.add(reason))
          .ifPresent(twice -> item.error("duplicate reason \"" + twice.code() + "\""));
    }
    return reasons;
  }
}
