package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableRangeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds boxes by what is in them: a discrimination tree. A node asks for the one subject that
 * separates its boxes best, and has a branch for each part of that subject's values and one for the
 * boxes that do not ask for it. Immutable.
 */
final class BoxTree {

  /** What a split must leave of the boxes at most, or it is not worth its question. */
  private static final double WORTH = 0.9;

  private static final int DEEPEST = 20;

  /** Boxes in the leaves for each box of the tree: beyond that, nothing is split any more. */
  private static final int MOST_COPIES = 64;

  private final Map<Subject, Integer> subjects;
  private final Optional<Node> root;

  private BoxTree(Map<Subject, Integer> subjects, Optional<Node> root) {
    this.subjects = subjects;
    this.root = root;
  }

  /**
   * @param boxes by their numbers, from 0
   */
  static BoxTree of(List<Box> boxes) {
    return new Builder(boxes).build();
  }

  /** All that a node asks for, with their numbers from 0, in that order. */
  Map<Subject, Integer> subjects() {
    return subjects;
  }

  /**
   * The smallest number of a box below {@code end} that the question accepts; {@code end} if there
   * is none. Asked are only boxes that can hold the question's values, but not in their order.
   */
  int first(Question question, int end) {
    return root.map(node -> node.first(question, end)).orElse(end);
  }

  /** What a search looks for. */
  interface Question {

    /** A subject's value, by the subject's number; null stands for no value. */
    Comparable<?> value(int subject);

    /**
     * @param inside whether the values are known to be in the box
     */
    boolean accepts(int box, boolean inside);
  }

  /** Boxes of which {@code lowest} is the smallest number. */
  private abstract static sealed class Node {

    final int lowest;

    Node(int lowest) {
      this.lowest = lowest;
    }

    /** As of the tree; {@code end} if that is not above the lowest. */
    abstract int first(Question question, int end);
  }

  private static final class Leaf extends Node {

    private final int[] boxes;
    private final boolean[] inside;

    /**
     * @param inside the boxes in which all are who come here
     */
    Leaf(List<Integer> boxes, Predicate<Integer> inside) {
      super(boxes.get(0));
      this.boxes = boxes.stream().mapToInt(Integer::intValue).toArray();
      this.inside = new boolean[this.boxes.length];
      for (int i = 0; i < this.boxes.length; i++) {
        this.inside[i] = inside.test(this.boxes[i]);
      }
    }

    @Override
    int first(Question question, int end) {
      for (int i = 0; i < boxes.length && boxes[i] < end; i++) {
        if (question.accepts(boxes[i], inside[i])) {
          return boxes[i];
        }
      }
      return end;
    }
  }

  private static final class Split extends Node {

    private final int subject;
    private final Branches<Node> branches;
    private final Node others;

    /**
     * @param others of the boxes that do not ask for the subject; null when all do
     */
    Split(int lowest, int subject, Branches<Node> branches, Node others) {
      super(lowest);
      this.subject = subject;
      this.branches = branches;
      this.others = others;
    }

    @Override
    int first(Question question, int end) {
      if (lowest >= end) {
        return end;
      }
      Comparable<?> value = question.value(subject);
      Node branch = value == null ? null : branches.of(value);
      if (branch == null) {
        return others == null ? end : others.first(question, end);
      }
      if (others == null) {
        return branch.first(question, end);
      }
      // What is found on one side spares the boxes after it on the other.
      return branch.lowest < others.lowest
          ? others.first(question, branch.first(question, end))
          : branch.first(question, others.first(question, end));
    }
  }

  private static final class Builder {

    private final List<Box> boxes;
    private final Map<Subject, Integer> subjects = new LinkedHashMap<>();
    private long copiesLeft;

    Builder(List<Box> boxes) {
      this.boxes = boxes;
      this.copiesLeft = (long) MOST_COPIES * boxes.size();
    }

    BoxTree build() {
      List<Integer> all = IntStream.range(0, boxes.size()).boxed().toList();
      Optional<Node> root = node(all, Set.of(), Set.of(), 0);
      return new BoxTree(Collections.unmodifiableMap(subjects), root);
    }

    /**
     * @param asked on the way here
     * @param aside the boxes that stood aside of a question that they ask for
     */
    private Optional<Node> node(
        List<Integer> numbers, Set<Subject> asked, Set<Integer> aside, int depth) {
      if (numbers.isEmpty()) {
        return Optional.empty();
      }
      Optional<Candidate> best =
          numbers.size() == 1 || depth == DEEPEST || copiesLeft <= 0
              ? Optional.empty()
              : best(numbers, asked);
      if (best.isEmpty()) {
        copiesLeft -= numbers.size();
        return Optional.of(
            new Leaf(
                numbers,
                box -> !aside.contains(box) && asked.containsAll(boxes.get(box).subjects())));
      }
      return Optional.of(split(numbers, best.get(), asked, aside, depth));
    }

    private Split split(
        List<Integer> numbers, Candidate by, Set<Subject> asked, Set<Integer> aside, int depth) {
      Set<Subject> askedNow = new HashSet<>(asked);
      askedNow.add(by.subject);
      int subject = subjects.computeIfAbsent(by.subject, s -> subjects.size());
      Branches<Node> branches =
          by.partition.branches(part -> node(part, askedNow, aside, depth + 1));
      Set<Integer> asideNow = new HashSet<>(aside);
      by.others.stream().filter(by.partition::leavesAside).forEach(asideNow::add);
      Node others = node(by.others, askedNow, asideNow, depth + 1).orElse(null);
      return new Split(numbers.get(0), subject, branches, others);
    }

    /** The split after which the fewest boxes are left; empty when none is worth it. */
    private Optional<Candidate> best(List<Integer> numbers, Set<Subject> asked) {
      Map<Subject, List<Integer>> bySubject = new LinkedHashMap<>();
      for (int number : numbers) {
        for (Subject subject : boxes.get(number).subjects()) {
          if (!asked.contains(subject)) {
            bySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(number);
          }
        }
      }
      List<Map.Entry<Subject, List<Integer>>> frequent = new ArrayList<>(bySubject.entrySet());
      frequent.sort(Comparator.comparing(entry -> -entry.getValue().size()));
      Candidate best = null;
      double least = WORTH * numbers.size();
      for (var entry : frequent) {
        if (numbers.size() - entry.getValue().size() >= least) {
          break; // Nor do those that fewer boxes ask for.
        }
        Candidate candidate = candidate(numbers, entry.getKey(), entry.getValue());
        if (candidate.left() < least) {
          best = candidate;
          least = candidate.left();
        }
      }
      return Optional.ofNullable(best);
    }

    private Candidate candidate(List<Integer> numbers, Subject subject, List<Integer> asking) {
      List<ImmutableRangeSet<Comparable<?>>> sets =
          asking.stream().map(number -> boxes.get(number).sides().get(subject)).toList();
      Partition partition = new Partition(asking, sets);
      Set<Integer> in = new HashSet<>(asking);
      List<Integer> others =
          numbers.stream()
              .filter(number -> !in.contains(number) || partition.leavesAside(number))
              .toList();
      return new Candidate(subject, partition, others);
    }
  }

  private record Candidate(Subject subject, Partition partition, List<Integer> others) {

    double left() {
      return others.size() + partition.expected();
    }
  }
}
