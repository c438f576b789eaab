package io.leadrouter.routing;

import io.leadrouter.domain.Credit;
import io.leadrouter.policy.Returning;
import java.time.Instant;
import java.util.Optional;

/**
 * The turns that a rep is owed for what it missed: never more than the policy says, at most one
 * extra turn in so many that it takes, and only for so long. Not thread-safe.
 */
final class Owed {

  private int turns;

  /** Once something is owed. */
  private Instant expires = Instant.MAX;

  /** Turns taken since the first was owed, or the last one given. */
  private int taken;

  Owed(Optional<Credit> stored) {
    stored.ifPresent(
        credit -> {
          turns = credit.turns();
          expires = credit.expires();
          taken = credit.taken();
        });
  }

  int turns() {
    return turns;
  }

  /** So many more, as far as the policy goes; what was owed before stays. */
  void add(int missed, Returning.Credit terms, Instant now) {
    if (turns == 0) {
      taken = 0;
    }
    turns = Math.max(turns, (int) Math.min(terms.atMost(), (long) turns + missed));
    expires = now.plus(terms.expires());
  }

  /** What another group owed it. */
  void carry(Credit credit, Returning.Credit terms) {
    if (turns == 0) {
      expires = credit.expires();
      taken = credit.taken();
    } else if (credit.expires().isAfter(expires)) {
      expires = credit.expires();
    }
    turns = Math.max(turns, (int) Math.min(terms.atMost(), (long) turns + credit.turns()));
  }

  /** The rep took a turn: the last of so many is one of those owed. */
  void countTurn(Returning.Credit terms) {
    taken++;
    if (turns > 0 && taken >= terms.every()) {
      taken = 0;
      turns--;
    }
  }

  /** When it is forgotten; empty: nothing is owed. */
  Optional<Instant> expires() {
    return turns == 0 ? Optional.empty() : Optional.of(expires);
  }

  void forget() {
    turns = 0;
  }

  Optional<Credit> stored() {
    return turns == 0 ? Optional.empty() : Optional.of(new Credit(turns, expires, taken));
  }
}
