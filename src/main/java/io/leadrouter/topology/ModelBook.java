package io.leadrouter.topology;

import io.leadrouter.domain.PublishedModel;
import io.leadrouter.scoring.Model;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models that this instance could read, and which of them is in force: the pinned one, without
 * a pin the newest that was trained. Written by the thread of the global tables, read by the stream
 * threads.
 */
final class ModelBook {

  /** A model that can be asked. */
  record Entry(String version, Instant createdAt, Model model) {}

  private final NavigableMap<Integer, Entry> trained = new TreeMap<>();
  private Optional<Entry> pinned = Optional.empty();
  private volatile Optional<Entry> inForce = Optional.empty();

  /** Takes in a model; an imported one is in force only as it is pinned. */
  synchronized void add(PublishedModel published, Model model) {
    Entry entry = new Entry(published.version(), published.createdAt(), model);
    if (published.pin().isPresent()) {
      pinned = Optional.of(entry);
    } else {
      PublishedModel.numberOf(published.version()).ifPresent(number -> trained.put(number, entry));
    }
    settle();
  }

  /**
   * Forgets a version, or the pin.
   *
   * @param key of the record that is gone
   */
  synchronized void remove(String key) {
    if (key.equals(PublishedModel.PIN)) {
      pinned = Optional.empty();
    } else {
      PublishedModel.numberOf(key).ifPresent(trained::remove);
    }
    settle();
  }

  private void settle() {
    inForce =
        pinned.or(() -> Optional.ofNullable(trained.lastEntry()).map(newest -> newest.getValue()));
  }

  /** What scores leads now; empty while nothing was published: the scorecard decides. */
  Optional<Entry> inForce() {
    return inForce;
  }

  /** The numbers of the versions that were trained and are still there, the oldest first. */
  synchronized List<Integer> trained() {
    return List.copyOf(trained.keySet());
  }

  /** The highest of them; 0 when there is none. */
  synchronized int newestTrained() {
    return trained.isEmpty() ? 0 : trained.lastKey();
  }

  /** The version that is pinned. */
  synchronized Optional<String> pinned() {
    return pinned.map(Entry::version);
  }
}
