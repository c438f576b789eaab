package io.leadrouter.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One place where a rule sends a lead. A rule tries its routes in order.
 *
 * <p>{@link Nurture} and {@link Reject} end a lead's way, so that they are only ever the last
 * route.
 */
public sealed interface Route {

  /**
   * How long a lead for which nobody is eligible waits here before the next route. Empty: on the
   * last route for ever, on an earlier one not at all.
   */
  Optional<Duration> waitFor();

  /** To whose turn it is in a pool of the policy. */
  record ToPool(String pool, Optional<Duration> waitFor) implements Route {}

  /**
   * To the pool of the lead's engagement band.
   *
   * @param pools a pool of the policy for each of the bands 1, 2 and 3
   */
  record ByBand(Map<Integer, String> pools, Optional<Duration> waitFor) implements Route {

    public ByBand {
      pools = Map.copyOf(pools);
    }
  }

  /**
   * To the account's owner.
   *
   * @param role such as account-executive
   */
  record ToOwner(String role, Optional<Duration> waitFor) implements Route {}

  /** To one rep. */
  record ToRep(String repId, Optional<Duration> waitFor) implements Route {}

  /** To nobody for now: marketing keeps the lead warm. */
  record Nurture() implements Route {

    @Override
    public Optional<Duration> waitFor() {
      return Optional.empty();
    }
  }

  /**
   * To nobody.
   *
   * @param reason a code, such as competitor
   */
  record Reject(String reason) implements Route {

    @Override
    public Optional<Duration> waitFor() {
      return Optional.empty();
    }
  }
}
