package io.leadrouter.domain;

import java.time.Instant;
import java.util.Map;

/**
 * A group's clock and counters.
 *
 * @param now the group's time; never runs backwards
 * @param sequence decisions so far
 * @param virtualTimes V by rotation
 */
public record GroupState(Instant now, long sequence, Map<String, Long> virtualTimes) {

  public static final GroupState NEW = new GroupState(Instant.EPOCH, 0, Map.of());

  public GroupState {
    virtualTimes = Map.copyOf(virtualTimes);
  }
}
