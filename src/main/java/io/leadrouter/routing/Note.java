package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a decision says beside what it was about. */
record Note(
    String reason,
    Choice choice,
    List<LedgerEntry> ledger,
    Optional<Disposition> disposition,
    Optional<LeadOutcome> outcome) {

  static Note of(String reason) {
    return new Note(reason, Choice.NONE, List.of(), Optional.empty(), Optional.empty());
  }

  static Note of(String reason, Choice choice) {
    return new Note(reason, choice, List.of(), Optional.empty(), Optional.empty());
  }

  Note because(String reason) {
    return new Note(reason, choice, ledger, disposition, outcome);
  }

  Note with(List<LedgerEntry> ledger) {
    return new Note(reason, choice, ledger, disposition, outcome);
  }

  /** With these entries after the others. */
  Note and(List<LedgerEntry> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<LedgerEntry> all = new ArrayList<>(ledger);
    all.addAll(more);
    return with(all);
  }

  Note with(Choice choice) {
    return new Note(reason, choice, ledger, disposition, outcome);
  }

  Note with(Disposition disposition) {
    return new Note(reason, choice, ledger, Optional.of(disposition), outcome);
  }

  Note with(LeadOutcome outcome) {
    return new Note(
        reason, choice, ledger, Optional.of(outcome.disposition()), Optional.of(outcome));
  }
}
