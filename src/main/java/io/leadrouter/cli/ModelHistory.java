package io.leadrouter.cli;

import io.leadrouter.domain.ModelOrigin;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.scoring.InvalidModelException;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.ModelText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The models on the topic, and what routers of this release make of them: in force is the pinned
 * one; without a pin, the newest that was trained and can be read.
 */
final class ModelHistory {
  /** How people name the model that routers take. */
  static final String IN_FORCE = "in-force";

  /**
   * One version.
   *
   * @param model empty when it cannot be read: routers pass over it
   */
  record Entry(PublishedModel published, Optional<Model> model) {}

  private final List<Entry> newestFirst;
  private final Optional<Entry> pinned;

  /**
   * @param records by key, as far as they can be decoded
   */
  ModelHistory(Map<String, PublishedModel> records) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    records.forEach(
        (key, published) -> {
          if (published.key().equals(key)) {
            entries.put(key, new Entry(published, read(published)));
          }
        });
    pinned =
        Optional.ofNullable(entries.remove(PublishedModel.PIN))
            .filter(entry -> entry.model().isPresent());
    // The version itself may be gone.
    pinned.ifPresent(entry -> entries.putIfAbsent(entry.published().version(), entry));
    newestFirst = new ArrayList<>(entries.values());
    newestFirst.sort(
        Comparator.comparing((Entry entry) -> entry.published().createdAt())
            .thenComparingInt(entry -> number(entry.published()))
            .thenComparing(entry -> entry.published().version())
            .reversed());
  }

  private static Optional<Model> read(PublishedModel published) {
    try {
      return Optional.of(ModelText.read(published.text()));
    } catch (InvalidModelException e) {
      return Optional.empty();
    }
  }

  private static int number(PublishedModel published) {
    return PublishedModel.numberOf(published.version()).orElse(0);
  }

  List<Entry> newestFirst() {
    return newestFirst;
  }

  /** With its pin. */
  Optional<PublishedModel> pinned() {
    return pinned.map(Entry::published);
  }

  /** What routers take; empty when there is none, and the scorecard decides. */
  Optional<Entry> inForce() {
    return pinned.or(
        () ->
            newestFirst.stream()
                .filter(entry -> entry.model().isPresent() && number(entry.published()) > 0)
                .max(Comparator.comparingInt(entry -> number(entry.published()))));
  }

  boolean isInForce(Entry entry) {
    return inForce()
        .filter(now -> now.published().version().equals(entry.published().version()))
        .isPresent();
  }

  /**
   * The model that is so named.
   *
   * @param name a version, or {@value #IN_FORCE}
   * @throws Refusal when there is none, or it cannot be read
   */
  Entry named(String name) {
    Entry entry =
        name.equals(IN_FORCE)
            ? inForce().orElseThrow(() -> new Refusal("no model is in force; " + known()))
            : newestFirst.stream()
                .filter(known -> known.published().version().equals(name))
                .findFirst()
                .orElseThrow(
                    () -> new Refusal("there is no version %s; %s".formatted(name, known())));
    if (entry.model().isEmpty()) {
      throw new Refusal("the record of version %s is no model".formatted(name));
    }
    return entry;
  }

  /** Those that were imported, the newest first. */
  List<PublishedModel> imported() {
    return newestFirst.stream()
        .map(Entry::published)
        .filter(published -> published.origin() == ModelOrigin.IMPORTED)
        .toList();
  }

  private String known() {
    return newestFirst.isEmpty()
        ? "none was published yet"
        : "there is "
            + newestFirst.stream()
                .map(entry -> entry.published().version())
                .collect(Collectors.joining(", "));
  }
}
