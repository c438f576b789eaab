package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What traits a rep needs for a condition between a lead and a rep to hold, so that those who may
 * suit a lead are found without asking everybody. Finds texts that are equal to a field of the rep
 * or in a list of the rep's, together and as alternatives, and those that depend on the lead; of
 * anything else it says nothing. Immutable.
 *
 * <p>Needs are sets of traits: a rep needs one at least of each. So none are no need, and an empty
 * set is one that nobody can meet.
 */
public final class NeededTraits {

  private static final List<Set<Trait>> NO_NEED = List.of();
  private static final List<Set<Trait>> NOBODY = List.of(Set.of());
  private static final String REP = "rep";

  /** Each need more is one more way to find few reps; none of them has to be used. */
  private static final int MOST_NEEDS = 16;

  /** To go through more lists at once costs more than to ask everybody whom one meets. */
  private static final int MOST_ALTERNATIVES = 32;

  private final Part whole;
  private final Set<String> fields = new HashSet<>();

  private NeededTraits(Condition<PairScope> condition) {
    whole = condition.checked().map(ast -> new Reader(ast).read(ast.getExpr())).orElse(Part.ANY);
  }

  public static NeededTraits of(Condition<PairScope> condition) {
    return new NeededTraits(condition);
  }

  /** The fields of reps whose traits may be needed. */
  public Set<String> fields() {
    return Set.copyOf(fields);
  }

  /** What is needed for this lead. Never throws. */
  public List<Set<Trait>> of(LeadScope lead) {
    try {
      return whole.of(lead);
    } catch (RuntimeException unexpected) {
      // The condition itself is asked all the same.
      return NO_NEED;
    }
  }

  /** What is needed for a part of the condition to be true. */
  @FunctionalInterface
  private interface Part {

    Part ANY = lead -> NO_NEED;

    List<Set<Trait>> of(LeadScope lead);

    static Part both(Part one, Part other) {
      return lead -> {
        List<Set<Trait>> needs = new ArrayList<>(one.of(lead));
        needs.addAll(other.of(lead));
        return needs.size() > MOST_NEEDS ? needs.subList(0, MOST_NEEDS) : needs;
      };
    }

    /** A rep that meets all needs of one meets each of these pairs, and so does the other's. */
    static Part either(Part one, Part other) {
      return lead -> {
        List<Set<Trait>> needs = new ArrayList<>();
        List<Set<Trait>> others = other.of(lead);
        for (Set<Trait> mine : one.of(lead)) {
          for (Set<Trait> theirs : others) {
            Set<Trait> any = new HashSet<>(mine);
            any.addAll(theirs);
            if (any.size() <= MOST_ALTERNATIVES && needs.size() < MOST_NEEDS) {
              needs.add(any);
            }
          }
        }
        return needs;
      };
    }
  }

  /** Reads one condition. */
  private final class Reader {

    private final CelAbstractSyntaxTree condition;
    private final Reading reading;

    Reader(CelAbstractSyntaxTree condition) {
      this.condition = condition;
      this.reading = new Reading(condition);
    }

    Part read(CelExpr expression) {
      if (readsNoRep(expression)) {
        return ofLead(expression);
      }
      if (expression.getKind() != Kind.CALL) {
        return Part.ANY;
      }
      CelCall call = expression.call();
      List<CelExpr> args = call.args();
      return switch (call.function()) {
        case "_&&_" -> Part.both(read(args.get(0)), read(args.get(1)));
        case "_||_" -> Part.either(read(args.get(0)), read(args.get(1)));
        case "_?_:_" -> choice(args.get(0), args.get(1), args.get(2));
        case "_==_" ->
            equal(args.get(0), args.get(1))
                .or(() -> equal(args.get(1), args.get(0)))
                .orElse(Part.ANY);
        case "@in" -> in(args.get(0), args.get(1)).orElse(Part.ANY);
        default -> Part.ANY;
      };
    }

    /** It is true for the lead, whoever the rep is, or it is not. */
    private Part ofLead(CelExpr expression) {
      return compiled(expression)
          .<Part>map(asked -> lead -> asked.outcome(lead) == Outcome.TRUE ? NO_NEED : NOBODY)
          .orElse(Part.ANY);
    }

    private Part choice(CelExpr asked, CelExpr then, CelExpr otherwise) {
      Optional<CompiledExpression<LeadScope>> which = compiled(asked);
      if (which.isEmpty()) {
        return Part.ANY;
      }
      Part first = read(then);
      Part second = read(otherwise);
      return lead ->
          switch (which.get().outcome(lead)) {
            case TRUE -> first.of(lead);
            case FALSE -> second.of(lead);
            case ERROR -> NOBODY;
          };
    }

    private Optional<Part> equal(CelExpr mine, CelExpr other) {
      if (!SimpleType.STRING.equals(reading.type(other))) {
        return Optional.empty();
      }
      return field(mine, SimpleType.STRING)
          .flatMap(field -> compiled(other).map(value -> anyOf(field, value)));
    }

    private Optional<Part> in(CelExpr item, CelExpr list) {
      Optional<String> texts = field(list, ListType.create(SimpleType.STRING));
      if (texts.isPresent()) {
        return SimpleType.STRING.equals(reading.type(item))
            ? compiled(item).map(value -> anyOf(texts.get(), value))
            : Optional.empty();
      }
      return field(item, SimpleType.STRING)
          .flatMap(field -> compiled(list).map(values -> anyOf(field, values)));
    }

    /** The field of the rep that the expression is, with values of the type. */
    private Optional<String> field(CelExpr expression, Object type) {
      if (expression.getKind() != Kind.SELECT) {
        return Optional.empty();
      }
      CelSelect select = expression.select();
      boolean ofRep =
          !select.testOnly()
              && select.operand().getKind() == Kind.IDENT
              && select.operand().ident().name().equals(REP)
              && type.equals(reading.type(expression));
      return ofRep ? Optional.of(select.field()) : Optional.empty();
    }

    /** One of the values that the expression has for the lead. */
    private Part anyOf(String field, CompiledExpression<LeadScope> expression) {
      fields.add(field);
      return lead -> {
        Object value = expression.value(lead);
        if (value instanceof String text) {
          return List.of(Set.of(new Trait(field, text)));
        }
        return value instanceof List<?> values && values.size() <= MOST_ALTERNATIVES
            ? List.of(anyOf(field, values))
            : value == Failure.FAILED ? NOBODY : NO_NEED;
      };
    }

    private static Set<Trait> anyOf(String field, List<?> values) {
      Set<Trait> any = new HashSet<>();
      for (Object value : values) {
        if (value instanceof String text) {
          any.add(new Trait(field, text)); // nothing else is equal to a text
        }
      }
      return any;
    }

    /** The expression as code about the lead alone; empty where it is about more. */
    private Optional<CompiledExpression<LeadScope>> compiled(CelExpr expression) {
      if (!readsNoRep(expression)) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new ExpressionCompiler<>(LeadScope.SCORED, Cel.FUNCTIONS, condition)
                .compile(expression));
      } catch (NotCompilable onlyForDevCel) {
        return Optional.empty();
      }
    }
  }

  /** A variable of a macro may have the rep's name: what it is in is taken to read the rep. */
  private static boolean readsNoRep(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> !expression.ident().name().equals(REP);
      case SELECT -> readsNoRep(expression.select().operand());
      case CALL ->
          expression.call().target().map(NeededTraits::readsNoRep).orElse(true)
              && expression.call().args().stream().allMatch(NeededTraits::readsNoRep);
      case LIST -> expression.list().elements().stream().allMatch(NeededTraits::readsNoRep);
      case MAP ->
          expression.map().entries().stream()
              .allMatch(entry -> readsNoRep(entry.key()) && readsNoRep(entry.value()));
      case COMPREHENSION ->
          readsNoRep(expression.comprehension().iterRange())
              && readsNoRep(expression.comprehension().accuInit())
              && readsNoRep(expression.comprehension().loopCondition())
              && readsNoRep(expression.comprehension().loopStep())
              && readsNoRep(expression.comprehension().result());
      case CONSTANT, NOT_SET -> true;
      case STRUCT -> false;
    };
  }
}
