package io.leadrouter.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/** A file that is read row by row, and what its columns mean. Not thread-safe. */
final class RowFile implements AutoCloseable {
  private final InputFile input;
  private final Rows rows;
  private final Mapping mapping;
  private final InstantText instants;
  private final String nameInIds;
  private final Clock clock;

  RowFile(
      InputFile input,
      Rows rows,
      Mapping mapping,
      InstantText instants,
      String nameInIds,
      Clock clock) {
    this.input = input;
    this.rows = rows;
    this.mapping = mapping;
    this.instants = instants;
    this.nameInIds = nameInIds;
    this.clock = clock;
  }

  /** The name to put before line numbers. */
  String label() {
    return input.label();
  }

  Rows rows() {
    return rows;
  }

  /** Reads times as the file has them. */
  InstantText instants() {
    return instants;
  }

  /**
   * What makes records of the rows.
   *
   * @param fallbacks template by field, for rows without a value there
   * @throws Refusal when the columns are none for this kind
   */
  RowMapper mapper(InputKind kind, Map<String, String> fallbacks) {
    RowMapper mapper = new RowMapper(kind, mapping, fallbacks, instants, nameInIds, clock);
    rows.header().ifPresent(mapper::checkHeader);
    return mapper;
  }

  /** Bytes read so far, to be compared with {@link #size()}. */
  long bytesRead() {
    return input.bytesRead();
  }

  /** Size in bytes; empty for standard input. */
  OptionalLong size() {
    return input.size();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
