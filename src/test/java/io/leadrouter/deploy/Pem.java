package io.leadrouter.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A key and its self-signed certificate, as secrets hold them.
 *
 * @param keyAndCertificate in one text
 */
record Pem(String certificate, String keyAndCertificate) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes a new one.
   *
   * @param directory for a file that is not there yet
   */
  static Pem in(Path directory) {
    Path store = directory.resolve("pem.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    try {
      int exitCode =
          new ProcessBuilder(
                  keytool.toString(),
                  "-genkeypair",
                  "-alias",
                  "key",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=lead-router",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD)
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new AssertionError("keytool ended with " + exitCode);
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      String certificate = block("CERTIFICATE", keys.getCertificate("key").getEncoded());
      byte[] key = keys.getKey("key", PASSWORD.toCharArray()).getEncoded();
      return new Pem(certificate, block("PRIVATE KEY", key) + certificate);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String block(String what, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(content), what);
  }
}
