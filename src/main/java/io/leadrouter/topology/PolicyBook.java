package io.leadrouter.topology;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.Policy;
import java.util.Optional;

/**
 * The newest policy that this instance could load. Written by the thread of the global tables, read
 * by the stream threads.
 */
final class PolicyBook {

  /** A policy as it was published, and ready for use. */
  record Entry(PublishedPolicy published, Policy policy) {}

  private volatile Optional<Entry> newest = Optional.empty();

  void add(PublishedPolicy published, Policy policy) {
    if (newest.isEmpty() || newest.get().published().version() < published.version()) {
      newest = Optional.of(new Entry(published, policy));
    }
  }

  Optional<Entry> newest() {
    return newest;
  }

  /** The newest policy if this is what it was published as, and so need not be loaded again. */
  Optional<Policy> loaded(PublishedPolicy published) {
    return newest.filter(entry -> entry.published().equals(published)).map(Entry::policy);
  }

  /**
   * The newest policy.
   *
   * @throws IllegalStateException before there is one: the task fails and tries again, and no lead
   *     is lost meanwhile
   */
  Policy policy() {
    return newest
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No usable policy is on routing-policies; publish one with `policy publish FILE`"))
        .policy();
  }
}
