package io.leadrouter.routing;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.LedgerEntry;
import java.util.List;

/** Something that always holds. Listens to what a desk does, and throws when it does not hold. */
interface Guarantee {

  /** The router, not a person, is about to give a lead to a rep. */
  default void chose(Choosing choosing) {}

  /**
   * Nobody is asked to take a lead any more that many had.
   *
   * @param couldHaveTaken whom the policy names for that, and who could take it
   */
  default void gaveUp(Decision decision, List<String> couldHaveTaken) {}

  /** Something was decided; the replay shows everything as it was before. */
  default void decided(Replay replay, Decision decision) {}

  /** A tag changes; the replay shows it as it was before. */
  default void entered(Replay replay, LedgerEntry entry) {}

  /** A desk that had nothing to do was asked to pass the time. */
  default void idle(Verdict verdict) {}

  /** The group could go on from what it has stored now. */
  default void saved(Business business, Branch branch) {}

  /** A command was decided, its verdict written and its mail sent. */
  default void after(Scene scene) {}
}
