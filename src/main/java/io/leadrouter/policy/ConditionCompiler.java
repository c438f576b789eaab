package io.leadrouter.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Makes conditions of CEL text, after checking it against the types of what it can read. Safe to
 * share between threads.
 *
 * @param <T> what a condition asks
 */
final class ConditionCompiler<T extends CelVariableResolver> {

  /** So that {@code score >= 10} means what it says although a score is a double. */
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelTypeProvider TYPES =
      new Types(Readables.LEAD, Readables.ACCOUNT, Readables.REP);

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).setTypeProvider(TYPES).build();

  /** For rules. */
  static final ConditionCompiler<LeadScope> SCORED_LEADS =
      new ConditionCompiler<>(
          ImmutableMap.<String, CelType>builder()
              .putAll(LeadScope.UNSCORED)
              .putAll(LeadScope.SCORED)
              .buildOrThrow());

  /** For the scorecard. */
  static final ConditionCompiler<LeadScope> LEADS = new ConditionCompiler<>(LeadScope.UNSCORED);

  /** For the members of pools. */
  static final ConditionCompiler<RepScope> REPS = new ConditionCompiler<>(RepScope.VARIABLES);

  private final CelCompiler compiler;
  private final ConditionErrors errors;

  private ConditionCompiler(Map<String, CelType> variables) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(TYPES)
            .setResultType(SimpleType.BOOL);
    variables.forEach(builder::addVar);
    this.compiler = builder.build();
    this.errors = new ConditionErrors(variables);
  }

  /**
   * The condition that the value spells. When it cannot be one, that is a finding, and the answer a
   * condition that never holds.
   *
   * @param file code points of the whole file
   */
  Condition<T> compile(Value value, int[] file) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return subject -> false;
    }
    CelValidationResult result = compiler.compile(text.get());
    if (result.hasError()) {
      for (ConditionErrors.Problem problem : errors.explain(text.get(), result.getErrors())) {
        Findings.Place place = ScalarText.place(file, (ScalarNode) value.node(), problem.offset());
        value.findings().error(place, problem.message());
      }
      return subject -> false;
    }
    try {
      return new CelCondition<>(RUNTIME.createProgram(result.getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      value.error(value.name() + " cannot be evaluated: " + e.getMessage());
      return subject -> false;
    }
  }

  private record CelCondition<T extends CelVariableResolver>(CelRuntime.Program program)
      implements Condition<T> {

    @Override
    public boolean holds(T subject) {
      try {
        return Boolean.TRUE.equals(program.eval(subject));
      } catch (CelEvaluationException | RuntimeException notEvaluable) {
        // Whatever goes wrong in one condition must not stop the leads behind this one.
        return false;
      }
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
