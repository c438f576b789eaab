package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import java.util.Optional;

/**
 * A question with the answer yes or no about one thing. Immutable and safe to share between
 * threads.
 *
 * @param <T> what it asks about
 */
public final class Condition<T> {

  private final String text;
  private final Evaluation<T> evaluation;
  private final Optional<CelAbstractSyntaxTree> checked;
  private final Optional<String> interpreted;

  Condition(
      String text,
      Evaluation<T> evaluation,
      CelAbstractSyntaxTree checked,
      Optional<String> interpreted) {
    this(text, evaluation, Optional.of(checked), interpreted);
  }

  private Condition(
      String text,
      Evaluation<T> evaluation,
      Optional<CelAbstractSyntaxTree> checked,
      Optional<String> interpreted) {
    this.text = text;
    this.evaluation = evaluation;
    this.checked = checked;
    this.interpreted = interpreted;
  }

  /** What stands in for a condition that is missing or wrong. */
  public static <T> Condition<T> never() {
    return new Condition<>("false", subject -> Outcome.FALSE, Optional.empty(), Optional.empty());
  }

  /** What a catch-all asks. */
  public static <T> Condition<T> always() {
    return new Condition<>("true", subject -> Outcome.TRUE, Optional.empty(), Optional.empty());
  }

  /**
   * The answer. Never throws: what cannot be evaluated, such as an attribute that a lead does not
   * have, is a no.
   */
  public boolean holds(T subject) {
    return outcome(subject) == Outcome.TRUE;
  }

  /** The answer, or that there is none. Never throws. */
  Outcome outcome(T subject) {
    try {
      return evaluation.of(subject);
    } catch (RuntimeException unexpected) {
      // Whatever goes wrong in one condition must not stop the leads behind this one.
      return Outcome.ERROR;
    }
  }

  /**
   * The condition as CEL, in one way of writing whatever the author's: two conditions of one text
   * mean the same under the same named sets, which keep their names here.
   */
  public String text() {
    return text;
  }

  /**
   * What made the compiler leave the whole condition to dev.cel's own evaluator, as an author would
   * call it; empty for a compiled condition. It means the same and takes longer.
   */
  public Optional<String> interpreted() {
    return interpreted;
  }

  /**
   * What the text means, checked, with the texts of named sets in place of their names; empty for
   * {@link #never} and {@link #always}.
   */
  Optional<CelAbstractSyntaxTree> checked() {
    return checked;
  }
}
