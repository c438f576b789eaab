package io.leadrouter.policy.cel;

/** A term that is true, false, or cannot be evaluated. */
@FunctionalInterface
interface BooleanTerm<T> extends Term<T> {

  Outcome outcome(T subject, Object[] locals);

  @Override
  default Object value(T subject, Object[] locals) {
    return switch (outcome(subject, locals)) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case ERROR -> Failure.FAILED;
    };
  }

  /** The term as one of true and false; a value of another type is an error. */
  static <T> BooleanTerm<T> of(Term<T> term) {
    return term instanceof BooleanTerm<T> bool ? bool : new Adapted<>(term);
  }

  /** A term whose values happen to be booleans. */
  record Adapted<T>(Term<T> term) implements BooleanTerm<T> {

    @Override
    public Outcome outcome(T subject, Object[] locals) {
      return term.value(subject, locals) instanceof Boolean holds
          ? Outcome.of(holds)
          : Outcome.ERROR;
    }

    @Override
    public Object value(T subject, Object[] locals) {
      return term.value(subject, locals);
    }
  }
}
