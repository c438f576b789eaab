package io.leadrouter.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Domains where anybody can have a mailbox, which say nothing of where a person works. */
final class FreeMail {

  private static final String LIST = "free-mail-domains.txt";
  private static final Set<String> BUILT_IN = builtIn();

  private FreeMail() {}

  /** Whether the domain, or one it is part of, is such a provider's. */
  static boolean isProvider(String domain, Set<String> others) {
    String name = domain;
    while (true) {
      if (BUILT_IN.contains(name) || others.contains(name)) {
        return true;
      }
      int dot = name.indexOf('.');
      if (dot < 0) {
        return false;
      }
      name = name.substring(dot + 1);
    }
  }

  private static Set<String> builtIn() {
    try (InputStream list = FreeMail.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException(LIST + " is missing from the application's jar");
      }
      return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(Predicate.not(String::isEmpty))
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
