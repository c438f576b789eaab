package io.leadrouter.domain;

import java.util.List;

/**
 * How complete and believable a lead's data is.
 *
 * @param figure 0 (nothing usable) to 1 (complete and valid)
 */
public record DataQuality(double figure, List<Problem> problems) {

  /** Nothing is known of the lead. */
  public static final DataQuality UNKNOWN = new DataQuality(0, List.of());

  public DataQuality {
    problems = List.copyOf(problems);
  }
}
