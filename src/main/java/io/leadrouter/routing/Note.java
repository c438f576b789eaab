package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a decision says beside what it was about. */
record Note(
    String reason, Choice choice, List<LedgerEntry> ledger, Optional<Disposition> disposition) {

  static Note of(String reason) {
    return new Note(reason, Choice.NONE, List.of(), Optional.empty());
  }

  static Note of(String reason, Choice choice) {
    return new Note(reason, choice, List.of(), Optional.empty());
  }

  Note because(String reason) {
    return new Note(reason, choice, ledger, disposition);
  }

  Note with(List<LedgerEntry> ledger) {
    return new Note(reason, choice, ledger, disposition);
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
    return new Note(reason, choice, ledger, disposition);
  }

  Note with(Disposition disposition) {
    return new Note(reason, choice, ledger, Optional.of(disposition));
  }
}
