package io.leadrouter.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One place where a rule sends a lead. A rule tries its routes in order.
 *
 * <p>{@link Nurture} and {@link Reject} end a lead's way, so that they are only ever the last
 * route.
 */
public sealed interface Route {

  /** How long a lead for which nobody is eligible waits here before the next route. */
  default Stay stay() {
    return Stay.NONE;
  }

  /** Where an assignment from here counts as a turn. */
  default CountsIn countsIn() {
    return new CountsIn.Nowhere();
  }

  /** The pools that it may lead to. */
  default Collection<String> poolIds() {
    return List.of();
  }

  /** What a rep must be for the lead, beside being in the pool; all of it. */
  default List<Requirement> requires() {
    return List.of();
  }

  /** Whether no cap keeps a rep from a lead that comes this way: hours and absence still do. */
  default boolean beyondCaps() {
    return false;
  }

  /** To whose turn it is in a pool of the policy. */
  record ToPool(
      String pool, List<Requirement> requires, CountsIn countsIn, boolean beyondCaps, Stay stay)
      implements Route {

    public ToPool {
      requires = List.copyOf(requires);
    }

    @Override
    public Collection<String> poolIds() {
      return List.of(pool);
    }
  }

  /**
   * To the pool of the lead's engagement band.
   *
   * @param pools a pool of the policy for each of the bands 1, 2 and 3
   */
  record ByBand(
      Map<Integer, String> pools,
      List<Requirement> requires,
      CountsIn countsIn,
      boolean beyondCaps,
      Stay stay)
      implements Route {

    public ByBand {
      pools = Map.copyOf(pools);
      requires = List.copyOf(requires);
    }

    @Override
    public Collection<String> poolIds() {
      return pools.values();
    }
  }

  /**
   * To the account's owner.
   *
   * @param role such as account-executive
   * @param backup whether an owner who is away is stood in for
   */
  record ToOwner(String role, boolean backup, CountsIn countsIn, boolean beyondCaps, Stay stay)
      implements Route {}

  /**
   * To one rep.
   *
   * @param backup whether the rep is stood in for while away
   */
  record ToRep(String repId, boolean backup, CountsIn countsIn, boolean beyondCaps, Stay stay)
      implements Route {}

  /** To nobody for now: marketing keeps the lead warm. */
  record Nurture() implements Route {}

  /**
   * To nobody.
   *
   * @param reason a code, such as competitor
   */
  record Reject(String reason) implements Route {}
}
