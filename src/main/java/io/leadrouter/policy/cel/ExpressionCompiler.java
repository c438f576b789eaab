package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelResolvedOverload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes Java code of one checked expression. The code means exactly what dev.cel's evaluator would
 * make of the same expression, which a differential test holds.
 *
 * @param <T> what the expression is about
 */
final class ExpressionCompiler<T> {

  private final ReadableType<T> variables;
  private final StandardFunctions functions;
  private final EqualityTerms equality;
  private final MembershipTerms membership;
  private final CelAbstractSyntaxTree checked;
  private int slots;

  ExpressionCompiler(
      ReadableType<T> variables, StandardFunctions functions, CelAbstractSyntaxTree checked) {
    this.variables = variables;
    this.functions = functions;
    this.equality = new EqualityTerms(functions);
    this.membership = new MembershipTerms(functions);
    this.checked = checked;
  }

  /**
   * The whole expression.
   *
   * @throws NotCompilable with the part that only dev.cel's evaluator knows
   */
  CompiledExpression<T> compile() throws NotCompilable {
    return compile(checked.getExpr());
  }

  /**
   * A part of it that reads no variable of a macro around it.
   *
   * @throws NotCompilable with what of it only dev.cel's evaluator knows
   */
  CompiledExpression<T> compile(CelExpr part) throws NotCompilable {
    BooleanTerm<T> compiled = BooleanTerm.of(term(part, Locals.EMPTY));
    return new CompiledExpression<>(compiled, slots);
  }

  private Term<T> term(CelExpr expr, Locals locals) throws NotCompilable {
    return switch (expr.getKind()) {
      case CONSTANT -> Constant.of(value(expr.constant()));
      case IDENT -> ident(expr, locals);
      case SELECT -> select(expr.select(), locals);
      case CALL -> call(expr, locals);
      case LIST -> list(expr.list().elements(), locals);
      case MAP -> map(expr.map(), locals);
      case STRUCT -> throw new NotCompilable(expr.struct().messageName() + "{}");
      case COMPREHENSION -> macro(expr, locals);
      case NOT_SET -> throw new NotCompilable("an empty expression");
    };
  }

  private static Object value(CelConstant constant) throws NotCompilable {
    return switch (constant.getKind()) {
      case NULL_VALUE -> constant.nullValue();
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case UINT64_VALUE -> constant.uint64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      case BYTES_VALUE -> constant.bytesValue();
      default -> throw new NotCompilable("a literal of " + constant.getKind());
    };
  }

  private Term<T> ident(CelExpr expr, Locals locals) throws NotCompilable {
    String name =
        checked.getReference(expr.id()).map(CelReference::name).orElse(expr.ident().name());
    Optional<Integer> slot = locals.slotOf(name);
    if (slot.isPresent()) {
      int at = slot.get();
      return (subject, values) -> values[at];
    }
    boolean isType =
        checked.getType(expr.id()).filter(type -> type.kind() == CelKind.TYPE).isPresent();
    Optional<ReadableType.Field<T>> variable = variables.find(name);
    if (isType || variable.isEmpty()) {
      throw new NotCompilable(name);
    }
    return FieldTerms.read(variable.get());
  }

  private Term<T> select(CelSelect select, Locals locals) throws NotCompilable {
    Term<T> operand = term(select.operand(), locals);
    return select.testOnly()
        ? FieldTerms.has(operand, select.field())
        : FieldTerms.select(operand, select.field());
  }

  private Term<T> call(CelExpr expr, Locals locals) throws NotCompilable {
    CelCall call = expr.call();
    List<Term<T>> args = new ArrayList<>();
    if (call.target().isPresent()) {
      args.add(term(call.target().get(), locals));
    }
    for (CelExpr arg : call.args()) {
      args.add(term(arg, locals));
    }
    Optional<Operator> operator = Operator.findReverse(call.function());
    if (operator.isPresent()) {
      switch (operator.get()) {
        case LOGICAL_AND:
          return new LogicTerms.And<>(BooleanTerm.of(args.get(0)), BooleanTerm.of(args.get(1)));
        case LOGICAL_OR:
          return new LogicTerms.Or<>(BooleanTerm.of(args.get(0)), BooleanTerm.of(args.get(1)));
        case LOGICAL_NOT:
          return LogicTerms.not(BooleanTerm.of(args.get(0)));
        case CONDITIONAL:
          return LogicTerms.conditional(BooleanTerm.of(args.get(0)), args.get(1), args.get(2));
        case EQUALS:
          return equality.equal(args.get(0), args.get(1));
        case NOT_EQUALS:
          return LogicTerms.not(equality.equal(args.get(0), args.get(1)));
        default:
          break;
      }
    }
    return function(expr, args);
  }

  private Term<T> function(CelExpr expr, List<Term<T>> args) throws NotCompilable {
    String name = expr.call().function();
    List<String> overloads =
        checked.getReference(expr.id()).map(CelReference::overloadIds).orElse(ImmutableList.of());
    CelResolvedOverload function =
        functions.find(name, overloads).orElseThrow(() -> new NotCompilable(name));
    Call<T> call = new Call<>(overloads.size() == 1 ? overloads.get(0) : name, args, function);
    if (Constant.all(args)) {
      return Constant.of(Constant.valueOf(call.standard()));
    }
    return membership
        .of(call)
        .or(() -> ComparisonTerms.of(call))
        .or(() -> TextTerms.of(call))
        .or(() -> ArithmeticTerms.of(call))
        .or(() -> ClockTerms.of(call))
        .orElseGet(call::standard);
  }

  private Term<T> list(List<CelExpr> elements, Locals locals) throws NotCompilable {
    List<Term<T>> items = new ArrayList<>();
    for (CelExpr element : elements) {
      items.add(term(element, locals));
    }
    Term<T> list =
        (subject, values) -> {
          ImmutableList.Builder<Object> made = ImmutableList.builderWithExpectedSize(items.size());
          for (Term<T> item : items) {
            Object value = item.value(subject, values);
            if (value == Failure.FAILED) {
              return Failure.FAILED;
            }
            made.add(value);
          }
          return made.build();
        };
    return Constant.all(items) ? Constant.of(Constant.valueOf(list)) : list;
  }

  private Term<T> map(CelMap map, Locals locals) throws NotCompilable {
    List<Term<T>> keys = new ArrayList<>();
    List<Term<T>> entries = new ArrayList<>();
    for (CelMap.Entry entry : map.entries()) {
      keys.add(term(entry.key(), locals));
      entries.add(term(entry.value(), locals));
    }
    Term<T> term =
        (subject, values) -> {
          ImmutableMap.Builder<Object, Object> made = ImmutableMap.builder();
          Set<Object> seen = new HashSet<>();
          for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i).value(subject, values);
            Object value = entries.get(i).value(subject, values);
            if (!isKey(key) || value == Failure.FAILED || !addKey(seen, key)) {
              return Failure.FAILED;
            }
            made.put(key, value);
          }
          return made.buildOrThrow();
        };
    return Constant.all(keys) && Constant.all(entries) ? Constant.of(Constant.valueOf(term)) : term;
  }

  private static boolean isKey(Object key) {
    return key instanceof String
        || key instanceof Long
        || key instanceof UnsignedLong
        || key instanceof Boolean;
  }

  /** False for a key that is there already, as an int or as an uint: as dev.cel looks for it. */
  private static boolean addKey(Set<Object> seen, Object key) {
    if (!seen.add(key)) {
      return false;
    }
    if (key instanceof Long number) {
      return number < 0 || !seen.contains(UnsignedLong.valueOf(number));
    }
    return !(key instanceof UnsignedLong number) || !seen.contains(number.longValue());
  }

  private Term<T> macro(CelExpr expr, Locals locals) throws NotCompilable {
    Macro macro =
        Macro.of(expr.comprehension()).orElseThrow(() -> new NotCompilable("this kind of loop"));
    Term<T> range = term(macro.range(), locals);
    Locals inside = locals.with(macro.variable());
    int slot = inside.slot();
    slots = Math.max(slots, slot + 1);
    Term<T> body = term(macro.body(), inside);
    return switch (macro.kind()) {
      case ALL -> new MacroTerms.Quantifier<>(range, slot, BooleanTerm.of(body), Outcome.FALSE);
      case EXISTS -> new MacroTerms.Quantifier<>(range, slot, BooleanTerm.of(body), Outcome.TRUE);
      case EXISTS_ONE -> MacroTerms.existsOne(range, slot, BooleanTerm.of(body));
      case FILTER ->
          MacroTerms.list(
              range, slot, Optional.of(BooleanTerm.of(body)), (subject, values) -> values[slot]);
      case MAP -> {
        Optional<BooleanTerm<T>> filter =
            macro.filter().isPresent()
                ? Optional.of(BooleanTerm.of(term(macro.filter().get(), inside)))
                : Optional.empty();
        yield MacroTerms.list(range, slot, filter, body);
      }
    };
  }
}
