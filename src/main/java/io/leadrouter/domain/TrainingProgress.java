package io.leadrouter.domain;

import java.time.Instant;

/**
 * What the trainer published last.
 *
 * @param version number of the model's version; 0 before the first
 * @param lessons the last lesson that the model knows
 */
public record TrainingProgress(int version, long lessons, Instant publishedAt) {

  /** Before anything was published. */
  public static final TrainingProgress NONE = new TrainingProgress(0, 0, Instant.EPOCH);
}
