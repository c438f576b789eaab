package io.leadrouter.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of comma-separated values as RFC 4180 has them, with a header. Quoted text may hold
 * delimiters, line ends and doubled quotes.
 *
 * <p>A stray quote costs one row: when what it opens does not become a whole row, its line is bad
 * and reading goes on with the line behind it. A general CSV reader would take the rest of the file
 * for one cell.
 */
final class CsvRows implements Rows {
  /** The longest quoted cell, in lines; what is longer is a stray quote. */
  private static final int LONGEST_CELL = 200;

  private static final char QUOTE = '"';
  private static final String DELIMITERS = ",;\t|";

  private final InputFile file;
  private final char delimiter;
  private final List<String> header;

  /** Lines that were read ahead for a cell that did not end. */
  private final Deque<String> ahead = new ArrayDeque<>();

  private final List<String> record = new ArrayList<>();
  private long line;
  private long number;

  /**
   * Reads the header.
   *
   * @throws Refusal when there is none that can be used
   */
  CsvRows(InputFile file, Optional<Character> delimiter) {
    this.file = file;
    String first = readLine();
    if (first == null || first.isBlank()) {
      throw new Refusal(file.label() + " has no header; its first line must name the columns");
    }
    first = InputFile.withoutByteOrderMark(first);
    this.delimiter = delimiter.orElse(mostFrequentDelimiter(first));
    List<Object> names = new ArrayList<>();
    try {
      split(first, names);
    } catch (BadRow e) {
      throw new Refusal(e.in(file.label()), e);
    }
    Set<String> seen = new HashSet<>();
    List<String> columns = new ArrayList<>();
    for (Object name : names) {
      String column = ((String) name).strip();
      if (column.isEmpty() || !seen.add(column)) {
        throw new Refusal(
            "%s:1: column %d %s"
                .formatted(
                    file.label(),
                    columns.size() + 1,
                    column.isEmpty()
                        ? "has no name; every column needs one"
                        : "is called '%s' as another one is; rename one of them"
                            .formatted(column)));
      }
      columns.add(column);
    }
    this.header = List.copyOf(columns);
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.of(header);
  }

  @Override
  public Row next() throws BadRow {
    String text;
    do {
      text = readLine();
      if (text == null) {
        return null;
      }
    } while (text.isBlank());
    number++;
    long begin = line;
    List<Object> values = new ArrayList<>(header.size());
    record.clear();
    try {
      split(text, values);
      if (values.size() != header.size()) {
        throw new BadRow(
            begin,
            "row",
            "%d columns, but the header names %d".formatted(values.size(), header.size()));
      }
    } catch (BadRow e) {
      for (int i = record.size() - 1; i >= 0; i--) {
        ahead.addFirst(record.get(i));
      }
      line = begin;
      // What a stray quote meets further down is not what is wrong.
      throw record.isEmpty() ? e : new BadRow(begin, "row", "a quote is opened and not closed");
    }
    return new Row(begin, number, header, values);
  }

  private void split(String text, List<Object> values) throws BadRow {
    long begin = line;
    String rest = decoded(begin, text);
    int at = 0;
    while (true) {
      if (at < rest.length() && rest.charAt(at) == QUOTE) {
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
          int quote = rest.indexOf(QUOTE, at);
          if (quote < 0) {
            cell.append(rest, at, rest.length()).append('\n');
            rest = record.size() < LONGEST_CELL ? readAhead() : null;
            if (rest == null) {
              throw new BadRow(begin, "row", "a quote is opened and not closed");
            }
            decoded(begin, rest);
            at = 0;
          } else if (quote + 1 < rest.length() && rest.charAt(quote + 1) == QUOTE) {
            cell.append(rest, at, quote + 1);
            at = quote + 2;
          } else {
            cell.append(rest, at, quote);
            at = quote + 1;
            break;
          }
        }
        values.add(cell.toString());
        if (at < rest.length() && rest.charAt(at) != delimiter) {
          throw new BadRow(begin, "row", "text follows a closing quote; quotes inside are doubled");
        }
      } else {
        int end = rest.indexOf(delimiter, at);
        end = end < 0 ? rest.length() : end;
        values.add(rest.substring(at, end));
        at = end;
      }
      if (at == rest.length()) {
        return;
      }
      at++;
    }
  }

  private static String decoded(long line, String text) throws BadRow {
    if (InputFile.undecodable(text)) {
      throw new BadRow(line, "row", "not in the expected character set; name it with --charset");
    }
    return text;
  }

  private String readLine() {
    String text = ahead.isEmpty() ? file.readLine() : ahead.removeFirst();
    line++;
    return text;
  }

  private String readAhead() {
    String text = readLine();
    if (text != null) {
      record.add(text);
    }
    return text;
  }

  private static char mostFrequentDelimiter(String header) {
    char best = ',';
    int most = 0;
    for (char candidate : DELIMITERS.toCharArray()) {
      int count = 0;
      boolean quoted = false;
      for (char c : header.toCharArray()) {
        quoted ^= c == QUOTE;
        count += !quoted && c == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
