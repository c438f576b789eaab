package io.leadrouter.policy.cel;

import java.util.ArrayList;
import java.util.BitSet;
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

  /** The boxes in which the condition holds: nothing else is asked. */
  private final BitSet exact = new BitSet();

  /** To the values of the tree's subjects. */
  private final Paths paths;

  /** Those of the tree's subjects that need no path; null for the others. */
  private final FrequentField[] frequent;

  private ConditionIndex(List<Condition<LeadScope>> conditions, List<R> results) {
    this.conditions = conditions;
    this.results = results;
    List<Box> boxes = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      Meaning meaning = MeaningReader.of(conditions.get(i));
      for (Box box : meaning.boxes()) {
        Box readable = box.where(subject -> subject.path().isPresent());
        exact.set(boxes.size(), meaning.exact() && readable.equals(box));
        boxes.add(readable);
        owners.add(i);
      }
    }
    this.owners = owners.stream().mapToInt(Integer::intValue).toArray();
    this.tree = BoxTree.of(boxes);
    this.paths =
        new Paths(
            tree.subjects().keySet().stream()
                .map(subject -> subject.path().orElseThrow())
                .toList());
    this.frequent =
        tree.subjects().keySet().stream()
            .map(subject -> FrequentField.of(subject).orElse(null))
            .toArray(FrequentField[]::new);
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

    /** By paths; null as long as none was walked, as for most leads none is. */
    private Object[] read;

    Search(LeadScope lead) {
      this.lead = lead;
    }

    @Override
    public Comparable<?> value(int subject) {
      FrequentField field = frequent[subject];
      return field == null ? byPath(subject) : field.read(lead);
    }

    private Comparable<?> byPath(int subject) {
      if (read == null) {
        read = paths.start(lead);
      }
      return (Comparable<?>) paths.value(subject, read);
    }

    @Override
    public boolean accepts(int box, boolean inside) {
      return inside && exact.get(box) || conditions.get(owners[box]).holds(lead);
    }
  }
}
