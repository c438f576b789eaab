package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.Presence;
import io.leadrouter.policy.Patience;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reps who let several leads in a row pass get none for a while. Not thread-safe. */
final class Silences {

  private final Group group;

  Silences(Group group) {
    this.group = group;
  }

  /** What the policy in force says; before the first, nobody is waited for. */
  private Patience patience() {
    return group
        .policy()
        .map(Policy::conduct)
        .map(conduct -> conduct.patience())
        .orElse(Patience.ENDLESS);
  }

  /** Until when a lead counts that is taken back now from who let it pass; empty: no more. */
  Optional<Instant> countsUntil() {
    return patience().expiredCountsFor().map(group.now()::plus);
  }

  /** The rep may have let too many pass. */
  void heed(String repId) {
    Optional<Seat> silent =
        group
            .roster()
            .seat(repId)
            .filter(seat -> seat.presence() != Presence.MOVED && seat.rep().isPresent())
            .filter(this::tooSilent);
    if (silent.isPresent()) {
      Instant until = group.now().plus(patience().pauseFor());
      List<LedgerEntry> ledger = group.roster().pause(silent.get(), until);
      Note note = Note.of("paused-for-silence", Choice.about(repId)).with(ledger);
      group.journal().decidedForGroup(DecisionKind.REP_CHANGED, note);
    }
  }

  private boolean tooSilent(Seat seat) {
    Patience patience = patience();
    return patience.pauseAfterExpired().isPresent()
        && seat.inARow() >= patience.pauseAfterExpired().getAsInt();
  }
}
