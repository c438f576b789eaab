package io.leadrouter.cli;

import io.leadrouter.domain.Checked;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.Rep;
import io.leadrouter.event.Reps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reps in a file that {@code publish reps} would publish. */
final class RosterFile {

  private RosterFile() {}

  /**
   * All reps of the file.
   *
   * @throws Refusal when it can't be read, or names the first row that is no rep
   */
  static List<Rep> read(String file) {
    try (InputFile input = InputFile.open(file, StandardCharsets.UTF_8)) {
      Rows rows = RowFormat.of(file, input).rows(input, Optional.empty());
      RowMapper mapper =
          new RowMapper(
              InputKind.REPS,
              Mapping.NONE,
              Map.of(),
              new InstantText(Optional.empty(), ZoneOffset.UTC),
              input.label(),
              Clock.systemUTC());
      rows.header().ifPresent(mapper::checkHeader);
      return reps(input, rows, mapper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Rep> reps(InputFile input, Rows rows, RowMapper mapper) {
    List<Rep> reps = new ArrayList<>();
    try {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Checked<Rep> rep = Reps.check((io.leadrouter.event.Rep) mapper.record(row));
        if (rep instanceof Checked.Bad<Rep> bad) {
          Problem first = bad.problems().get(0);
          throw new Refusal(input.label() + ":" + row.line() + ": " + first.message());
        }
        reps.add(((Checked.Good<Rep>) rep).value());
      }
      return reps;
    } catch (BadRow e) {
      throw new Refusal(e.in(input.label()), e);
    }
  }
}
