package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** {@code all}, {@code exists}, {@code exists_one}, {@code filter} and {@code map}. */
final class MacroTerms {

  private MacroTerms() {}

  /** The items of a list, or the keys of a map; null for what is neither. */
  private static Collection<?> items(Object range) {
    if (range instanceof Map<?, ?> map) {
      return map.keySet();
    }
    return range instanceof Collection<?> list ? list : null;
  }

  /**
   * {@code all} and {@code exists}: one item can decide, whatever happens at the others.
   *
   * @param deciding what an item must be to decide: false for {@code all}, true for {@code exists}
   */
  record Quantifier<T>(Term<T> range, int slot, BooleanTerm<T> body, Outcome deciding)
      implements BooleanTerm<T> {

    @Override
    public Outcome outcome(T subject, Object[] locals) {
      Collection<?> items = items(range.value(subject, locals));
      return items == null ? Outcome.ERROR : outcome(items, subject, locals);
    }

    @Override
    public Object value(T subject, Object[] locals) {
      Collection<?> items = items(range.value(subject, locals));
      return items == null ? Failure.FAILED : LogicTerms.undecided(outcome(items, subject, locals));
    }

    private Outcome outcome(Collection<?> items, T subject, Object[] locals) {
      Outcome outcome = deciding.not();
      for (Object item : items) {
        locals[slot] = item;
        Outcome one = body.outcome(subject, locals);
        if (one == deciding) {
          return deciding;
        }
        outcome = one == Outcome.ERROR ? one : outcome;
      }
      return outcome;
    }
  }

  /** True for exactly one item, and evaluated for all. */
  static <T> BooleanTerm<T> existsOne(Term<T> range, int slot, BooleanTerm<T> body) {
    return (subject, locals) -> {
      Collection<?> items = items(range.value(subject, locals));
      if (items == null) {
        return Outcome.ERROR;
      }
      int count = 0;
      for (Object item : items) {
        locals[slot] = item;
        Outcome one = body.outcome(subject, locals);
        if (one == Outcome.ERROR) {
          return one;
        }
        count += one == Outcome.TRUE ? 1 : 0;
      }
      return Outcome.of(count == 1);
    };
  }

  /** What {@code body} makes of the items that {@code filter} lets through. */
  static <T> Term<T> list(Term<T> range, int slot, Optional<BooleanTerm<T>> filter, Term<T> body) {
    BooleanTerm<T> chosen = filter.orElse((subject, locals) -> Outcome.TRUE);
    return (subject, locals) -> {
      Collection<?> items = items(range.value(subject, locals));
      if (items == null) {
        return Failure.FAILED;
      }
      ImmutableList.Builder<Object> made = ImmutableList.builder();
      for (Object item : items) {
        locals[slot] = item;
        Outcome let = chosen.outcome(subject, locals);
        if (let == Outcome.ERROR) {
          return Failure.FAILED;
        }
        if (let == Outcome.TRUE) {
          Object value = body.value(subject, locals);
          if (value == Failure.FAILED) {
            return Failure.FAILED;
          }
          made.add(value);
        }
      }
      return made.build();
    };
  }
}
