package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableRangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a condition holds: for the leads in any of its boxes.
 *
 * @param exact whether it holds for all of them; if not, some of the condition was too much to say
 *     in a few boxes and is left out
 */
record Meaning(List<Box> boxes, boolean exact) {

  static final Meaning ALWAYS = new Meaning(List.of(Box.ANY), true);
  static final Meaning NEVER = new Meaning(List.of(), true);

  /** Few people write more alternatives than these. */
  private static final int MOST_BOXES = 16;

  static Meaning of(Subject subject, ImmutableRangeSet<Comparable<?>> values) {
    return values.isEmpty() ? NEVER : new Meaning(List.of(Box.of(subject, values)), true);
  }

  Meaning and(Meaning other) {
    if (boxes.size() * other.boxes.size() > MOST_BOXES) {
      return boxes.size() > other.boxes.size() ? hull().and(other) : and(other.hull());
    }
    List<Box> both = new ArrayList<>();
    for (Box mine : boxes) {
      for (Box others : other.boxes) {
        mine.and(others).ifPresent(common -> add(common, both));
      }
    }
    return new Meaning(both, exact && other.exact);
  }

  Meaning or(Meaning other) {
    List<Box> either = new ArrayList<>(boxes);
    other.boxes.forEach(box -> add(box, either));
    Meaning meaning = new Meaning(either, exact && other.exact);
    return either.size() > MOST_BOXES ? meaning.hull() : meaning;
  }

  private Meaning hull() {
    return new Meaning(List.of(boxes.stream().reduce(Box::hull).orElseThrow()), false);
  }

  private static void add(Box box, List<Box> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      Optional<Box> one = boxes.get(i).or(box);
      if (one.isPresent()) {
        boxes.remove(i);
        add(one.get(), boxes);
        return;
      }
    }
    boxes.add(box);
  }
}
