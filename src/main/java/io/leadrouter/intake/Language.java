package io.leadrouter.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** ISO 639-1 codes of languages, from a code, a locale such as pt-BR, or an English name. */
final class Language {

  /** ISO 639-2's bibliographic codes, which the Java runtime does not know. */
  private static final Map<String, String> BIBLIOGRAPHIC =
      Map.ofEntries(
          Map.entry("alb", "sq"),
          Map.entry("arm", "hy"),
          Map.entry("baq", "eu"),
          Map.entry("bur", "my"),
          Map.entry("chi", "zh"),
          Map.entry("cze", "cs"),
          Map.entry("dut", "nl"),
          Map.entry("fre", "fr"),
          Map.entry("geo", "ka"),
          Map.entry("ger", "de"),
          Map.entry("gre", "el"),
          Map.entry("ice", "is"),
          Map.entry("mac", "mk"),
          Map.entry("mao", "mi"),
          Map.entry("may", "ms"),
          Map.entry("per", "fa"),
          Map.entry("rum", "ro"),
          Map.entry("slo", "sk"),
          Map.entry("tib", "bo"),
          Map.entry("wel", "cy"));

  /** Withdrawn codes that old systems still send. */
  private static final Map<String, String> REPLACED =
      Map.of("iw", "he", "in", "id", "ji", "yi", "mo", "ro");

  private static final Map<String, String> CODES = codes();

  private Language() {}

  /** The language's code, such as de; empty when the text names none. */
  static String codeOf(String text) {
    String code = CODES.get(text);
    if (code != null) {
      return code;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    code = CODES.get(lower);
    if (code != null) {
      return code;
    }
    int end = 0;
    while (end < lower.length() && lower.charAt(end) != '-' && lower.charAt(end) != '_') {
      end++;
    }
    return end > 3 ? "" : CODES.getOrDefault(lower.substring(0, end), "");
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String iso : Locale.getISOLanguages()) {
      Locale language = new Locale(iso);
      String code = REPLACED.getOrDefault(iso, iso);
      codes.put(iso, code);
      codes.put(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
      try {
        codes.put(language.getISO3Language(), code);
      } catch (MissingResourceException noThreeLetterCode) {
        // Then it is known by its two letters and its name.
      }
    }
    codes.putAll(REPLACED);
    codes.putAll(BIBLIOGRAPHIC);
    return Map.copyOf(codes);
  }
}
