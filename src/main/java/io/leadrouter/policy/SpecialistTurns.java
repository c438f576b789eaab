package io.leadrouter.policy;

/** What a lead costs that one member alone can take, because of what the lead asks for. */
public enum SpecialistTurns {
  /** A turn like any other. */
  COUNT,
  /** Nothing: the member's place among the others is for leads that they can take, too. */
  FREE
}
