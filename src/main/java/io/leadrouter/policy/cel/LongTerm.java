package io.leadrouter.policy.cel;

/** A term that always has a value, an int of CEL. */
@FunctionalInterface
interface LongTerm<T> extends Term<T> {

  long whole(T subject);

  @Override
  default Object value(T subject, Object[] locals) {
    return whole(subject);
  }
}
