package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes conditions of CEL text, after checking it against the types of what it can read. Safe to
 * share between threads.
 *
 * @param <T> what a condition asks
 */
public final class ConditionCompiler<T extends CelVariableResolver> {

  /** So that {@code score >= 10} means what it says although a score is a double. */
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelTypeProvider TYPES =
      new Types(Readables.LEAD, Readables.ACCOUNT, Readables.REP);

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).setTypeProvider(TYPES).build();

  private final CelCompiler compiler;
  private final NamedSets sets;
  private final ConditionErrors errors;

  ConditionCompiler(ReadableType<T> variables, NamedSets sets) {
    this.sets = sets;
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(TYPES)
            .setResultType(SimpleType.BOOL);
    variables.fieldTypes().forEach(builder::addVar);
    this.compiler = builder.build();
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
    try {
      CelRuntime.Program program = RUNTIME.createProgram(checked);
      return new Condition<>(
          ConditionText.of(parsed.getExpr()),
          subject -> holds(program, subject),
          Optional.of(checked));
    } catch (CelEvaluationException e) {
      throw notEvaluable(e);
    }
  }

  private CelAbstractSyntaxTree parse(String text) throws Problem.Found {
    CelValidationResult parsed = compiler.parse(text);
    if (parsed.hasError()) {
      throw new Problem.Found(errors.explain(text, parsed.getErrors()));
    }
    return ast(parsed);
  }

  private CelAbstractSyntaxTree check(CelAbstractSyntaxTree parsed, String text)
      throws Problem.Found {
    List<Problem> problems = new ArrayList<>();
    CelValidationResult checked = compiler.check(sets.replaceIn(parsed, text, problems));
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

  private static Problem.Found notEvaluable(Exception e) {
    return new Problem.Found(
        List.of(Problem.of(0, "this condition cannot be evaluated: " + e.getMessage())));
  }

  private static boolean holds(CelRuntime.Program program, CelVariableResolver subject) {
    try {
      return Boolean.TRUE.equals(program.eval(subject));
    } catch (CelEvaluationException | RuntimeException notEvaluable) {
      // Whatever goes wrong in one condition must not stop the leads behind this one.
      return false;
    }
  }

  /** The domain's types by name. */
  private static final class Types implements CelTypeProvider {

    private final ImmutableMap<String, CelType> types;

    Types(ReadableType<?>... roots) {
      Map<String, CelType> all = new HashMap<>();
      for (ReadableType<?> root : roots) {
        root.collect(all);
      }
      types = ImmutableMap.copyOf(all);
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return types.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(types.get(name));
    }
  }
}
