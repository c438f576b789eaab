package io.leadrouter.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts, the titles first, as lines in which every column is as wide as its widest. */
final class Table {

  private Table() {}

  static List<String> lines(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(row.get(column))
            .append(" ".repeat(width(rows, column) - width(row.get(column)) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
