package io.leadrouter.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model as it was published. The trainer alone numbers its own, and an imported one is named by
 * its text: nobody has to ask anybody for a version, and none is ever given twice to different
 * models.
 *
 * @param version a number from 1 of one that was trained
 * @param text the model itself, as {@code scoring.ModelText} writes it
 * @param examples how many outcomes it was learnt from
 * @param conversions how many of them were conversions
 * @param author who imported it; empty for one that was trained
 * @param pin present in the copy under the key {@value #PIN}: this model is in force, whatever is
 *     trained meanwhile
 */
public record PublishedModel(
    String version,
    ModelOrigin origin,
    String text,
    long examples,
    long conversions,
    Instant createdAt,
    String author,
    String message,
    Optional<ModelPin> pin) {

  /**
   * The key of the pin: a copy of the model, so that nothing that happens to the version itself
   * takes it out of force.
   */
  public static final String PIN = "pin";

  private static final String IMPORTED = "imported-";
  private static final int CHARACTERS_OF_CHECKSUM = 12;

  /**
   * One that was trained.
   *
   * @param number from 1
   */
  public static PublishedModel trained(
      int number, String text, long examples, long conversions, Instant createdAt) {
    return new PublishedModel(
        Integer.toString(number),
        ModelOrigin.TRAINED,
        text,
        examples,
        conversions,
        createdAt,
        "",
        "",
        Optional.empty());
  }

  /** One that was imported; the same text always has the same version. */
  public static PublishedModel imported(
      String text,
      long examples,
      long conversions,
      Instant createdAt,
      String author,
      String message) {
    return new PublishedModel(
        IMPORTED + checksum(text).substring(0, CHARACTERS_OF_CHECKSUM),
        ModelOrigin.IMPORTED,
        text,
        examples,
        conversions,
        createdAt,
        author,
        message,
        Optional.empty());
  }

  /** The copy that keeps it in force. */
  public PublishedModel pinned(ModelPin pin) {
    return new PublishedModel(
        version, origin, text, examples, conversions, createdAt, author, message, Optional.of(pin));
  }

  /** What its record has for a key. */
  public String key() {
    return pin.isPresent() ? PIN : version;
  }

  /** The number of a version that was trained; empty for another. */
  public static OptionalInt numberOf(String version) {
    try {
      int number = Integer.parseInt(version);
      return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static String checksum(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
