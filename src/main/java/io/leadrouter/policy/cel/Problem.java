package io.leadrouter.policy.cel;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something wrong with the text of a condition, in a policy author's words.
 *
 * @param offset of the wrong place in the text, in code points
 * @param misspelt a name that nothing has; empty when the problem is another one
 * @param known what could have been meant by it
 */
public record Problem(int offset, String message, String misspelt, Set<String> known) {

  /** What a compiler found; never empty. */
  public static final class Found extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    Found(List<Problem> problems) {
      super(problems.get(0).message());
      this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
      return problems;
    }
  }

  static Problem of(int offset, String message) {
    return new Problem(offset, message, "", Set.of());
  }

  static Problem unknown(int offset, String message, String misspelt, Set<String> known) {
    return new Problem(offset, message, misspelt, new TreeSet<>(known));
  }
}
