package io.leadrouter.policy.cel;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a value of a lead is read without CEL: one step on from where another path leads. Paths of
 * the same steps are equal. Immutable.
 *
 * @param from empty when the step is the first, from the {@link LeadScope}
 * @param step from what {@code from} leads to, which is never null
 */
record Path(Optional<Path> from, Function<Object, ?> step) {

  /** The paths on the way, the nearest first. */
  Stream<Path> before() {
    return from.stream().flatMap(path -> Stream.concat(Stream.of(path), path.before()));
  }

  /** The value; null when the lead has none. */
  Object read(LeadScope lead) {
    return step.apply(from.map(path -> path.read(lead)).orElse(lead));
  }
}
