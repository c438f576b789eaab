package io.leadrouter.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableList;
import dev.cel.common.ast.CelMutableExprConverter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sets of texts that a policy gives names. In a condition, {@code sets.NAME} stands for the
 * list of the set's texts, and is replaced by it before anything else sees the condition: so the
 * compiler and the index of the rules find a constant list there.
 */
final class NamedSets {

  static final String SETS = "sets";

  private final Map<String, List<String>> sets = new LinkedHashMap<>();

  NamedSets(Map<String, Set<String>> sets) {
    sets.forEach((name, texts) -> this.sets.put(name, List.copyOf(texts)));
  }

  /**
   * The condition with lists for names.
   *
   * @param condition its text, where the problems are
   * @param problems gets one for each name that no set has
   */
  CelAbstractSyntaxTree replaceIn(
      CelAbstractSyntaxTree parsed, String condition, List<Problem> problems) {
    if (!condition.contains(SETS)) {
      return parsed;
    }
    CelMutableExpr root = CelMutableExprConverter.fromCelExpr(parsed.getExpr());
    new Replacement(parsed, condition, problems).replace(root, false);
    CelExpr replaced = CelMutableExprConverter.fromMutableExpr(root);
    return CelAbstractSyntaxTree.newParsedAst(replaced, parsed.getSource());
  }

  /** One walk through a condition. */
  private final class Replacement {

    private final Map<Long, Integer> positions;
    private final String condition;
    private final List<Problem> problems;
    private long lastId;

    Replacement(CelAbstractSyntaxTree parsed, String condition, List<Problem> problems) {
      this.positions = parsed.getSource().getPositionsMap();
      this.condition = condition;
      this.problems = problems;
      // Every expression has a position, so that a new one's id must be above all of these.
      this.lastId = Collections.max(positions.keySet());
    }

    /**
     * @param hidden whether a macro around has a variable of the same name
     */
    void replace(CelMutableExpr expr, boolean hidden) {
      switch (expr.getKind()) {
        case SELECT -> {
          CelMutableExpr operand = expr.select().operand();
          if (!hidden && !expr.select().testOnly() && isSets(operand)) {
            expr.setList(list(expr.id(), expr.select().field()));
          } else {
            replace(operand, hidden);
          }
        }
        case CALL -> {
          expr.call().target().ifPresent(target -> replace(target, hidden));
          expr.call().args().forEach(arg -> replace(arg, hidden));
        }
        case LIST -> expr.list().elements().forEach(item -> replace(item, hidden));
        case MAP ->
            expr.map()
                .entries()
                .forEach(
                    entry -> {
                      replace(entry.key(), hidden);
                      replace(entry.value(), hidden);
                    });
        case STRUCT -> expr.struct().entries().forEach(entry -> replace(entry.value(), hidden));
        case COMPREHENSION -> {
          CelMutableComprehension loop = expr.comprehension();
          replace(loop.iterRange(), hidden);
          replace(loop.loopStep(), hidden || loop.iterVar().equals(SETS));
        }
        default -> {
          // Nothing is inside of it.
        }
      }
    }

    private static boolean isSets(CelMutableExpr expr) {
      return expr.getKind() == CelExpr.ExprKind.Kind.IDENT && expr.ident().name().equals(SETS);
    }

    private CelMutableList list(long id, String name) {
      if (!sets.containsKey(name)) {
        problems.add(
            Problem.unknown(offset(id, name), "unknown set \"" + name + "\"", name, sets.keySet()));
      }
      List<CelMutableExpr> texts = new ArrayList<>();
      for (String text : sets.getOrDefault(name, List.of())) {
        texts.add(CelMutableExpr.ofConstant(++lastId, CelConstant.ofValue(text)));
      }
      return CelMutableList.create(texts);
    }

    /** The name comes after the dot, which is where the parser puts the whole. */
    private int offset(long id, String name) {
      int from = condition.offsetByCodePoints(0, positions.getOrDefault(id, 0));
      return condition.codePointCount(0, Math.max(from, condition.indexOf(name, from)));
    }
  }
}
