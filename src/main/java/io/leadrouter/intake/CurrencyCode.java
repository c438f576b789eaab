package io.leadrouter.intake;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** ISO 4217 codes of currencies. */
final class CurrencyCode {

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private CurrencyCode() {}

  static boolean isKnown(String code) {
    return CODES.contains(code);
  }
}
