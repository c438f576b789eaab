package io.leadrouter.domain;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the trainer was taught, without saying of whom.
 *
 * @param number from 1, in the order in which they were taught
 * @param features what was known of the lead
 * @param correction whether it was taught before with the other outcome
 * @param probability what the lead was given when it was scored; empty while the scorecard scored
 */
public record Lesson(
    long number,
    List<Feature> features,
    boolean converted,
    boolean correction,
    OptionalDouble probability) {

  public Lesson {
    features = List.copyOf(features);
  }

  /** What an example teaches. */
  public static Lesson of(long number, TrainingExample example) {
    return new Lesson(
        number,
        example.features(),
        example.converted(),
        example.correction(),
        example.probability());
  }
}
