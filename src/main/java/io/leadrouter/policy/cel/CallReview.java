package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds calls that fail for every lead because of a literal, such as one that names a time zone
 * which nobody knows: what needs their value is never true.
 */
public final class CallReview {

  private static final String MATCHES = "matches";

  /** What asks a time for one of its parts. */
  private static final String GET = "get";

  private final CelAbstractSyntaxTree condition;

  private CallReview(CelAbstractSyntaxTree condition) {
    this.condition = condition;
  }

  /** One problem for each such call, in the order of the text. */
  public static List<Problem> of(Condition<?> condition) {
    return condition.checked().map(checked -> new CallReview(checked).problems()).orElse(List.of());
  }

  private List<Problem> problems() {
    return CelNavigableAst.fromAst(condition)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expression -> expression.getKind() == Kind.CALL)
        .flatMap(call -> problem(call).stream())
        .sorted(Comparator.comparingInt(Problem::offset))
        .toList();
  }

  private Optional<Problem> problem(CelExpr expression) {
    CelCall call = expression.call();
    List<CelExpr> args = new ArrayList<>();
    call.target().ifPresent(args::add);
    args.addAll(call.args());
    List<Term<Object>> values = new ArrayList<>();
    for (CelExpr arg : args) {
      literal(arg).or(() -> anyValue(call, arg)).ifPresent(value -> values.add(Constant.of(value)));
    }
    return values.size() == args.size() && fails(expression, values)
        ? Optional.of(describe(expression, args))
        : Optional.empty();
  }

  private static Optional<Object> literal(CelExpr arg) {
    if (arg.getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = arg.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case INT64_VALUE -> Optional.of(constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      default -> Optional.empty();
    };
  }

  /** Where one value fails no more than any other. */
  private Optional<Object> anyValue(CelCall call, CelExpr arg) {
    if (call.function().startsWith(GET)) {
      return condition
          .getType(arg.id())
          .filter(SimpleType.TIMESTAMP::equals)
          .map(time -> Instant.EPOCH);
    }
    return call.function().equals(MATCHES) ? Optional.of("") : Optional.empty();
  }

  private boolean fails(CelExpr call, List<Term<Object>> values) {
    String function = call.call().function();
    List<String> overloads =
        condition
            .getReference(call.id())
            .<List<String>>map(CelReference::overloadIds)
            .orElse(List.of());
    return Cel.FUNCTIONS
        .find(function, overloads)
        .map(found -> new Call<>(function, values, found).standard())
        .filter(term -> Constant.valueOf(term) == Failure.FAILED)
        .isPresent();
  }

  private Problem describe(CelExpr call, List<CelExpr> args) {
    String function = call.call().function();
    CelExpr last = args.get(args.size() - 1);
    if (function.startsWith(GET) && last.getKind() == Kind.CONSTANT) {
      String zone = last.constant().stringValue();
      return Problem.unknown(
          offset(last), "unknown time zone \"" + zone + "\"", zone, ZoneId.getAvailableZoneIds());
    }
    return function.equals(MATCHES)
        ? Problem.of(offset(last), ConditionText.of(last) + " is no regular expression")
        : Problem.of(offset(call), ConditionText.of(call) + " has no value");
  }

  private int offset(CelExpr expression) {
    return condition.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
  }
}
