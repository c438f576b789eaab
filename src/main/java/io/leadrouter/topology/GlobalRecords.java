package io.leadrouter.topology;

import io.leadrouter.kafka.RegistryUnavailableException;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the records of one global table without ever throwing for a bad one: an exception there
 * would stop the client, and again at each restart. A registry that does not answer is no fault of
 * the record, and is waited for.
 */
final class GlobalRecords<T> {

  private static final Logger LOG = LoggerFactory.getLogger(GlobalRecords.class);
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;

  private final String topicName;
  private final Deserializer<T> deserializer;
  private final RouterObserver observer;

  GlobalRecords(String topicName, Deserializer<T> deserializer, RouterObserver observer) {
    this.topicName = topicName;
    this.deserializer = deserializer;
    this.observer = observer;
  }

  /** The value; empty when it cannot be read, which has been counted and logged. */
  Optional<T> decode(String key, byte[] value) {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return Optional.of(deserializer.deserialize(topicName, value));
      } catch (RuntimeException e) {
        if (!RegistryUnavailableException.in(e)) {
          bad(key, e.getClass().getSimpleName());
          return Optional.empty();
        }
        LOG.warn("{}: waiting for the schema registry", topicName);
        Time.SYSTEM.sleep(pause);
      }
    }
  }

  /** A record that can be decoded but not used. */
  void bad(String key, String why) {
    LOG.warn(
        "{}: the record of key {} cannot be used ({}); its last good value stays",
        topicName,
        key,
        why);
    observer.badGlobalRecord(topicName);
  }
}
