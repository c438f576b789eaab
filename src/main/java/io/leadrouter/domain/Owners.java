package io.leadrouter.domain;

import java.util.Optional;

/**
 * Who is to be asked for a lead before its rule's routes are tried.
 *
 * @param ofPerson who holds another lead of the same person, or held it last
 * @param ofAccount who holds one of anybody in the same account, likewise
 */
public record Owners(Optional<Owner> ofPerson, Optional<Owner> ofAccount) {

  public static final Owners NONE = new Owners(Optional.empty(), Optional.empty());

  public boolean any() {
    return ofPerson.isPresent() || ofAccount.isPresent();
  }

  /** Those who are left when the first has been asked, the person's before the account's. */
  public Owners others() {
    return ofPerson.isPresent() ? new Owners(Optional.empty(), ofAccount) : NONE;
  }

  /** These, and of what nobody is known now, who was known before. */
  public Owners or(Owners before) {
    return new Owners(ofPerson.or(() -> before.ofPerson), ofAccount.or(() -> before.ofAccount));
  }
}
