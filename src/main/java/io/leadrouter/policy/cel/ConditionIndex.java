package io.leadrouter.policy.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Conditions in order, each with a result: finds the first that holds without testing all of them.
 * The answer is always that of testing one after another. Immutable and safe to share between
 * threads.
 *
 * @param <R> what comes of a condition that holds
 */
public final class ConditionIndex<R> {

  private final List<Condition<LeadScope>> conditions;
  private final List<R> results;
  private final BoxTree tree;

  /** Of each box, the condition that it is a part of. */
  private final int[] owners;

  /** Of each subject of the tree. */
  private final List<Function<LeadScope, Comparable<?>>> readers;

  private ConditionIndex(List<Condition<LeadScope>> conditions, List<R> results) {
    this.conditions = conditions;
    this.results = results;
    List<Box> boxes = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      for (Box box : MeaningReader.of(conditions.get(i)).boxes()) {
        boxes.add(box.where(subject -> subject.reader().isPresent()));
        owners.add(i);
      }
    }
    this.owners = owners.stream().mapToInt(Integer::intValue).toArray();
    this.tree = BoxTree.of(boxes);
    this.readers =
        tree.subjects().keySet().stream().map(subject -> subject.reader().orElseThrow()).toList();
  }

  /**
   * @param inOrder anything that has a condition and a result, the first to be asked first
   */
  public static <I, R> ConditionIndex<R> of(
      List<I> inOrder, Function<I, Condition<LeadScope>> when, Function<I, R> result) {
    return new ConditionIndex<>(
        inOrder.stream().map(when).toList(), inOrder.stream().map(result).toList());
  }

  /** The result of the first condition that holds; empty when none does. Never throws. */
  public Optional<R> first(LeadScope lead) {
    int box = tree.first(new Search(lead), owners.length);
    return box == owners.length ? Optional.empty() : Optional.of(results.get(owners[box]));
  }

  /** For one lead. */
  private final class Search implements BoxTree.Question {

    private final LeadScope lead;
    private final Comparable<?>[] values = new Comparable<?>[readers.size()];

    Search(LeadScope lead) {
      this.lead = lead;
    }

    @Override
    public Comparable<?> value(int subject) {
      Comparable<?> value = values[subject];
      if (value == null) {
        value = readers.get(subject).apply(lead);
        values[subject] = value;
      }
      return value;
    }

    @Override
    public boolean accepts(int box) {
      return conditions.get(owners[box]).holds(lead);
    }
  }
}
