package io.leadrouter.policy;

/** Where an assignment counts as a turn. It counts as load anyway. */
public sealed interface CountsIn {

  /** In the rotation of the pool that the lead was given from. */
  record ItsPool() implements CountsIn {}

  /** In the rotation of this pool, if the rep is in it. */
  record OfPool(String pool) implements CountsIn {}

  record Nowhere() implements CountsIn {}
}
