package io.leadrouter.policy.cel;

import java.util.Optional;
import java.util.function.LongBinaryOperator;

/**
 * What can overflow or divide by zero. The rest of the arithmetic never fails, and is dev.cel's.
 */
final class ArithmeticTerms {

  private ArithmeticTerms() {}

  static <T> Optional<Term<T>> of(Call<T> call) {
    return switch (call.name()) {
      case "add_int64" -> whole(call, ArithmeticTerms::addable, (x, y) -> x + y);
      case "subtract_int64" -> whole(call, ArithmeticTerms::subtractable, (x, y) -> x - y);
      case "multiply_int64" -> whole(call, ArithmeticTerms::multipliable, (x, y) -> x * y);
      case "divide_int64" ->
          whole(call, (x, y) -> y != 0 && !(x == Long.MIN_VALUE && y == -1), (x, y) -> x / y);
      case "modulo_int64" -> whole(call, (x, y) -> y != 0, (x, y) -> x % y);
      default -> Optional.empty();
    };
  }

  private static <T> Optional<Term<T>> whole(
      Call<T> call, Possible possible, LongBinaryOperator operator) {
    Term<T> left = call.arg(0);
    Term<T> right = call.arg(1);
    return Optional.of(
        (subject, locals) ->
            left.value(subject, locals) instanceof Long x
                    && right.value(subject, locals) instanceof Long y
                    && possible.test(x, y)
                ? (Object) operator.applyAsLong(x, y)
                : Failure.FAILED);
  }

  private static boolean addable(long x, long y) {
    long sum = x + y;
    return ((x ^ sum) & (y ^ sum)) >= 0;
  }

  private static boolean subtractable(long x, long y) {
    long difference = x - y;
    return ((x ^ y) & (x ^ difference)) >= 0;
  }

  private static boolean multipliable(long x, long y) {
    long low = x * y;
    return Math.multiplyHigh(x, y) == low >> 63;
  }

  @FunctionalInterface
  private interface Possible {

    boolean test(long x, long y);
  }
}
