package io.leadrouter.policy.cel;

import dev.cel.common.internal.ComparisonFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** {@code <}, {@code <=}, {@code >} and {@code >=}, where they are worth code of their own. */
final class ComparisonTerms {

  /** Types whose order in CEL is that of Java, by the ends of the names of overloads. */
  private static final Map<String, Class<? extends Comparable<?>>> ORDERED =
      Map.of(
          "int64", Long.class,
          "string", String.class,
          "timestamp", Instant.class,
          "duration", Duration.class);

  private ComparisonTerms() {}

  static <T> Optional<Term<T>> of(Call<T> call) {
    return Arrays.stream(Relation.values())
        .filter(relation -> call.name().startsWith(relation.prefix))
        .findFirst()
        .flatMap(relation -> compare(relation, call));
  }

  private static <T> Optional<Term<T>> compare(Relation relation, Call<T> call) {
    Term<T> left = call.arg(0);
    Term<T> right = call.arg(1);
    if (left instanceof LongTerm<T> a && right instanceof LongTerm<T> b) {
      return bool(
          (subject, locals) ->
              Outcome.of(relation.holds(Long.compare(a.whole(subject), b.whole(subject)))));
    }
    if (left instanceof DoubleTerm<T> a && right instanceof DoubleTerm<T> b) {
      return bool(
          (subject, locals) -> Outcome.of(relation.holds(a.real(subject), b.real(subject))));
    }
    if (left instanceof DoubleTerm<T> a && right instanceof LongTerm<T> b) {
      return bool(
          (subject, locals) ->
              Outcome.of(
                  relation.holds(
                      ComparisonFunctions.compareDoubleInt(a.real(subject), b.whole(subject)))));
    }
    if (left instanceof LongTerm<T> a && right instanceof DoubleTerm<T> b) {
      return bool(
          (subject, locals) ->
              Outcome.of(
                  relation.holds(
                      ComparisonFunctions.compareIntDouble(a.whole(subject), b.real(subject)))));
    }
    return Optional.ofNullable(ORDERED.get(call.name().substring(relation.prefix.length())))
        .flatMap(type -> bool(ordered(relation, type, left, right)));
  }

  private static <T> BooleanTerm<T> ordered(
      Relation relation, Class<?> type, Term<T> left, Term<T> right) {
    return (subject, locals) -> {
      Object a = left.value(subject, locals);
      Object b = right.value(subject, locals);
      return type.isInstance(a) && type.isInstance(b)
          ? Outcome.of(relation.holds(compare(a, b)))
          : Outcome.ERROR;
    };
  }

  @SuppressWarnings("unchecked") // Both are of one type that is in order.
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static <T> Optional<Term<T>> bool(BooleanTerm<T> term) {
    return Optional.of(term);
  }

  /** Longer names first: one begins like another. */
  private enum Relation {
    LESS_EQUALS("less_equals_") {
      @Override
      boolean holds(int sign) {
        return sign <= 0;
      }

      @Override
      boolean holds(double a, double b) {
        return a <= b;
      }
    },
    LESS("less_") {
      @Override
      boolean holds(int sign) {
        return sign < 0;
      }

      @Override
      boolean holds(double a, double b) {
        return a < b;
      }
    },
    GREATER_EQUALS("greater_equals_") {
      @Override
      boolean holds(int sign) {
        return sign >= 0;
      }

      @Override
      boolean holds(double a, double b) {
        return a >= b;
      }
    },
    GREATER("greater_") {
      @Override
      boolean holds(int sign) {
        return sign > 0;
      }

      @Override
      boolean holds(double a, double b) {
        return a > b;
      }
    };

    private final String prefix;

    Relation(String prefix) {
      this.prefix = prefix;
    }

    /**
     * @param sign of comparing the left side with the right one
     */
    abstract boolean holds(int sign);

    /** Another question: nothing is less or greater than what is not a number. */
    abstract boolean holds(double a, double b);
  }
}
