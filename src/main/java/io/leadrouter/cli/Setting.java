package io.leadrouter.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One configured value and where it was written, for error messages.
 *
 * @param where such as {@code router.properties:3} or {@code LEADROUTER_HTTP_PORT}; empty when a
 *     program set it
 */
record Setting(String key, String value, String where) {
  private static final String PREFIX = "LEADROUTER_";

  /** Puts the place in front of a sentence. */
  Refusal refuse(String sentence) {
    return new Refusal(where.isEmpty() ? sentence : where + ": " + sentence);
  }

  /** Reads a properties file (UTF-8); a key that stands in it twice is refused. */
  static List<Setting> ofFile(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new Refusal("configuration file " + file + " does not exist", e);
    } catch (MalformedInputException e) {
      throw new Refusal("configuration file " + file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new Refusal("configuration file " + file + " cannot be read: " + e, e);
    }
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int first = i;
      StringBuilder entry = new StringBuilder(lines.get(i));
      while (continues(lines.get(i)) && i + 1 < lines.size()) {
        entry.append('\n').append(lines.get(++i));
      }
      String where = file + ":" + (first + 1);
      entry(entry.toString(), where)
          .forEach(
              (key, value) -> {
                Setting setting = new Setting(key, value, where);
                Setting earlier = settings.put(key, setting);
                if (earlier != null) {
                  throw setting.refuse(
                      "configuration key '%s' is already set at %s; remove one of them"
                          .formatted(key, earlier.where));
                }
              });
    }
    return List.copyOf(settings.values());
  }

  /**
   * Reads {@code LEADROUTER_HTTP_PORT=8080} as {@code http.port}: the prefix goes, letters become
   * small, {@code _} becomes a dot. Variables that Kubernetes makes for a service called leadrouter
   * are not meant for us.
   */
  static List<Setting> ofEnvironment(Map<String, String> environment) {
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !ofKubernetes(name)) {
                String key =
                    name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                settings.add(new Setting(key, value.strip(), name));
              }
            });
    return settings;
  }

  private static boolean ofKubernetes(String name) {
    return name.startsWith(PREFIX + "SERVICE_")
        || name.equals(PREFIX + "PORT")
        || name.startsWith(PREFIX + "PORT_");
  }

  private static Map<String, String> entry(String text, String where) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(where + ": " + e.getMessage(), e);
    }
    Map<String, String> entry = new LinkedHashMap<>();
    properties.forEach((key, value) -> entry.put((String) key, ((String) value).strip()));
    return entry;
  }

  private static boolean continues(String line) {
    String text = line.stripLeading();
    if (text.startsWith("#") || text.startsWith("!")) {
      return false;
    }
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
