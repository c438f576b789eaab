package io.leadrouter.intake;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;

/** ISO 3166-1 alpha-2 codes of countries, from a code or an English name. */
final class Country {

  /** Names in use beside those of the Java runtime, whose own change with its version. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("UK", "GB"),
          Map.entry("Great Britain", "GB"),
          Map.entry("England", "GB"),
          Map.entry("Scotland", "GB"),
          Map.entry("Wales", "GB"),
          Map.entry("Northern Ireland", "GB"),
          Map.entry("United Kingdom of Great Britain and Northern Ireland", "GB"),
          Map.entry("United States of America", "US"),
          Map.entry("America", "US"),
          Map.entry("Holland", "NL"),
          Map.entry("Czech Republic", "CZ"),
          Map.entry("Czechia", "CZ"),
          Map.entry("Russian Federation", "RU"),
          Map.entry("Korea", "KR"),
          Map.entry("Republic of Korea", "KR"),
          Map.entry("Korea, Republic of", "KR"),
          Map.entry("Turkey", "TR"),
          Map.entry("Türkiye", "TR"),
          Map.entry("Viet Nam", "VN"),
          Map.entry("Ivory Coast", "CI"),
          Map.entry("Cape Verde", "CV"),
          Map.entry("Cabo Verde", "CV"),
          Map.entry("Swaziland", "SZ"),
          Map.entry("Macedonia", "MK"),
          Map.entry("Burma", "MM"),
          Map.entry("Myanmar", "MM"),
          Map.entry("UAE", "AE"),
          Map.entry("Hong Kong", "HK"),
          Map.entry("Macau", "MO"),
          Map.entry("Macao", "MO"),
          Map.entry("Taiwan, Province of China", "TW"),
          Map.entry("Mainland China", "CN"),
          Map.entry("People's Republic of China", "CN"),
          Map.entry("Iran, Islamic Republic of", "IR"),
          Map.entry("Moldova, Republic of", "MD"),
          Map.entry("Syrian Arab Republic", "SY"),
          Map.entry("Tanzania, United Republic of", "TZ"),
          Map.entry("Venezuela, Bolivarian Republic of", "VE"),
          Map.entry("Bolivia, Plurinational State of", "BO"),
          Map.entry("Brunei Darussalam", "BN"),
          Map.entry("Lao People's Democratic Republic", "LA"),
          Map.entry("Vatican", "VA"),
          Map.entry("Holy See", "VA"),
          Map.entry("East Timor", "TL"),
          Map.entry("Democratic Republic of the Congo", "CD"),
          Map.entry("DR Congo", "CD"),
          Map.entry("Congo", "CG"),
          Map.entry("Republic of the Congo", "CG"),
          Map.entry("Palestine", "PS"),
          // Not in ISO 3166-1, but the code that CRMs and the telephone plans use.
          Map.entry("Kosovo", "XK"),
          Map.entry("XK", "XK"),
          Map.entry("XKX", "XK"));

  private static final Map<String, String> CODES = codes();

  private Country() {}

  /** The country's code, such as DE; empty when the text names none. */
  static String codeOf(String text) {
    String code = CODES.get(text);
    return code != null ? code : CODES.getOrDefault(letters(text), "");
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2)) {
      Locale country = new Locale("", code);
      codes.put(code, code);
      codes.put(letters(code), code);
      codes.put(letters(country.getISO3Country()), code);
      codes.put(letters(country.getDisplayCountry(Locale.ENGLISH)), code);
    }
    OTHER_NAMES.forEach((name, code) -> codes.put(letters(name), code));
    return Map.copyOf(codes);
  }

  /** A name without what people write in different ways: case, accents, dots, "and" and "the". */
  private static String letters(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(plain.length());
    int word = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetter(c)) {
        letters.append(c);
      } else if (c == ' ') {
        word = dropFiller(letters, word);
      }
    }
    dropFiller(letters, word);
    return letters.toString();
  }

  /** Takes back the word that began there if it says nothing; returns where the next one begins. */
  private static int dropFiller(StringBuilder letters, int word) {
    String last = letters.substring(word);
    if (last.equals("the") || last.equals("and")) {
      letters.setLength(word);
    }
    return letters.length();
  }
}
