package io.leadrouter.policy.cel;

import java.util.Optional;

/**
 * The variables of macros that can be read at a place of a condition, from the inside out. Each has
 * a slot in an array that lives for one evaluation.
 */
record Locals(String name, int slot, Optional<Locals> outer) {

  /** For conditions without such variables. */
  static final Object[] NONE = {};

  /** Where no macro is around. */
  static final Locals EMPTY = new Locals("", -1, Optional.empty());

  Locals with(String variable) {
    return new Locals(variable, slot + 1, Optional.of(this));
  }

  /** The slot of the innermost variable of that name. */
  Optional<Integer> slotOf(String variable) {
    if (slot < 0) {
      return Optional.empty();
    }
    return name.equals(variable)
        ? Optional.of(slot)
        : outer.flatMap(around -> around.slotOf(variable));
  }
}
