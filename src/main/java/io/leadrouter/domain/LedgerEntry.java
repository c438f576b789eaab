package io.leadrouter.domain;

/**
 * A change of one rep's tag in one rotation, or of the turns that it is owed.
 *
 * @param rotation empty where the tag in none changes: for a credit that expires, or that a rep
 *     brings along from another group
 * @param entry turn, join, import, weight, lift, credit, repay, expire or refund
 * @param virtualTime the rotation's V after
 * @param credit turns that the rep is owed after
 */
public record LedgerEntry(
    String rotation,
    String repId,
    String entry,
    long before,
    long after,
    long virtualTime,
    int credit) {

  /** One that leaves every tag as it is. */
  public static LedgerEntry ofCredit(String repId, String entry, int credit) {
    return new LedgerEntry("", repId, entry, 0, 0, 0, credit);
  }
}
