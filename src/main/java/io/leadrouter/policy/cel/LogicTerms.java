package io.leadrouter.policy.cel;

/** {@code &&}, {@code ||}, {@code !} and {@code ?:}. */
final class LogicTerms {

  private LogicTerms() {}

  /** False if one side is, whatever happens on the other. */
  record And<T>(BooleanTerm<T> left, BooleanTerm<T> right) implements BooleanTerm<T> {

    @Override
    public Outcome outcome(T subject, Object[] locals) {
      Outcome first = left.outcome(subject, locals);
      if (first == Outcome.FALSE) {
        return first;
      }
      Outcome second = right.outcome(subject, locals);
      return second == Outcome.FALSE ? second : first == Outcome.ERROR ? first : second;
    }

    @Override
    public Object value(T subject, Object[] locals) {
      return undecided(outcome(subject, locals));
    }
  }

  /** True if one side is, whatever happens on the other. */
  record Or<T>(BooleanTerm<T> left, BooleanTerm<T> right) implements BooleanTerm<T> {

    @Override
    public Outcome outcome(T subject, Object[] locals) {
      Outcome first = left.outcome(subject, locals);
      if (first == Outcome.TRUE) {
        return first;
      }
      Outcome second = right.outcome(subject, locals);
      return second == Outcome.TRUE ? second : first == Outcome.ERROR ? first : second;
    }

    @Override
    public Object value(T subject, Object[] locals) {
      return undecided(outcome(subject, locals));
    }
  }

  static <T> BooleanTerm<T> not(BooleanTerm<T> term) {
    return (subject, locals) -> term.outcome(subject, locals).not();
  }

  static <T> Term<T> conditional(BooleanTerm<T> condition, Term<T> then, Term<T> otherwise) {
    if (then instanceof BooleanTerm<T> || otherwise instanceof BooleanTerm<T>) {
      return new BooleanChoice<>(condition, BooleanTerm.of(then), BooleanTerm.of(otherwise));
    }
    return (subject, locals) ->
        switch (condition.outcome(subject, locals)) {
          case TRUE -> then.value(subject, locals);
          case FALSE -> otherwise.value(subject, locals);
          case ERROR -> Failure.FAILED;
        };
  }

  /** A value that an error left open. */
  static Object undecided(Outcome outcome) {
    return switch (outcome) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case ERROR -> Failure.undecided();
    };
  }

  private record BooleanChoice<T>(
      BooleanTerm<T> condition, BooleanTerm<T> then, BooleanTerm<T> otherwise)
      implements BooleanTerm<T> {

    @Override
    public Outcome outcome(T subject, Object[] locals) {
      return switch (condition.outcome(subject, locals)) {
        case TRUE -> then.outcome(subject, locals);
        case FALSE -> otherwise.outcome(subject, locals);
        case ERROR -> Outcome.ERROR;
      };
    }

    @Override
    public Object value(T subject, Object[] locals) {
      return switch (condition.outcome(subject, locals)) {
        case TRUE -> then.value(subject, locals);
        case FALSE -> otherwise.value(subject, locals);
        case ERROR -> Failure.FAILED;
      };
    }
  }
}
