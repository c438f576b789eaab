package io.leadrouter.topology;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads policies without ever throwing for a bad one: a refusal is logged in one line and observed,
 * and the last good one stays. Thread-safe.
 */
final class PolicyLoader {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyLoader.class);

  private final RouterObserver observer;

  PolicyLoader(RouterObserver observer) {
    this.observer = observer;
  }

  /** The policy, ready for use; empty when it is refused. */
  Optional<Policy> load(PublishedPolicy published) {
    try {
      return Optional.of(Policy.parse(published));
    } catch (InvalidPolicyException e) {
      refuse(published.version(), e.summary());
    } catch (RuntimeException e) {
      // Nobody foresaw this one; let through, it would end the client, and again at each restart.
      refuse(published.version(), "its check failed with " + e.getClass().getSimpleName());
    }
    return Optional.empty();
  }

  /**
   * Says that a policy cannot be used.
   *
   * @param version 0 when not even that is known
   * @param reason one line for people
   */
  void refuse(int version, String reason) {
    String which = version == 0 ? "whose version cannot be read" : "version " + version;
    LOG.error("Policy {} is refused, the last good one stays: {}", which, reason);
    observer.policyRefused(version, reason);
  }
}
