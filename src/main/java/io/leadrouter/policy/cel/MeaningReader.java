package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableRangeSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds when a checked condition holds.
 *
 * <p>In CEL an expression is true, false or an error, and holds only when it is true; so what makes
 * a part of it true and what makes it false are found apart. {@code a && b} is false when either
 * is, even when the other is an error; {@code ||} is the mirror of it.
 */
final class MeaningReader {

  private static final Map<String, String> MIRRORED =
      Map.of("_<_", "_>_", "_<=_", "_>=_", "_>_", "_<_", "_>=_", "_<=_", "_==_", "_==_");

  /** Up to here, a whole number and the double beside it are in the same order to all others. */
  private static final long MOST_EXACT = 1L << 52;

  private final Reading reading;

  private MeaningReader(CelAbstractSyntaxTree condition) {
    this.reading = new Reading(condition);
  }

  static Meaning of(Condition<?> condition) {
    return condition
        .checked()
        .map(checked -> new MeaningReader(checked).read(checked.getExpr(), true))
        .orElse(condition.text().equals("true") ? Meaning.ALWAYS : Meaning.NEVER);
  }

  /** When the expression has that value. */
  private Meaning read(CelExpr expression, boolean value) {
    return switch (expression.getKind()) {
      case CONSTANT ->
          expression.constant().booleanValue() == value ? Meaning.ALWAYS : Meaning.NEVER;
      case CALL -> read(expression, expression.call(), value);
      case SELECT ->
          expression.select().testOnly()
              ? has(expression, expression.select(), value)
              : itself(expression, value);
      default -> itself(expression, value);
    };
  }

  private Meaning read(CelExpr expression, CelCall call, boolean value) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "!_" -> read(args.get(0), !value);
      case "_&&_" -> value ? both(args, true) : either(args, false);
      case "_||_" -> value ? either(args, true) : both(args, false);
      case "_?_:_" ->
          read(args.get(0), true)
              .and(read(args.get(1), value))
              .or(read(args.get(0), false).and(read(args.get(2), value)));
      case "_==_", "_<_", "_<=_", "_>_", "_>=_" ->
          comparison(call.function(), args.get(0), args.get(1), value);
      case "_!=_" -> comparison("_==_", args.get(0), args.get(1), !value);
      case "@in" -> in(expression, args.get(0), args.get(1), value);
      case "startsWith" -> startsWith(expression, call, value);
      default -> itself(expression, value);
    };
  }

  private Meaning both(List<CelExpr> args, boolean value) {
    return read(args.get(0), value).and(read(args.get(1), value));
  }

  private Meaning either(List<CelExpr> args, boolean value) {
    return read(args.get(0), value).or(read(args.get(1), value));
  }

  /** Of an expression that says nothing but that it has that value. */
  private Meaning itself(CelExpr expression, boolean value) {
    Subject subject =
        reading.subject(expression).orElseGet(() -> Subject.opaque(Shape.of(expression)));
    return Meaning.of(subject, Values.only(value));
  }

  private Meaning comparison(String operator, CelExpr left, CelExpr right, boolean value) {
    if (left.getKind() == Kind.CONSTANT && right.getKind() != Kind.CONSTANT) {
      return comparison(MIRRORED.get(operator), right, left, value);
    }
    Optional<Subject> subject = reading.subject(left);
    if (subject.isPresent() && right.getKind() == Kind.CONSTANT) {
      Optional<ImmutableRangeSet<Comparable<?>>> values =
          values(operator, reading.type(left), right.constant());
      if (values.isPresent()) {
        return Meaning.of(subject.get(), value ? values.get() : Values.not(values.get()));
      }
    }
    String shape = operator + "(" + Shape.of(left) + "," + Shape.of(right) + ")";
    return Meaning.of(Subject.opaque(shape), Values.only(value));
  }

  private static Optional<ImmutableRangeSet<Comparable<?>>> values(
      String operator, CelType type, CelConstant constant) {
    if (operator.equals("_==_")) {
      return value(type, constant).map(Values::only);
    }
    if (type.equals(SimpleType.BOOL)) {
      return Optional.empty();
    }
    boolean inclusive = operator.length() > 3;
    boolean above = operator.startsWith("_>");
    if (type.equals(SimpleType.INT) && constant.getKind() == CelConstant.Kind.DOUBLE_VALUE) {
      return wholeNumbers(above, inclusive, constant.doubleValue());
    }
    return value(type, constant)
        .map(limit -> above ? Values.above(limit, inclusive) : Values.below(limit, inclusive));
  }

  private static Optional<ImmutableRangeSet<Comparable<?>>> wholeNumbers(
      boolean above, boolean inclusive, double limit) {
    if (!(Math.abs(limit) < MOST_EXACT)) {
      return Optional.empty();
    }
    boolean whole = limit == Math.rint(limit);
    return Optional.of(
        above
            ? Values.above((long) Math.ceil(limit), inclusive || !whole)
            : Values.below((long) Math.floor(limit), inclusive || !whole));
  }

  /** The constant as a value of the type; empty when it is of another. */
  private static Optional<Comparable<?>> value(CelType type, CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> when(type.equals(SimpleType.STRING), constant.stringValue());
      case BOOLEAN_VALUE -> when(type.equals(SimpleType.BOOL), constant.booleanValue());
      case DOUBLE_VALUE ->
          when(
              type.equals(SimpleType.DOUBLE) && Double.isFinite(constant.doubleValue()),
              constant.doubleValue() + 0.0);
      case INT64_VALUE -> {
        long number = constant.int64Value();
        yield type.equals(SimpleType.INT)
            ? Optional.of(number)
            : when(
                type.equals(SimpleType.DOUBLE) && Math.abs(number) < MOST_EXACT, (double) number);
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Comparable<?>> when(boolean fits, Comparable<?> value) {
    return fits ? Optional.of(value) : Optional.empty();
  }

  private Meaning in(CelExpr expression, CelExpr element, CelExpr whole, boolean value) {
    if (Shape.isText(element)) {
      Optional<Subject> member = reading.member(whole, element.constant().stringValue());
      if (member.isPresent()) {
        return present(expression, member.get(), value);
      }
    }
    Optional<Subject> subject = reading.subject(element);
    if (subject.isEmpty() || whole.getKind() != Kind.LIST) {
      return itself(expression, value);
    }
    List<Comparable<?>> values = new ArrayList<>();
    for (CelExpr item : whole.list().elements()) {
      Optional<Comparable<?>> constant =
          item.getKind() == Kind.CONSTANT
              ? value(reading.type(element), item.constant())
              : Optional.empty();
      if (constant.isEmpty()) {
        return itself(expression, value);
      }
      values.add(constant.get());
    }
    ImmutableRangeSet<Comparable<?>> all = Values.anyOf(values);
    return Meaning.of(subject.get(), value ? all : Values.not(all));
  }

  private Meaning startsWith(CelExpr expression, CelCall call, boolean value) {
    Optional<Subject> subject = call.target().flatMap(reading::subject);
    if (subject.isEmpty() || !Shape.isText(call.args().get(0))) {
      return itself(expression, value);
    }
    ImmutableRangeSet<Comparable<?>> values =
        Values.startingWith(call.args().get(0).constant().stringValue());
    return Meaning.of(subject.get(), value ? values : Values.not(values));
  }

  private Meaning has(CelExpr expression, CelSelect select, boolean value) {
    Optional<Subject> member = reading.member(select.operand(), select.field());
    if (member.isPresent()) {
      return present(expression, member.get(), value);
    }
    Optional<Comparable<?>> unset = reading.field(select).flatMap(MeaningReader::unset);
    Optional<Subject> subject = reading.asked(select);
    if (unset.isEmpty() || subject.isEmpty()) {
      return itself(expression, value);
    }
    ImmutableRangeSet<Comparable<?>> none = Values.only(unset.get());
    return Meaning.of(subject.get(), value ? Values.not(none) : none);
  }

  /** Whether a map has a value under a key; that it has none is in no set of values. */
  private Meaning present(CelExpr expression, Subject member, boolean value) {
    return value ? Meaning.of(member, Values.ALL) : itself(expression, false);
  }

  /** The value of a field for which {@code has()} says no; empty where that is no single one. */
  private static Optional<Comparable<?>> unset(ReadableType.Field<?> field) {
    if (field.type().equals(SimpleType.STRING)) {
      return Optional.of(field.form().unset());
    }
    if (field.type().equals(SimpleType.INT)) {
      return Optional.of(0L);
    }
    return when(field.type().equals(SimpleType.BOOL), false);
  }
}
