package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the expressions of one checked condition read, and how to read it without CEL. */
final class Reading {

  private static final Set<CelType> COMPARABLE =
      Set.of(SimpleType.STRING, SimpleType.INT, SimpleType.DOUBLE, SimpleType.BOOL);

  private final CelAbstractSyntaxTree condition;

  Reading(CelAbstractSyntaxTree condition) {
    this.condition = condition;
  }

  CelType type(CelExpr expression) {
    return condition.getType(expression.id()).orElse(SimpleType.DYN);
  }

  /** The field of a domain type that this is; empty when it is something else. */
  Optional<ReadableType.Field<?>> field(CelExpr expression) {
    return expression.getKind() == Kind.SELECT ? field(expression.select()) : Optional.empty();
  }

  Optional<ReadableType.Field<?>> field(CelSelect select) {
    return Readables.named(type(select.operand()).name())
        .filter(type -> type.fieldNames().contains(select.field()))
        .map(type -> type.field(select.field()));
  }

  /** The subject of that value; empty where values of its type are not in sets. */
  Optional<Subject> subject(CelExpr expression) {
    if (!COMPARABLE.contains(type(expression)) || expression.getKind() == Kind.CONSTANT) {
      return Optional.empty();
    }
    Optional<Path> path = path(expression);
    if (path.isPresent()) {
      return Optional.of(new Subject(Shape.of(expression), true, path));
    }
    return member(expression).or(() -> Optional.of(Subject.opaque(Shape.of(expression))));
  }

  /** What a lead's map has under a constant key. */
  private Optional<Subject> member(CelExpr expression) {
    if (expression.getKind() == Kind.SELECT && !expression.select().testOnly()) {
      return member(expression.select().operand(), expression.select().field());
    }
    if (expression.getKind() == Kind.CALL && expression.call().function().equals("_[_]")) {
      CelCall call = expression.call();
      return Shape.isText(call.args().get(1))
          ? member(call.args().get(0), call.args().get(1).constant().stringValue())
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** The field that {@code has()} asks for. */
  Optional<Subject> asked(CelSelect select) {
    return field(select)
        .flatMap(field -> path(select.operand(), select.field()))
        .map(
            path ->
                new Subject(
                    Shape.ofMember(select.operand(), select.field()), true, Optional.of(path)));
  }

  Optional<Subject> member(CelExpr map, String key) {
    if (!(type(map) instanceof MapType)) {
      return Optional.empty();
    }
    return path(map)
        .map(
            path ->
                new Subject(
                    Shape.ofMember(map, key),
                    false,
                    Optional.of(new Path(Optional.of(path), read -> ((Map<?, ?>) read).get(key)))));
  }

  /** Through fields that every value has, from a variable that every lead has. */
  private static Optional<Path> path(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> Owner.LEAD.value(expression.ident().name());
      case SELECT -> selected(expression.select());
      default -> Optional.empty();
    };
  }

  private static Optional<Path> selected(CelSelect select) {
    return select.testOnly() ? Optional.empty() : path(select.operand(), select.field());
  }

  private static Optional<Path> path(CelExpr operand, String field) {
    return owner(operand).flatMap(owner -> owner.value(field));
  }

  private static Optional<Owner<?>> owner(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> Owner.LEAD.nested(expression.ident().name());
      case SELECT -> {
        CelSelect select = expression.select();
        yield owner(select.operand()).flatMap(owner -> owner.nested(select.field()));
      }
      default -> Optional.empty();
    };
  }

  /**
   * Something that has fields.
   *
   * @param path to it; empty for the lead itself
   */
  private record Owner<T>(ReadableType<T> type, Optional<Path> path) {

    static final Owner<LeadScope> LEAD = new Owner<>(LeadScope.SCORED, Optional.empty());

    Optional<Path> value(String field) {
      return type.find(field).map(found -> then(found.value()));
    }

    Optional<Owner<?>> nested(String field) {
      return type.find(field)
          .filter(found -> found.shortcut() instanceof ReadableType.Struct)
          .map(found -> within((ReadableType.Struct<T, ?>) found.shortcut()));
    }

    private <U> Owner<U> within(ReadableType.Struct<T, U> struct) {
      return new Owner<>(struct.type(), Optional.of(then(struct.read())));
    }

    @SuppressWarnings("unchecked") // The path to it leads to a T.
    private Path then(Function<T, ?> step) {
      return new Path(path, (Function<Object, ?>) (Function<?, ?>) step);
    }
  }
}
