package io.leadrouter.ops;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which policy is in force in this instance, and which that is not older was refused. Whatever
 * loads and is at least as new settles a refusal. Thread-safe.
 */
public final class PolicyStanding {

  /**
   * @param version 0 when it could not be read
   */
  private record Refused(int version, String reason) {}

  /**
   * @param inForce 0: none yet
   */
  private record Standing(int inForce, Optional<Refused> refused) {

    Standing loaded(int version) {
      return new Standing(
          Math.max(inForce, version), refused.filter(earlier -> earlier.version() > version));
    }

    Standing refused(Refused another) {
      boolean old = another.version() != 0 && another.version() < inForce;
      boolean newerIsRefused =
          refused.filter(known -> known.version() > another.version()).isPresent();
      return old || newerIsRefused ? this : new Standing(inForce, Optional.of(another));
    }
  }

  private final AtomicReference<Standing> standing =
      new AtomicReference<>(new Standing(0, Optional.empty()));

  void loaded(int version) {
    standing.updateAndGet(before -> before.loaded(version));
  }

  void refused(int version, String reason) {
    Refused refused = new Refused(version, reason);
    standing.updateAndGet(before -> before.refused(refused));
  }

  /** The version that was refused and is not older than the one in force; 0: none, -1: unknown. */
  int refusedVersion() {
    return standing.get().refused().map(r -> r.version() == 0 ? -1 : r.version()).orElse(0);
  }

  /** For people, in one line. */
  String inWords() {
    Standing now = standing.get();
    String inForce =
        now.inForce() == 0 ? "none is in force" : "version " + now.inForce() + " is in force";
    return inForce
        + now.refused()
            .map(r -> "; " + name(r.version()) + " was refused: " + r.reason())
            .orElse("");
  }

  private static String name(int version) {
    return version == 0 ? "one whose version cannot be read" : "version " + version;
  }
}
