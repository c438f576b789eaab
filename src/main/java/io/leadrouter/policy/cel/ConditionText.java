package io.leadrouter.policy.cel;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.CelStruct;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Writes an expression in one way, whatever the author's spaces, quotes and parentheses. dev.cel's
 * own unparser does not escape texts, and keeps the parentheses of {@code a && (b && c)}.
 */
final class ConditionText {

  private static final Pattern PLAIN_NAME = Pattern.compile("(?!in$)[A-Za-z_][A-Za-z0-9_]*");

  /** What binds tighter than any operator: literals, names, calls, {@code .} and {@code []}. */
  private static final int TIGHTEST = 8;

  private static final int UNARY = 7;
  private static final int CONDITIONAL = 1;

  private final StringBuilder text = new StringBuilder();

  private ConditionText() {}

  static String of(CelExpr expr) {
    ConditionText writer = new ConditionText();
    writer.write(expr);
    return writer.text.toString();
  }

  private void write(CelExpr expr) {
    switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> text.append(expr.ident().name());
      case SELECT -> select(expr.select());
      case CALL -> call(expr.call());
      case LIST -> {
        text.append('[');
        each(expr.list().elements(), this::write);
        text.append(']');
      }
      case MAP -> {
        text.append('{');
        each(expr.map().entries(), this::entry);
        text.append('}');
      }
      case STRUCT -> {
        text.append(expr.struct().messageName()).append('{');
        each(expr.struct().entries(), this::entry);
        text.append('}');
      }
      case COMPREHENSION -> macro(expr.comprehension());
      case NOT_SET -> throw new IllegalArgumentException("An expression without a kind");
    }
  }

  private void constant(CelConstant constant) {
    switch (constant.getKind()) {
      case NULL_VALUE -> text.append("null");
      case UINT64_VALUE -> text.append(constant.uint64Value()).append('u');
      case INT64_VALUE -> text.append(constant.int64Value());
      case BOOLEAN_VALUE -> text.append(constant.booleanValue());
      // A literal too large for a double is infinite, which has no other name.
      case DOUBLE_VALUE ->
          text.append(String.valueOf(constant.doubleValue()).replace("Infinity", "1e999"));
      case STRING_VALUE -> quoted(constant.stringValue());
      case BYTES_VALUE -> bytes(constant.bytesValue().toByteArray());
      default -> throw new IllegalArgumentException("A literal of " + constant.getKind());
    }
  }

  private void quoted(String value) {
    text.append('"');
    value
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                  if (Character.isISOControl(point)) {
                    text.append(String.format("\\u%04x", point));
                  } else {
                    text.appendCodePoint(point);
                  }
                }
              }
            });
    text.append('"');
  }

  private void bytes(byte[] bytes) {
    text.append("b\"");
    for (byte b : bytes) {
      text.append(String.format("\\x%02x", b & 0xff));
    }
    text.append('"');
  }

  private void select(CelSelect select) {
    if (select.testOnly()) {
      text.append("has(");
    }
    nested(select.operand(), TIGHTEST);
    text.append('.').append(name(select.field()));
    if (select.testOnly()) {
      text.append(')');
    }
  }

  private static String name(String field) {
    return PLAIN_NAME.matcher(field).matches() ? field : "`" + field + "`";
  }

  private void call(CelCall call) {
    String function = call.function();
    List<CelExpr> args = call.args();
    Optional<String> unary = Operator.lookupUnaryOperator(function);
    Optional<String> binary = Operator.lookupBinaryOperator(function);
    if (unary.isPresent() && args.size() == 1) {
      text.append(unary.get());
      // Two signs in a row would cancel each other, and a sign would become part of a number.
      nested(args.get(0), isSigned(args.get(0)) ? TIGHTEST + 1 : UNARY);
    } else if (binary.isPresent()) {
      int strength = strength(function);
      nested(args.get(0), strength);
      text.append(' ').append(binary.get()).append(' ');
      nested(args.get(1), isChain(function) ? strength : strength + 1);
    } else if (function.equals(Operator.CONDITIONAL.getFunction())) {
      nested(args.get(0), CONDITIONAL + 1);
      text.append(" ? ");
      nested(args.get(1), CONDITIONAL + 1);
      text.append(" : ");
      nested(args.get(2), CONDITIONAL);
    } else if (function.equals(Operator.INDEX.getFunction())) {
      nested(args.get(0), TIGHTEST);
      text.append('[');
      write(args.get(1));
      text.append(']');
    } else {
      call.target().ifPresent(this::target);
      text.append(function).append('(');
      each(args, this::write);
      text.append(')');
    }
  }

  private void target(CelExpr target) {
    nested(target, TIGHTEST);
    text.append('.');
  }

  /** {@code a && (b && c)} is {@code a && b && c}. */
  private static boolean isChain(String function) {
    return function.equals(Operator.LOGICAL_AND.getFunction())
        || function.equals(Operator.LOGICAL_OR.getFunction());
  }

  private static boolean isSigned(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT || strength(expr) == UNARY;
  }

  private static int strength(CelExpr expr) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      return isNegative(expr.constant()) ? UNARY : TIGHTEST;
    }
    return expr.getKind() == CelExpr.ExprKind.Kind.CALL
        ? strength(expr.call().function())
        : TIGHTEST;
  }

  private static boolean isNegative(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE -> constant.int64Value() < 0;
      case DOUBLE_VALUE -> Math.copySign(1, constant.doubleValue()) < 0;
      default -> false;
    };
  }

  private static int strength(String function) {
    return Operator.findReverse(function)
        .map(
            operator ->
                switch (operator) {
                  case CONDITIONAL -> CONDITIONAL;
                  case LOGICAL_OR -> 2;
                  case LOGICAL_AND -> 3;
                  case EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS, IN -> 4;
                  case ADD, SUBTRACT -> 5;
                  case MULTIPLY, DIVIDE, MODULO -> 6;
                  case LOGICAL_NOT, NEGATE -> UNARY;
                  default -> TIGHTEST;
                })
        .orElse(TIGHTEST);
  }

  private void macro(CelComprehension loop) {
    Macro macro =
        Macro.of(loop).orElseThrow(() -> new IllegalArgumentException("A loop of no macro"));
    target(macro.range());
    text.append(macro.kind().text()).append('(').append(macro.variable()).append(", ");
    macro
        .filter()
        .ifPresent(
            filter -> {
              write(filter);
              text.append(", ");
            });
    write(macro.body());
    text.append(')');
  }

  private void entry(CelMap.Entry entry) {
    write(entry.key());
    text.append(": ");
    write(entry.value());
  }

  private void entry(CelStruct.Entry entry) {
    text.append(name(entry.fieldKey())).append(": ");
    write(entry.value());
  }

  private void nested(CelExpr expr, int least) {
    boolean parentheses = strength(expr) < least;
    text.append(parentheses ? "(" : "");
    write(expr);
    text.append(parentheses ? ")" : "");
  }

  private <X> void each(List<X> items, Consumer<X> write) {
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      write.accept(items.get(i));
    }
  }
}
