package io.leadrouter.domain;

import java.time.Instant;

/**
 * Who holds a person or an account, or held it last.
 *
 * @param leadId empty for an account, which has many
 * @param group that the lead is in
 * @param repId empty: the lead waits for somebody
 * @param open whether the lead is open, or an account's latest
 * @param since since when it is so
 */
public record LeadOwner(String leadId, String group, String repId, boolean open, Instant since) {

  /**
   * Under what a person is found.
   *
   * @param identity a pseudonym
   */
  public static String person(String identity) {
    return "person/" + identity;
  }

  /** Under what an account is found. */
  public static String account(String accountId) {
    return "account/" + accountId;
  }
}
