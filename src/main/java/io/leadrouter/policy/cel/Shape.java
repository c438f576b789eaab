package io.leadrouter.policy.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An expression as text that is the same wherever it stands, however it was spaced: two expressions
 * over the same variables with one shape have one value.
 */
final class Shape {

  private static final Pattern WORD = Pattern.compile("\\w+");

  private final StringBuilder text = new StringBuilder();

  private Shape() {}

  static String of(CelExpr expression) {
    Shape shape = new Shape();
    shape.add(expression);
    return shape.text.toString();
  }

  /** Of the value that a map has under a key, or of a field. */
  static String ofMember(CelExpr operand, String name) {
    Shape shape = new Shape();
    shape.member(operand, name);
    return shape.text.toString();
  }

  private void add(CelExpr expression) {
    switch (expression.getKind()) {
      case IDENT -> text.append(expression.ident().name());
      case CONSTANT -> add(expression.constant());
      case SELECT -> add(expression.select());
      case CALL -> add(expression.call());
      case LIST -> add("[", expression.list().elements(), "]");
      case COMPREHENSION -> add(expression.comprehension());
      case MAP -> {
        text.append('{');
        expression
            .map()
            .entries()
            .forEach(entry -> add("", List.of(entry.key(), entry.value()), ";"));
        text.append('}');
      }
      default -> text.append(expression.id()).append(expression); // like nothing else
    }
  }

  private void add(CelConstant constant) {
    if (constant.getKind() == CelConstant.Kind.STRING_VALUE) {
      quoted(constant.stringValue());
    } else {
      text.append(constant);
    }
  }

  private void add(CelSelect select) {
    if (select.testOnly()) {
      text.append("has ");
    }
    member(select.operand(), select.field());
  }

  private void add(CelCall call) {
    if (call.function().equals("_[_]") && isText(call.args().get(1))) {
      member(call.args().get(0), call.args().get(1).constant().stringValue());
      return;
    }
    text.append(call.function());
    call.target().ifPresent(target -> add("<", List.of(target), ">"));
    add("(", call.args(), ")");
  }

  private void add(CelComprehension loop) {
    text.append("for ").append(loop.iterVar()).append(',').append(loop.iterVar2()).append(',');
    text.append(loop.accuVar());
    add(
        "(",
        List.of(
            loop.iterRange(),
            loop.accuInit(),
            loop.loopCondition(),
            loop.loopStep(),
            loop.result()),
        ")");
  }

  private void add(String open, List<CelExpr> parts, String close) {
    text.append(open);
    for (CelExpr part : parts) {
      add(part);
      text.append(',');
    }
    text.append(close);
  }

  /** A name that is no word of CEL is in quotes, so that it cannot look like something else. */
  private void member(CelExpr operand, String name) {
    add(operand);
    text.append('.');
    if (WORD.matcher(name).matches()) {
      text.append(name);
    } else {
      quoted(name);
    }
  }

  private void quoted(String value) {
    text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  static boolean isText(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }
}
