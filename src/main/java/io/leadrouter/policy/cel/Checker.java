package io.leadrouter.policy.cel;

import dev.cel.checker.CelChecker;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.common.types.CelType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the types of conditions of one kind. dev.cel's checker compares the declarations of all
 * functions with each other before each check, which takes longer than the check; so each set of
 * functions that conditions use has a checker that knows only these. Safe to share between threads.
 */
final class Checker {

  private final Map<String, CelType> variables;
  private final Map<Set<String>, CelChecker> byFunctions = new ConcurrentHashMap<>();

  Checker(Map<String, CelType> variables) {
    this.variables = variables;
  }

  CelValidationResult check(CelAbstractSyntaxTree parsed) {
    FunctionNames functions = new FunctionNames();
    functions.visit(parsed);
    return byFunctions
        .computeIfAbsent(functions.names, names -> Cel.checker(variables, names))
        .check(parsed);
  }

  private static final class FunctionNames extends CelExprVisitor {

    private final Set<String> names = new HashSet<>();

    @Override
    protected void visit(CelExpr expr, CelCall call) {
      names.add(call.function());
      super.visit(expr, call);
    }
  }
}
