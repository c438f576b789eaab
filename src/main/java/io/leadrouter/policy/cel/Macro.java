package io.leadrouter.policy.cel;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.Optional;

/**
 * What an author wrote as {@code range.kind(variable, body)}, found again in the loop that CEL's
 * parser makes of it.
 *
 * @param filter of {@code map} with three arguments
 */
record Macro(Kind kind, CelExpr range, String variable, Optional<CelExpr> filter, CelExpr body) {

  enum Kind {
    ALL("all"),
    EXISTS("exists"),
    EXISTS_ONE("exists_one"),
    FILTER("filter"),
    MAP("map");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As authors write it. */
    String text() {
      return text;
    }
  }

  /** Empty for a loop that no macro of the standard makes. */
  static Optional<Macro> of(CelComprehension loop) {
    if (!loop.iterVar2().isEmpty() || loop.loopStep().getKind() != CelExpr.ExprKind.Kind.CALL) {
      return Optional.empty();
    }
    CelCall step = loop.loopStep().call();
    return switch (loop.accuInit().getKind()) {
      case CONSTANT -> ofConstant(loop, loop.accuInit().constant(), step);
      case LIST -> ofList(loop, step);
      default -> Optional.empty();
    };
  }

  private static Optional<Macro> ofConstant(
      CelComprehension loop, CelConstant start, CelCall step) {
    return switch (start.getKind()) {
      case BOOLEAN_VALUE ->
          macro(loop, start.booleanValue() ? Kind.ALL : Kind.EXISTS, step.args().get(1));
      case INT64_VALUE -> macro(loop, Kind.EXISTS_ONE, step.args().get(0));
      default -> Optional.empty();
    };
  }

  private static Optional<Macro> ofList(CelComprehension loop, CelCall step) {
    if (step.function().equals(Operator.ADD.getFunction())) {
      return macro(loop, Kind.MAP, added(step));
    }
    CelExpr filter = step.args().get(0);
    CelExpr item = added(step.args().get(1).call());
    boolean same =
        item.getKind() == CelExpr.ExprKind.Kind.IDENT && item.ident().name().equals(loop.iterVar());
    return same
        ? macro(loop, Kind.FILTER, filter)
        : Optional.of(
            new Macro(Kind.MAP, loop.iterRange(), loop.iterVar(), Optional.of(filter), item));
  }

  private static CelExpr added(CelCall plus) {
    return plus.args().get(1).list().elements().get(0);
  }

  private static Optional<Macro> macro(CelComprehension loop, Kind kind, CelExpr body) {
    return Optional.of(new Macro(kind, loop.iterRange(), loop.iterVar(), Optional.empty(), body));
  }
}
