package io.leadrouter.policy;

import io.leadrouter.policy.Findings.Place;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Finds the place in the file of a character of a scalar's text, whose quotes, escapes, indentation
 * and folded lines are gone. It walks through both side by side.
 */
final class ScalarText {

  private final int[] file;
  private final ScalarStyle style;
  private int index;
  private int line;
  private int column;

  private ScalarText(int[] file, ScalarNode scalar, Mark start) {
    this.file = file;
    this.style = scalar.getScalarStyle();
    this.index = start.getIndex();
    this.line = start.getLine() + 1;
    this.column = start.getColumn() + 1;
  }

  /**
   * Where the character is.
   *
   * @param file code points of the whole file
   * @param offset of the character in the scalar's text, in code points
   */
  static Place place(int[] file, ScalarNode scalar, int offset) {
    return scalar
        .getStartMark()
        .map(start -> new ScalarText(file, scalar, start).walk(scalar, offset))
        .orElse(Place.START);
  }

  private Place walk(ScalarNode scalar, int offset) {
    skipOpening();
    int[] text = scalar.getValue().codePoints().limit(offset + 1L).toArray();
    Place place = here();
    for (int character : text) {
      while (index < file.length && !reads(character) && isLayout(file[index])) {
        step();
      }
      place = here();
      stepOver(character);
    }
    return text.length <= offset ? here() : place;
  }

  private void skipOpening() {
    if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
      step();
    } else if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      while (index < file.length && file[index] != '\n') {
        step();
      }
      step();
    }
  }

  /** Whether the file has the character here: as it is, or a line's end for a folded space. */
  private boolean reads(int character) {
    return file[index] == character || (character == ' ' && file[index] == '\n');
  }

  private void stepOver(int character) {
    if (style == ScalarStyle.DOUBLE_QUOTED && index < file.length && file[index] == '\\') {
      step(escapeLength());
    } else if (style == ScalarStyle.SINGLE_QUOTED && character == '\'') {
      step(2);
    } else {
      step();
    }
  }

  private int escapeLength() {
    int escaped = index + 1 < file.length ? file[index + 1] : 0;
    return switch (escaped) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private void step(int times) {
    for (int i = 0; i < times; i++) {
      step();
    }
  }

  private void step() {
    if (index >= file.length) {
      return;
    }
    if (file[index] == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    index++;
  }

  private static boolean isLayout(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  private Place here() {
    return new Place(line, column);
  }
}
