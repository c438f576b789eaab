package io.leadrouter.policy.cel;

import java.util.Set;
import java.util.function.Function;

/** A list of different texts that is kept as a set. */
record TextsTerm<T>(Term<T> sorted, Function<T, Set<String>> read) implements Term<T> {

  @Override
  public Object value(T subject, Object[] locals) {
    return sorted.value(subject, locals);
  }

  boolean contains(T subject, String text) {
    return read.apply(subject).contains(text);
  }
}
