package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * At most so many leads in a window.
 *
 * @param rolling whether the window ends at any moment that one looks at it
 */
record Pace(Window window, int cap, boolean rolling) {

  /** The shortest window first. */
  static List<Pace> of(Caps caps) {
    return Window.ALL.stream().flatMap(window -> of(window, caps)).toList();
  }

  private static Stream<Pace> of(Window window, Caps caps) {
    OptionalInt cap = window.cap(caps);
    return cap.isPresent()
        ? Stream.of(new Pace(window, cap.getAsInt(), caps.rolling()))
        : Stream.empty();
  }
}
