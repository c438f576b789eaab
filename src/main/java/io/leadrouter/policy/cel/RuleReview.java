package io.leadrouter.policy.cel;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Finds conditions for which no lead is left: because those before take every lead that they hold
 * for, or because they hold for none. What it says is so; what cannot be decided from fields and
 * constants it does not say.
 */
public final class RuleReview {

  /** An alternative of more values is not looked at value by value. */
  private static final int MOST_VALUES = 64;

  /** So that no policy keeps its author waiting. */
  private static final int MOST_COMPARISONS = 5_000_000;

  private final List<Meaning> meanings;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();
  private final BoxTree tree;
  private int comparisons;

  private RuleReview(List<Condition<LeadScope>> inOrder) {
    meanings = inOrder.stream().map(MeaningReader::of).toList();
    for (int i = 0; i < meanings.size(); i++) {
      if (meanings.get(i).exact()) {
        for (Box box : meanings.get(i).boxes()) {
          boxes.add(box);
          owners.add(i);
        }
      }
    }
    tree = BoxTree.of(boxes);
  }

  /** Something about the condition of that index that its author hardly meant. */
  public sealed interface Remark {

    int rule();

    /**
     * In words.
     *
     * @param name of the rule of an index
     */
    String message(IntFunction<String> name);
  }

  /** It holds for no lead. */
  public record Never(int rule) implements Remark {

    @Override
    public String message(IntFunction<String> name) {
      return "rule \"" + name.apply(rule) + "\" can never match: its condition contradicts itself";
    }
  }

  /**
   * Those before take every lead that it holds for.
   *
   * @param by never empty
   */
  public record Shadowed(int rule, SortedSet<Integer> by) implements Remark {

    @Override
    public String message(IntFunction<String> name) {
      String names =
          by.stream().map(earlier -> "\"" + name.apply(earlier) + "\"").collect(joining(" and "));
      return "rule \""
          + name.apply(rule)
          + (by.size() == 1
              ? "\" can never match: rule " + names + " before it always does"
              : "\" can never match: of rules " + names + " before it, one always does");
    }
  }

  /** The remarks on conditions of which the first that holds is taken, in their order. */
  public static List<Remark> of(List<Condition<LeadScope>> inOrder) {
    RuleReview review = new RuleReview(inOrder);
    List<Remark> remarks = new ArrayList<>();
    int end = 0;
    for (int rule = 0; rule < inOrder.size(); rule++) {
      while (end < review.owners.size() && review.owners.get(end) < rule) {
        end++;
      }
      review.remark(rule, end).ifPresent(remarks::add);
    }
    return remarks;
  }

  private Optional<Remark> remark(int rule, int end) {
    List<Box> alternatives = meanings.get(rule).boxes();
    if (alternatives.isEmpty()) {
      return Optional.of(new Never(rule));
    }
    SortedSet<Integer> by = new TreeSet<>();
    for (Box alternative : alternatives) {
      if (!isTaken(alternative, end, by)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Shadowed(rule, by));
  }

  /** Whether boxes below the end take all of it; if so, their owners are added. */
  private boolean isTaken(Box box, int end, SortedSet<Integer> by) {
    return isTakenWhole(box, end, by)
        || box.subjects().stream().anyMatch(subject -> isTakenByValue(box, subject, end, by));
  }

  private boolean isTakenWhole(Box box, int end, SortedSet<Integer> by) {
    int taker = tree.first(new Enclosing(box), end);
    if (taker < end) {
      by.add(owners.get(taker));
    }
    return taker < end;
  }

  private boolean isTakenByValue(Box box, Subject subject, int end, SortedSet<Integer> by) {
    List<Range<Comparable<?>>> ranges = List.copyOf(box.sides().get(subject).asRanges());
    if (ranges.size() == 1 || ranges.size() > MOST_VALUES) {
      return false;
    }
    SortedSet<Integer> takers = new TreeSet<>();
    for (Range<Comparable<?>> range : ranges) {
      if (!isTakenWhole(box.with(subject, range), end, takers)) {
        return false;
      }
    }
    by.addAll(takers);
    return true;
  }

  /** For boxes around one box: each of them has every value that the box has. */
  private final class Enclosing implements BoxTree.Question {

    private final Box box;
    private final Map<Integer, Comparable<?>> values = new HashMap<>();

    Enclosing(Box box) {
      this.box = box;
      for (Subject subject : box.subjects()) {
        Integer number = tree.subjects().get(subject);
        if (number != null) {
          Values.any(box.sides().get(subject)).ifPresent(value -> values.put(number, value));
        }
      }
    }

    @Override
    public Comparable<?> value(int subject) {
      return values.get(subject);
    }

    @Override
    public boolean accepts(int earlier, boolean inside) {
      return comparisons++ < MOST_COMPARISONS && boxes.get(earlier).encloses(box);
    }
  }
}
