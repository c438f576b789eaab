package io.leadrouter.kafka;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro's specific reader make the router's own generated classes. Since 1.12.2 it refuses
 * every class that nobody vouched for, because a schema that comes with the data names the classes
 * to load; ours come from our own build. What was trusted before stays trusted.
 */
public final class TrustedTypes {

  private static final String GENERATED = "io.leadrouter.event.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(GENERATED)));
  }

  private TrustedTypes() {}

  /** Vouches for the generated classes, once for the process; call it before the first read. */
  public static void register() {
    // Loading this class did it.
  }
}
