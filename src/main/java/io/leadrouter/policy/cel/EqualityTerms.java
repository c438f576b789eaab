package io.leadrouter.policy.cel;

import dev.cel.common.internal.ComparisonFunctions;

/** {@code ==}, between values of any types. */
final class EqualityTerms {

  private final StandardFunctions functions;

  EqualityTerms(StandardFunctions functions) {
    this.functions = functions;
  }

  <T> BooleanTerm<T> equal(Term<T> left, Term<T> right) {
    if (left instanceof LongTerm<T> a && right instanceof LongTerm<T> b) {
      return (subject, locals) -> Outcome.of(a.whole(subject) == b.whole(subject));
    }
    if (left instanceof DoubleTerm<T> a && right instanceof DoubleTerm<T> b) {
      return (subject, locals) -> Outcome.of(a.real(subject) == b.real(subject));
    }
    if (left instanceof DoubleTerm<T> a && right instanceof LongTerm<T> b) {
      return equal(a, b);
    }
    if (left instanceof LongTerm<T> a && right instanceof DoubleTerm<T> b) {
      return equal(b, a);
    }
    if (left instanceof Constant<T> constant && constant.value() instanceof String text) {
      return equal(right, text);
    }
    if (right instanceof Constant<T> constant && constant.value() instanceof String text) {
      return equal(left, text);
    }
    return (subject, locals) ->
        functions.equal(left.value(subject, locals), right.value(subject, locals));
  }

  private static <T> BooleanTerm<T> equal(DoubleTerm<T> real, LongTerm<T> whole) {
    return (subject, locals) ->
        Outcome.of(
            ComparisonFunctions.compareDoubleInt(real.real(subject), whole.whole(subject)) == 0);
  }

  /** Nothing but a text equals a text. */
  private static <T> BooleanTerm<T> equal(Term<T> term, String text) {
    return (subject, locals) -> {
      Object value = term.value(subject, locals);
      return value == Failure.FAILED ? Outcome.ERROR : Outcome.of(text.equals(value));
    };
  }
}
