package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A question with the answer yes or no about one thing. Immutable and safe to share between
 * threads.
 *
 * @param <T> what it asks about
 */
public final class Condition<T> {

  private final String text;
  private final Predicate<T> test;
  private final Optional<CelAbstractSyntaxTree> checked;

  Condition(String text, Predicate<T> test, Optional<CelAbstractSyntaxTree> checked) {
    this.text = text;
    this.test = test;
    this.checked = checked;
  }

  /** What stands in for a condition that is missing or wrong. */
  public static <T> Condition<T> never() {
    return new Condition<>("false", subject -> false, Optional.empty());
  }

  /** What a catch-all asks. */
  public static <T> Condition<T> always() {
    return new Condition<>("true", subject -> true, Optional.empty());
  }

  /**
   * The answer. Never throws: what cannot be evaluated, such as an attribute that a lead does not
   * have, is a no.
   */
  public boolean holds(T subject) {
    return test.test(subject);
  }

  /** The condition as CEL, in one way of writing whatever the author's. */
  public String text() {
    return text;
  }

  /** What the text means, checked; empty for {@link #never} and {@link #always}. */
  Optional<CelAbstractSyntaxTree> checked() {
    return checked;
  }
}
