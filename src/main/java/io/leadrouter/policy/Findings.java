package io.leadrouter.policy;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Everything that the check of one file has found so far. For one thread. */
final class Findings {

  /** What a message quotes may hold line breaks, and what moves a terminal's cursor. */
  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}]+");

  private final String file;
  private final List<Finding> found = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void error(Node at, String message) {
    add(Place.of(at), Severity.ERROR, message);
  }

  void error(Place at, String message) {
    add(at, Severity.ERROR, message);
  }

  void warning(Node at, String message) {
    add(Place.of(at), Severity.WARNING, message);
  }

  void warning(Place at, String message) {
    add(at, Severity.WARNING, message);
  }

  private void add(Place at, Severity severity, String message) {
    found.add(new Finding(file, at.line(), at.column(), severity, oneLine(message)));
  }

  private static String oneLine(String message) {
    return BREAKS.matcher(message).replaceAll(" ");
  }

  /** In the order of the file. */
  List<Finding> all() {
    return found.stream()
        .sorted(comparingInt(Finding::line).thenComparingInt(Finding::column))
        .toList();
  }

  void refuseErrors() throws InvalidPolicyException {
    if (found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      throw new InvalidPolicyException(all());
    }
  }

  /** A line and a column, both from 1. */
  record Place(int line, int column) {

    static final Place START = new Place(1, 1);

    static Place of(Node node) {
      return node.getStartMark().map(Place::of).orElse(START);
    }

    static Place of(Mark mark) {
      return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
  }
}
