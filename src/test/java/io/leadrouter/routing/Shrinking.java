package io.leadrouter.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a short history in which the same goes wrong: delta debugging (Zeller, Hildebrandt 2002),
 * and then what is left is said in fewer words. Of what remains, nothing can be left out.
 */
final class Shrinking {

  private final Trial trial;
  private Trial.Failure shortest;

  private Shrinking(Trial trial, Trial.Failure failure) {
    this.trial = trial;
    this.shortest = failure;
  }

  static Trial.Failure shrink(Trial trial, Trial.Failure failure) {
    Shrinking shrinking = new Shrinking(trial, failure);
    shrinking.shrink();
    return shrinking.shortest;
  }

  private void shrink() {
    boolean shorter = true;
    while (shorter) {
      shorter = failsToo(inOrder());
      for (int chunk = shortest.told().size(); chunk > 0; chunk /= 2) {
        shorter |= drop(chunk);
      }
      shorter |= simplify();
      shorter = shorter || dropPair();
    }
  }

  /** The same, but whatever was on its way arrives at once. */
  private List<Happening> inOrder() {
    List<Happening> ordered = new ArrayList<>();
    for (Happening happening : shortest.told()) {
      boolean last =
          !ordered.isEmpty()
              && ordered.get(ordered.size() - 1).equals(Happening.EVERYTHING_ARRIVES);
      if (!happening.is("delivers")) {
        ordered.add(happening);
      } else if (!last) {
        ordered.add(Happening.EVERYTHING_ARRIVES);
      }
    }
    return ordered;
  }

  private boolean drop(int chunk) {
    boolean shorter = false;
    int from = 0;
    while (from < shortest.told().size()) {
      List<Happening> told = shortest.told();
      int to = Math.min(told.size(), from + chunk);
      if (failsToo(with(told, from, to, List.of()))) {
        shorter = true;
      } else {
        from = to;
      }
    }
    return shorter;
  }

  /** Two that need each other, such as a lead that takes a rep's room and one that waits for it. */
  private boolean dropPair() {
    List<Happening> told = shortest.told();
    for (int first = 0; first < told.size(); first++) {
      for (int second = first + 1; second < told.size(); second++) {
        List<Happening> others = new ArrayList<>(told);
        others.remove(second);
        others.remove(first);
        if (failsToo(others)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean simplify() {
    boolean simpler = false;
    for (int i = 0; i < shortest.told().size(); i++) {
      while (simplify(i)) {
        simpler = true;
      }
    }
    return simpler;
  }

  private boolean simplify(int index) {
    List<Happening> told = shortest.told();
    return index < told.size()
        && told.get(index)
            .simpler()
            .anyMatch(simpler -> failsToo(with(told, index, index + 1, List.of(simpler))));
  }

  private static List<Happening> with(
      List<Happening> told, int from, int to, List<Happening> instead) {
    return Stream.of(told.subList(0, from), instead, told.subList(to, told.size()))
        .flatMap(List::stream)
        .toList();
  }

  private boolean failsToo(List<Happening> told) {
    if (told.equals(shortest.told())) {
      return false;
    }
    Optional<Trial.Failure> failure =
        trial.of(told).filter(other -> other.broken().equals(shortest.broken()));
    failure.ifPresent(found -> shortest = found);
    return failure.isPresent();
  }
}
