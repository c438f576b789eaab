package io.leadrouter.policy.cel;

import java.util.Optional;

/**
 * Something with a value that conditions compare with constants: a field, or any expression of
 * which only the value matters.
 *
 * @param shape which one it is; alone it decides whether two are the same
 * @param always whether every lead has a value; false where reading one can be an error
 * @param path to the value: a String, Long, Double or Boolean, or nothing when the lead has none;
 *     empty for what only CEL can compute
 */
record Subject(String shape, boolean always, Optional<Path> path) {

  Subject {
    shape = shape.intern(); // Boxes are compared by the million, and equal texts are then the same.
  }

  /** What only CEL can compute. */
  static Subject opaque(String shape) {
    return new Subject(shape, false, Optional.empty());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Subject subject && subject.shape.equals(shape);
  }

  @Override
  public int hashCode() {
    return shape.hashCode();
  }
}
