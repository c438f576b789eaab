package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.common.ast.CelReference;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How many pairs exercised what, and with which outcomes. */
final class Shares {

  private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();

  void count(String what, Outcome outcome) {
    counts
        .computeIfAbsent(what, key -> new EnumMap<>(Outcome.class))
        .merge(outcome, 1, Integer::sum);
  }

  int of(String what) {
    return counts.getOrDefault(what, Map.of()).values().stream().mapToInt(i -> i).sum();
  }

  int of(String what, Outcome outcome) {
    return counts.getOrDefault(what, Map.of()).getOrDefault(outcome, 0);
  }

  String table() {
    StringBuilder table =
        new StringBuilder(
            String.format("%-52s %8s %8s %8s %8s%n", "", "pairs", "true", "false", "error"));
    counts.forEach(
        (what, outcomes) ->
            table.append(
                String.format(
                    "%-52s %8d %8d %8d %8d%n",
                    what,
                    of(what),
                    outcomes.getOrDefault(Outcome.TRUE, 0),
                    outcomes.getOrDefault(Outcome.FALSE, 0),
                    outcomes.getOrDefault(Outcome.ERROR, 0))));
    return table.toString();
  }

  /** The operators, functions and macros of an expression. */
  static Set<String> operations(CelAbstractSyntaxTree checked) {
    Set<String> found = new HashSet<>();
    new CelExprVisitor() {
      @Override
      protected void visit(CelExpr expr, CelCall call) {
        Optional<CelReference> reference = checked.getReference(expr.id());
        boolean open = reference.map(r -> r.overloadIds().size() != 1).orElse(true);
        found.add(
            open
                ? "by the values' types: " + call.function()
                : reference.get().overloadIds().get(0));
        super.visit(expr, call);
      }

      @Override
      protected void visit(CelExpr expr, CelSelect select) {
        found.add(select.testOnly() ? "macro has" : "select");
        super.visit(expr, select);
      }

      @Override
      protected void visit(CelExpr expr, CelComprehension loop) {
        Macro macro = Macro.of(loop).orElseThrow();
        found.add(
            "macro " + macro.kind().text() + macro.filter().map(f -> " with a filter").orElse(""));
        visit(macro.range());
        macro.filter().ifPresent(this::visit);
        visit(macro.body());
      }
    }.visit(checked);
    return found;
  }

  /** Paths of the variables and fields that an expression reads. */
  static Set<String> paths(CelAbstractSyntaxTree checked) {
    Set<String> found = new HashSet<>();
    new CelExprVisitor() {
      @Override
      public void visit(CelExpr expr) {
        path(expr).ifPresent(found::add);
        super.visit(expr);
      }
    }.visit(checked);
    return found;
  }

  private static Optional<String> path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> Optional.of(expr.ident().name());
      case SELECT -> path(expr.select().operand()).map(of -> of + "." + expr.select().field());
      default -> Optional.empty();
    };
  }
}
