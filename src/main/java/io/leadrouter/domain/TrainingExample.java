package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What became of a scored lead, for the model to learn from.
 *
 * @param features what was known when the lead was scored
 * @param converted false also when nothing was heard of the lead for so long that it counts as lost
 * @param correction the same example came before with the other outcome, and counts once
 * @param modelVersion the model that scored the lead; empty while the scorecard did
 * @param probability what that model said
 */
public record TrainingExample(
    String leadId,
    List<Feature> features,
    boolean converted,
    boolean correction,
    Instant scoredAt,
    Instant knownAt,
    String modelVersion,
    OptionalDouble probability) {

  /** What all their records have for a key: they are learnt in one order. */
  public static final String KEY = "examples";

  public TrainingExample {
    features = List.copyOf(features);
  }
}
