package io.leadrouter.scoring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * All that a learner knows, as bytes: one that is read back learns on as if it had never stopped,
 * to the bit. Some kilobytes while leads say little, some four megabytes at most.
 */
public final class LearnerState {

  /** Whatever changes what a learner makes of its examples, or writes down, is another. */
  private static final byte VERSION = 1;

  private LearnerState() {}

  /** Writes a learner. */
  public static byte[] write(Learner learner) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(VERSION);
      learner.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else, or of another version
   */
  public static Learner read(byte[] state) {
    if (state.length == 0 || state[0] != VERSION) {
      throw new IllegalArgumentException(
          "a learner of version %d, and this release knows version %d"
              .formatted(state.length == 0 ? 0 : state[0], VERSION));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state, 1, state.length - 1));
    try {
      Learner learner = Learner.read(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException("more than the state of a learner");
      }
      return learner;
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not the state of a learner", e);
    }
  }
}
