package io.leadrouter.domain;

import java.time.Instant;
import java.util.Map;

/**
 * A group's clock and counters.
 *
 * @param now the group's time; never runs backwards
 * @param sequence decisions so far
 * @param virtualTimes V by rotation
 * @param hearing of the CRM's connector
 */
public record GroupState(
    Instant now, long sequence, Map<String, Long> virtualTimes, Hearing hearing) {

  public static final GroupState NEW = new GroupState(Instant.EPOCH, 0, Map.of(), Hearing.NOTHING);

  public GroupState {
    virtualTimes = Map.copyOf(virtualTimes);
  }
}
