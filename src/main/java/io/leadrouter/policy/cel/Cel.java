package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** dev.cel with the options and the types of conditions. */
final class Cel {

  /** So that {@code score >= 10} means what it says although a score is a double. */
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelTypeProvider TYPES =
      new Types(Readables.LEAD, Readables.ACCOUNT, Readables.REP);

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();

  static final StandardFunctions FUNCTIONS = new StandardFunctions(OPTIONS);

  private Cel() {}

  static CelTypeProvider types() {
    return TYPES;
  }

  /** For conditions on anything. */
  static CelParser parser() {
    return PARSER;
  }

  /** For conditions that can read these variables and call these functions of the standard. */
  static CelChecker checker(Map<String, CelType> variables, Set<String> functions) {
    CelStandardDeclarations declarations =
        CelStandardDeclarations.newBuilder()
            .filterFunctions((function, overload) -> functions.contains(function.functionName()))
            .build();
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(TYPES)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(declarations)
            .setResultType(SimpleType.BOOL);
    variables.forEach(
        (name, type) -> builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, type)));
    return builder.build();
  }

  /**
   * For what only dev.cel's own evaluator knows.
   *
   * @throws CelValidationException when nothing can evaluate it
   */
  static CelRuntime.Program program(CelAbstractSyntaxTree checked)
      throws CelValidationException, CelEvaluationException {
    return Evaluator.RUNTIME.createProgram(checked);
  }

  /** Loaded when the first condition needs it, which few policies do. */
  private static final class Evaluator {

    static final CelRuntime RUNTIME =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(TYPES)
            .build();
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
