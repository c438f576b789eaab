package io.leadrouter.policy;

import java.util.Locale;

/** How constants are written in a policy. */
final class Label {

  private Label() {}

  /** Such as {@code route-unaccepted}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
