package io.leadrouter.policy.cel;

/** A term that always has a value, a double of CEL. */
@FunctionalInterface
interface DoubleTerm<T> extends Term<T> {

  double real(T subject);

  @Override
  default Object value(T subject, Object[] locals) {
    return real(subject);
  }
}
