package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What dev.cel makes of a condition, from the text to the outcome without any code of ours. */
final class Oracle {

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setTypeProvider(Cel.types())
          .build();

  private final CelCompiler compiler;
  private final Map<String, List<String>> sets;

  Oracle(ReadableType<?> variables, Map<String, List<String>> sets) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(Cel.types())
            .setResultType(SimpleType.BOOL);
    variables.fieldTypes().forEach(builder::addVar);
    this.compiler = builder.build();
    this.sets = sets;
  }

  /** Empty for what does not have the right types. */
  Optional<Question> ask(String condition) {
    String spelt = condition;
    for (Map.Entry<String, List<String>> set : sets.entrySet()) {
      String list =
          set.getValue().stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
      spelt = spelt.replace("sets." + set.getKey(), "[" + list + "]");
    }
    try {
      CelValidationResult result = compiler.compile(spelt);
      if (result.hasError()) {
        return Optional.empty();
      }
      CelAbstractSyntaxTree checked = result.getAst();
      return Optional.of(new Question(checked, RUNTIME.createProgram(checked)));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new AssertionError(condition, e);
    }
  }

  record Question(CelAbstractSyntaxTree checked, CelRuntime.Program program) {

    Answer answer(CelVariableResolver subject) {
      try {
        return program.eval(subject) instanceof Boolean holds
            ? new Answer(Outcome.of(holds), "")
            : new Answer(Outcome.ERROR, "NOT_BOOLEAN");
      } catch (CelEvaluationException e) {
        return new Answer(Outcome.ERROR, e.getErrorCode().name());
      }
    }
  }

  /**
   * @param error dev.cel's code
   */
  record Answer(Outcome outcome, String error) {}
}
