package io.leadrouter.topology;

import io.leadrouter.domain.Problem;

/** A record that says nothing where a null has no meaning. */
final class NoValue {

  static final Problem PROBLEM =
      new Problem("value", "missing", "A record of this topic must have a value");

  private NoValue() {}
}
