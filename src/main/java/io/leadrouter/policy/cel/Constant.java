package io.leadrouter.policy.cel;

import java.util.List;

/**
 * A value that does not depend on the subject.
 *
 * @param value as dev.cel has it, or a {@link Failure}
 */
record Constant<T>(Object value) implements Term<T> {

  @Override
  public Object value(T subject, Object[] locals) {
    return value;
  }

  /** A constant in the most particular kind of term there is for it. */
  static <T> Term<T> of(Object value) {
    if (value instanceof Long whole) {
      return new Whole<>(whole);
    }
    return value instanceof Double real ? new Real<>(real) : new Constant<>(value);
  }

  static boolean is(Term<?> term) {
    return term instanceof Constant || term instanceof Whole || term instanceof Real;
  }

  static boolean all(List<? extends Term<?>> terms) {
    return terms.stream().allMatch(Constant::is);
  }

  /** The value of a term that is constant. */
  static <T> Object valueOf(Term<T> constant) {
    return constant.value(null, Locals.NONE);
  }

  record Whole<T>(long number) implements LongTerm<T> {

    @Override
    public long whole(T subject) {
      return number;
    }
  }

  record Real<T>(double number) implements DoubleTerm<T> {

    @Override
    public double real(T subject) {
      return number;
    }
  }
}
