package io.leadrouter.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The brokers, asked with a bounded wait; what they refuse becomes a {@link Refusal}. */
final class Cluster implements AutoCloseable {
  private final RouterConfig config;
  private final Admin admin;
  private final Duration timeout;

  /**
   * @throws Refusal when no broker's name is known to the network
   */
  Cluster(RouterConfig config) {
    this.config = config;
    this.timeout = config.startupTimeout();
    Map<String, Object> properties = new HashMap<>(config.clientProperties());
    String wait = Long.toString(timeout.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, wait);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, wait);
    try {
      this.admin = Admin.create(properties);
    } catch (KafkaException e) {
      throw new Refusal(
          "no client can be made for the brokers at %s: %s; check %s and the client's settings"
              .formatted(config.bootstrapServers(), rootMessage(e), ConfigKeys.BOOTSTRAP_SERVERS),
          e);
    }
  }

  Admin admin() {
    return admin;
  }

  /** How long any answer is waited for. */
  Duration timeout() {
    return timeout;
  }

  /**
   * Makes sure that a broker answers.
   *
   * @throws Refusal when none does
   */
  void requireReachable() {
    await(admin.describeCluster().clusterId());
  }

  /**
   * Makes sure that a topic is there.
   *
   * @throws Refusal when it is not, or no broker answers
   */
  void requireTopic(String name) {
    requireReachable();
    if (!describe(List.of(name)).containsKey(name)) {
      throw new Refusal(
          "topic %s is missing; create it with 'lead-router topics create'".formatted(name));
    }
  }

  /** The topics of these names that exist. */
  Map<String, TopicDescription> describe(Collection<String> names) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach((name, future) -> existing(future).ifPresent(topic -> found.put(name, topic)));
    return found;
  }

  /**
   * Waits for an answer.
   *
   * @throws Refusal when none comes in time, or it is no
   */
  <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(timeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    } catch (TimeoutException e) {
      throw refusal(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while waiting for the brokers", e);
    }
  }

  @Override
  public void close() {
    admin.close(timeout);
  }

  private Optional<TopicDescription> existing(KafkaFuture<TopicDescription> future) {
    try {
      return Optional.of(await(future));
    } catch (Refusal e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Refusal refusal(Throwable cause) {
    String brokers = config.bootstrapServers();
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return new Refusal(
          "no broker answers at %s within %d s; start it, or set %s"
              .formatted(brokers, timeout.toSeconds(), ConfigKeys.BOOTSTRAP_SERVERS),
          cause);
    }
    if (cause instanceof AuthenticationException) {
      return new Refusal(
          "the brokers at %s refuse the login: %s; check security.protocol and the sasl.* and ssl.* keys"
              .formatted(brokers, cause.getMessage()),
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return new Refusal(
          "the brokers at %s don't allow it: %s; grant it to this user"
              .formatted(brokers, cause.getMessage()),
          cause);
    }
    return new Refusal(
        "the brokers at %s refuse: %s".formatted(brokers, cause.getMessage()), cause);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
