package io.leadrouter.policy.cel;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Finds literals that a condition compares with a field that never has them, such as a source in
 * capital letters: such a condition works, but is hardly meant.
 */
public final class LiteralReview {

  private static final TextForm GRADES = TextForm.oneOf(List.of("A", "B", "C", "D"), "");
  private static final Set<String> BANDS =
      LongStream.rangeClosed(1, 3).mapToObj(Long::toString).collect(toUnmodifiableSet());

  private final CelAbstractSyntaxTree condition;
  private final Reading reading;

  private LiteralReview(CelAbstractSyntaxTree condition) {
    this.condition = condition;
    this.reading = new Reading(condition);
  }

  /** One problem for each such literal, in the order of the text. */
  public static List<Problem> of(Condition<?> condition) {
    return condition
        .checked()
        .map(checked -> new LiteralReview(checked).problems())
        .orElse(List.of());
  }

  private List<Problem> problems() {
    return CelNavigableAst.fromAst(condition)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expression -> expression.getKind() == Kind.CALL)
        .flatMap(this::problems)
        .sorted(Comparator.comparingInt(Problem::offset))
        .toList();
  }

  private Stream<Problem> problems(CelExpr expression) {
    CelCall call = expression.call();
    int offset = offset(expression, 0);
    return switch (call.function()) {
      case "_==_", "_!=_" -> {
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        yield Stream.concat(
            compared(left, right, offset).stream(), compared(right, left, offset).stream());
      }
      case "@in" -> {
        CelExpr whole = call.args().get(1);
        yield whole.getKind() == Kind.LIST
            ? whole.list().elements().stream()
                .flatMap(item -> compared(call.args().get(0), item, offset).stream())
            : Stream.empty();
      }
      case "startsWith", "endsWith", "contains" ->
          call
              .target()
              .filter(target -> form(target).map(TextForm::ofCase).orElse(false))
              .flatMap(target -> compared(target, call.args().get(0), offset))
              .stream();
      default -> Stream.empty();
    };
  }

  private Optional<Problem> compared(CelExpr field, CelExpr literal, int offset) {
    if (literal.getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    int at = offset(literal, offset);
    CelConstant constant = literal.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE ->
          form(field)
              .filter(form -> !form.admits().test(constant.stringValue()))
              .map(form -> form.refuse(at, Shape.of(field), constant.stringValue()));
      case INT64_VALUE -> {
        String band = Long.toString(constant.int64Value());
        yield isVariable(field, "band") && !BANDS.contains(band)
            ? Optional.of(Problem.unknown(at, "band is never " + band, band, BANDS))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Optional<TextForm> form(CelExpr expression) {
    return isVariable(expression, "grade")
        ? Optional.of(GRADES)
        : reading.field(expression).map(ReadableType.Field::form);
  }

  private static boolean isVariable(CelExpr expression, String name) {
    return expression.getKind() == Kind.IDENT && expression.ident().name().equals(name);
  }

  /** Where it stands in the text; what stands elsewhere, such as in a set, is where it is used. */
  private int offset(CelExpr expression, int otherwise) {
    return condition.getSource().getPositionsMap().getOrDefault(expression.id(), otherwise);
  }
}
