package io.leadrouter.routing;

import java.util.Locale;

/** How a symbol of the domain is written where the record gives a reason. */
final class Code {

  private Code() {}

  static String of(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
