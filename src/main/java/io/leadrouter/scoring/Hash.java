package io.leadrouter.scoring;

/**
 * Spreads names and values over numbers, the same on every machine: the hash code of texts, which
 * Java defines and strings keep, and the last step of MurmurHash3, for similar texts are close
 * together.
 */
final class Hash {

  private static final long PRIME = 0x9e3779b97f4a7c15L;

  private Hash() {}

  /** Of a text. */
  static long of(String text) {
    return text.hashCode();
  }

  /** Of something, and a number beside it. */
  static long then(long hash, long value) {
    return mixed(hash * PRIME + value);
  }

  /**
   * The number of a bucket.
   *
   * @param bits of the number, up to 31
   */
  static int bucket(long hash, int bits) {
    return (int) (mixed(hash) >>> (64 - bits));
  }

  private static long mixed(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }
}
