package io.leadrouter.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names under which something is found again that must not be kept: keyed hashes (HMAC-SHA-256, RFC
 * 2104) of 128 bits, as 22 characters of base64url. The same key gives the same names on every
 * instance and for ever; without the key nobody can try whose they are. Thread-safe.
 */
public final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final Mac mac;

  private Pseudonyms(Mac mac) {
    this.mac = mac;
  }

  /**
   * @param key any text but the empty one
   */
  public static Pseudonyms keyedWith(String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return new Pseudonyms(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * The pseudonym of an identity.
   *
   * @param kind what it identifies by, so that a telephone number is never taken for an id
   */
  public String of(String kind, String identity) {
    byte[] whole = fresh().doFinal((kind + ':' + identity).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
  }

  private Mac fresh() {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's own implementation can be cloned", e);
    }
  }
}
