package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes conditions of CEL text, after checking it against the types of what it can read. Safe to
 * share between threads.
 *
 * @param <T> what a condition asks
 */
public final class ConditionCompiler<T extends CelVariableResolver> {

  private final ReadableType<T> variables;
  private final NamedSets sets;
  private final Checker checker;
  private final ConditionErrors errors;

  ConditionCompiler(ReadableType<T> variables, NamedSets sets) {
    this.variables = variables;
    this.sets = sets;
    this.checker = new Checker(variables.fieldTypes());
    this.errors = new ConditionErrors(variables);
  }

  /**
   * The condition that the text spells.
   *
   * @throws Problem.Found with everything that is wrong with it
   */
  public Condition<T> compile(String text) throws Problem.Found {
    CelAbstractSyntaxTree parsed = parse(text);
    CelAbstractSyntaxTree checked = check(parsed, text);
    String canonical = ConditionText.of(parsed.getExpr());
    try {
      CompiledExpression<T> compiled =
          new ExpressionCompiler<>(variables, Cel.FUNCTIONS, checked).compile();
      return new Condition<>(canonical, compiled::outcome, checked, Optional.empty());
    } catch (NotCompilable unknown) {
      CelRuntime.Program program = program(checked);
      return new Condition<>(
          canonical, subject -> outcome(program, subject), checked, Optional.of(unknown.part()));
    }
  }

  private CelAbstractSyntaxTree parse(String text) throws Problem.Found {
    CelValidationResult parsed = Cel.parser().parse(text);
    if (parsed.hasError()) {
      throw new Problem.Found(errors.explain(text, parsed.getErrors()));
    }
    return ast(parsed);
  }

  private CelAbstractSyntaxTree check(CelAbstractSyntaxTree parsed, String text)
      throws Problem.Found {
    List<Problem> problems = new ArrayList<>();
    CelValidationResult checked = checker.check(sets.replaceIn(parsed, text, problems));
    if (checked.hasError()) {
      problems.addAll(errors.explain(text, checked.getErrors()));
    }
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::offset));
      throw new Problem.Found(problems);
    }
    return ast(checked);
  }

  private static CelAbstractSyntaxTree ast(CelValidationResult result) throws Problem.Found {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw notEvaluable(e);
    }
  }

  private static CelRuntime.Program program(CelAbstractSyntaxTree checked) throws Problem.Found {
    try {
      return Cel.program(checked);
    } catch (CelValidationException | CelEvaluationException e) {
      throw notEvaluable(e);
    }
  }

  private static Problem.Found notEvaluable(Exception e) {
    return new Problem.Found(
        List.of(Problem.of(0, "this condition cannot be evaluated: " + e.getMessage())));
  }

  private static Outcome outcome(CelRuntime.Program program, CelVariableResolver subject) {
    try {
      return program.eval(subject) instanceof Boolean holds ? Outcome.of(holds) : Outcome.ERROR;
    } catch (CelEvaluationException | RuntimeException notEvaluable) {
      return Outcome.ERROR;
    }
  }
}
