package io.leadrouter.domain;

import java.util.List;

/**
 * What became of something from outside: a value that can be used, or everything that is wrong with
 * it.
 */
public sealed interface Checked<T> {

  /** Can be used. */
  record Good<T>(T value) implements Checked<T> {}

  /**
   * Cannot be used.
   *
   * @param problems every reason, at least one
   */
  record Bad<T>(List<Problem> problems) implements Checked<T> {

    public Bad {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("Bad without a problem: say what is wrong.");
      }
    }
  }
}
