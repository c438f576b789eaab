package io.leadrouter.policy;

import dev.cel.runtime.CelVariableResolver;
import io.leadrouter.policy.Findings.Place;
import io.leadrouter.policy.cel.CallReview;
import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.ConditionCompiler;
import io.leadrouter.policy.cel.Conditions;
import io.leadrouter.policy.cel.LiteralReview;
import io.leadrouter.policy.cel.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads conditions, and says where in the file one is wrong. */
final class ConditionReader {

  private final int[] file;
  private final Conditions conditions;

  /**
   * @param file code points of the whole file
   */
  ConditionReader(int[] file, Conditions conditions) {
    this.file = file;
    this.conditions = conditions;
  }

  /** The condition that the value spells; one that never holds when that is none. */
  <T extends CelVariableResolver> Condition<T> read(
      Value value, Function<Conditions, ConditionCompiler<T>> kind) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return Condition.never();
    }
    try {
      Condition<T> condition = kind.apply(conditions).compile(text.get());
      report(value, LiteralReview.of(condition), value.findings()::warning);
      report(value, CallReview.of(condition), value.findings()::warning);
      condition.interpreted().ifPresent(part -> warnOfInterpreted(value, part));
      return condition;
    } catch (Problem.Found found) {
      report(value, found.problems(), value.findings()::error);
      return Condition.never();
    }
  }

  private void report(Value value, List<Problem> problems, BiConsumer<Place, String> finding) {
    for (Problem problem : problems) {
      Place place = ScalarText.place(file, (ScalarNode) value.node(), problem.offset());
      String hint = Spelling.hint(problem.misspelt(), problem.known());
      finding.accept(place, problem.message() + hint);
    }
  }

  private static void warnOfInterpreted(Value value, String part) {
    value.warning(
        value.name()
            + " is evaluated by dev.cel itself, which is slower: our compiler does not know \""
            + part
            + "\"");
  }
}
