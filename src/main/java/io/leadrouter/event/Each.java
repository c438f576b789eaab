package io.leadrouter.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The same mapping for each element of a list; most lists of a lead are empty. */
final class Each {

  private Each() {}

  static <A, B> List<B> of(List<A> list, Function<A, B> mapping) {
    if (list.isEmpty()) {
      return List.of();
    }
    List<B> mapped = new ArrayList<>(list.size());
    for (A element : list) {
      mapped.add(mapping.apply(element));
    }
    return mapped;
  }
}
