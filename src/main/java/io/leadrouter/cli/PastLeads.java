package io.leadrouter.cli;

import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Problem;
import io.leadrouter.event.Leads;
import io.leadrouter.intake.Admission;
import io.leadrouter.intake.LeadIntake;
import io.leadrouter.scoring.LeadFeatures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of a file as leads, and what became of them. Not thread-safe. */
final class PastLeads implements AutoCloseable {
  /** Two runs over a file without times say the same. */
  private static final Clock SAME_TIME =
      Clock.fixed(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final RowFile file;
  private final RowMapper mapper;
  private final Columns columns;
  private Instant latest = Instant.MIN;

  /**
   * Which columns say what became of a lead.
   *
   * @param outcome says what became of it
   * @param conversion what it says of a conversion
   * @param knownAt says when that was known; without it a row is a second, and nobody knows the
   *     outcome before {@code late} of them
   */
  record Columns(String outcome, String conversion, Optional<String> knownAt, int late) {}

  private PastLeads(RowFile file, Columns columns) {
    this.file = file;
    this.columns = columns;
    this.mapper = file.mapper(InputKind.LEADS, notAsked(columns));
    file.rows().header().ifPresent(header -> check(columns, header));
  }

  /**
   * Opens a file of leads.
   *
   * @throws Refusal when it can't be read, or has not the columns
   */
  static PastLeads open(RowOptions options, String file, Columns columns) {
    List<String> aside =
        columns
            .knownAt()
            .map(known -> List.of(columns.outcome(), known))
            .orElse(List.of(columns.outcome()));
    return new PastLeads(options.open(file, Mapping.ignoring(aside), SAME_TIME), columns);
  }

  /** What a file need not say, because it does not matter here; template by field. */
  private static Map<String, String> notAsked(Columns columns) {
    Map<String, String> templates = new HashMap<>();
    templates.put("source", "{file}");
    templates.put("dedupeKey", "{file}-{row}");
    if (columns.knownAt().isEmpty()) {
      templates.put("submittedAt", "{now}");
    }
    return templates;
  }

  private static void check(Columns columns, List<String> header) {
    check(columns.outcome(), header);
    columns.knownAt().ifPresent(known -> check(known, header));
  }

  private static void check(String column, List<String> header) {
    if (!header.contains(column)) {
      throw new Refusal("there is no column '" + column + "'" + Suggestion.of(column, header));
    }
  }

  /** The name to put before line numbers. */
  String label() {
    return file.label();
  }

  /**
   * The next lead; null after the last.
   *
   * @throws BadRow when there is one but it can't be read; the next call goes on behind it
   */
  PastLead next() throws BadRow {
    Row row = file.rows().next();
    return row == null ? null : lead(row);
  }

  private PastLead lead(Row row) throws BadRow {
    boolean converted = cell(row, columns.outcome()).equals(columns.conversion());
    Optional<Instant> known = known(row);
    Lead raw = Leads.read((io.leadrouter.event.Lead) mapper.record(row));
    Admission admission = LeadIntake.admit(raw.leadId(), raw, Set.of(), raw.submittedAt());
    if (admission instanceof Admission.Refused refused) {
      Problem first = refused.reasons().get(0);
      throw new BadRow(row.line(), first.field(), first.message());
    }
    Admission.Admitted admitted = (Admission.Admitted) admission;
    Instant came = came(row, admitted.lead());
    return new PastLead(
        LeadFeatures.of(
            admitted.lead(),
            Optional.empty(),
            admitted.quality(),
            List.of(),
            Duration.ofDays(1),
            came),
        converted,
        came,
        known.orElse(came.plusSeconds(columns.late())));
  }

  private Instant came(Row row, Lead lead) {
    Instant came =
        columns.knownAt().isEmpty() ? Instant.ofEpochSecond(row.number()) : lead.submittedAt();
    latest = came.isAfter(latest) ? came : latest;
    return latest;
  }

  private Optional<Instant> known(Row row) throws BadRow {
    if (columns.knownAt().isEmpty()) {
      return Optional.empty();
    }
    String column = columns.knownAt().get();
    String text = cell(row, column);
    try {
      return Optional.of(text.isEmpty() ? Instant.MAX : file.instants().read(text));
    } catch (Unreadable e) {
      throw new BadRow(row.line(), column, e.getMessage());
    }
  }

  private static String cell(Row row, String column) throws BadRow {
    int index = row.columns().indexOf(column);
    if (index < 0) {
      throw new BadRow(row.line(), column, "missing" + Suggestion.of(column, row.columns()));
    }
    return String.valueOf(row.values().get(index)).strip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
