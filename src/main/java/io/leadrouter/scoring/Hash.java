package io.leadrouter.scoring;

/**
 * Spreads names and values over numbers, the same on every machine: FNV-1a over UTF-16, and the
 * last step of MurmurHash3, for FNV leaves similar texts close together.
 */
final class Hash {

  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  static long start(String text) {
    return then(START, text);
  }

  static long then(long hash, String text) {
    long h = hash;
    for (int i = 0; i < text.length(); i++) {
      h = then(h, text.charAt(i));
    }
    return h;
  }

  static long then(long hash, double value) {
    long bits = Double.doubleToLongBits(value);
    return then(then(hash, (int) bits), (int) (bits >>> 32));
  }

  static long then(long hash, int value) {
    return (hash ^ value) * PRIME;
  }

  /**
   * The number of a bucket.
   *
   * @param bits of the number, up to 31
   */
  static int bucket(long hash, int bits) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    return (int) (h >>> (64 - bits));
  }
}
