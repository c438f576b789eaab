package io.leadrouter.intake;

import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * By what a person is known again under another lead: the e-mail address in whatever case, the
 * phone number, and the marketing platform's dedupe key; each as a pseudonym. Thread-safe.
 */
public final class Identities {

  private Identities() {}

  /**
   * Those that an admitted lead gives; none for a test lead, which is nobody.
   *
   * @return without doubles, in an order that is always the same
   */
  public static List<String> of(Lead lead, Pseudonyms pseudonyms) {
    List<String> identities = new ArrayList<>(3);
    if (!lead.test()) {
      add("email", lead.person().email().toLowerCase(Locale.ROOT), pseudonyms, identities);
      add("phone", lead.person().phone(), pseudonyms, identities);
      add("dedupe-key", lead.dedupeKey(), pseudonyms, identities);
    }
    return identities;
  }

  private static void add(
      String kind, String value, Pseudonyms pseudonyms, List<String> identities) {
    if (!value.isEmpty()) {
      identities.add(pseudonyms.of(kind, value));
    }
  }
}
