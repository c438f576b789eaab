package io.leadrouter.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * One published version of the business's own configuration.
 *
 * @param version from 1; the highest that a router can load is in force
 * @param format version of the policy language
 * @param checksum SHA-256 of the file, in hexadecimal
 */
public record PublishedPolicy(
    String policyId,
    int version,
    int format,
    String yaml,
    String checksum,
    String author,
    String message,
    Instant publishedAt) {

  /** With the checksum that belongs to the text. */
  public static PublishedPolicy of(
      String policyId,
      int version,
      int format,
      String yaml,
      String author,
      String message,
      Instant publishedAt) {
    return new PublishedPolicy(
        policyId, version, format, yaml, checksum(yaml), author, message, publishedAt);
  }

  /** Whether the text still is the one that was published. */
  public boolean intact() {
    return checksum.equals(checksum(yaml));
  }

  /** What its record has for a key. */
  public String key() {
    return policyId + "/" + version;
  }

  /** The version in a record's key; empty when none is in it. */
  public static OptionalInt versionIn(String key) {
    try {
      int version = Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
      return version > 0 ? OptionalInt.of(version) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static String checksum(String yaml) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
