package io.leadrouter.policy.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a condition between a lead and a rep reads of the lead. Whoever the condition lets have
 * one lead may have every lead with the same facts. Immutable.
 */
public final class LeadFacts {

  private static final char ABSENT = '-';
  private static final String NEXT = "\u001e";

  /** The paths of what is read, such as lead, company, employees. */
  private final List<List<String>> paths;

  private LeadFacts(List<List<String>> paths) {
    this.paths = paths;
  }

  public static LeadFacts readBy(Condition<PairScope> condition) {
    Collector collector = new Collector();
    condition.checked().ifPresent(ast -> collector.visit(ast.getExpr()));
    return new LeadFacts(collector.paths.stream().map(path -> List.of(path.split(NEXT))).toList());
  }

  /** The facts of one lead as text, which no lead with other facts has. */
  public String of(LeadScope lead) {
    StringBuilder facts = new StringBuilder();
    for (List<String> path : paths) {
      read(lead, path).ifPresentOrElse(value -> write(value, facts), () -> facts.append(ABSENT));
    }
    return facts.toString();
  }

  private static Optional<Object> read(LeadScope lead, List<String> path) {
    Optional<Object> value = lead.find(path.get(0));
    for (String field : path.subList(1, path.size())) {
      value = value.flatMap(owner -> select(owner, field));
    }
    return value;
  }

  /** With lengths, because a text may hold whatever would separate it from the next one. */
  private static void write(Object value, StringBuilder facts) {
    if (value instanceof ReadableValue<?> struct) {
      write(struct.fields(), facts);
    } else if (value instanceof Map<?, ?> map) {
      facts.append('{');
      new TreeMap<>(map).forEach((key, entry) -> write(List.of(key, entry), facts));
      facts.append('}');
    } else if (value instanceof List<?> items) {
      facts.append('[');
      items.forEach(item -> write(item, facts));
      facts.append(']');
    } else {
      String text = value.toString();
      facts.append(text.length()).append(':').append(text);
    }
  }

  private static Optional<Object> select(Object owner, String field) {
    if (owner instanceof ReadableValue<?> struct) {
      return Optional.of(struct.select(field));
    }
    return owner instanceof Map<?, ?> map ? Optional.ofNullable(map.get(field)) : Optional.empty();
  }

  /** Finds the longest paths that begin at a variable of the lead. */
  private static final class Collector {

    private final SortedSet<String> paths = new TreeSet<>();

    void visit(CelExpr expression) {
      Optional<List<String>> path = path(expression);
      if (path.isPresent()) {
        if (LeadScope.SCORED.find(path.get().get(0)).isPresent()) {
          paths.add(String.join(NEXT, path.get()));
        }
        return;
      }
      switch (expression.getKind()) {
        case SELECT -> visit(expression.select().operand());
        case CALL -> {
          CelCall call = expression.call();
          call.target().ifPresent(this::visit);
          call.args().forEach(this::visit);
        }
        case LIST -> expression.list().elements().forEach(this::visit);
        case MAP ->
            expression
                .map()
                .entries()
                .forEach(
                    entry -> {
                      visit(entry.key());
                      visit(entry.value());
                    });
        case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value()));
        case COMPREHENSION -> {
          CelComprehension loop = expression.comprehension();
          visit(loop.iterRange());
          visit(loop.accuInit());
          visit(loop.loopCondition());
          visit(loop.loopStep());
          visit(loop.result());
        }
        default -> {}
      }
    }

    /** A variable, fields of it, and entries of a map under constant keys. */
    private static Optional<List<String>> path(CelExpr expression) {
      switch (expression.getKind()) {
        case IDENT:
          return Optional.of(List.of(expression.ident().name()));
        case SELECT:
          CelSelect select = expression.select();
          return path(select.operand()).map(owner -> and(owner, select.field()));
        case CALL:
          CelCall call = expression.call();
          if (call.function().equals("_[_]")
              && call.args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
              && call.args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            String key = call.args().get(1).constant().stringValue();
            return path(call.args().get(0)).map(owner -> and(owner, key));
          }
          return Optional.empty();
        default:
          return Optional.empty();
      }
    }

    private static List<String> and(List<String> owner, String field) {
      List<String> path = new ArrayList<>(owner);
      path.add(field);
      return List.copyOf(path);
    }
  }
}
