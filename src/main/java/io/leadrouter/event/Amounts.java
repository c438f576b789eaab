package io.leadrouter.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Money, whose contract has four decimals and sixteen digits before them. */
final class Amounts {

  private static final int SCALE = 4;
  private static final int WHOLE_DIGITS = 16;
  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(SCALE);

  private Amounts() {}

  static Optional<io.leadrouter.domain.Money> read(Money money) {
    return money == null
        ? Optional.empty()
        : Optional.of(new io.leadrouter.domain.Money(money.getAmount(), money.getCurrency()));
  }

  /**
   * More than four decimals are rounded to the nearest, half to even. An amount too large for the
   * contract is left out: Avro would refuse the whole record, and one lead would stop the stream.
   */
  static Money write(Optional<io.leadrouter.domain.Money> money) {
    if (money.isEmpty()) {
      return null;
    }
    BigDecimal amount = money.get().amount();
    if (amount.scale() != SCALE) {
      // The exponent is looked at first: writing out the digits of 1E999999999 takes for ever.
      long wholeDigits = (long) amount.precision() - amount.scale();
      if (amount.signum() == 0 || wholeDigits < -SCALE) {
        amount = ZERO;
      } else if (wholeDigits > WHOLE_DIGITS) {
        return null;
      } else {
        amount = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
      }
    }
    return amount.precision() > WHOLE_DIGITS + SCALE
        ? null
        : new Money(amount, money.get().currency());
  }
}
