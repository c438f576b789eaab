package io.leadrouter.policy.cel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How the texts of a field are written, whatever they say, so that a condition that compares it
 * with another writing can be found.
 *
 * @param inWords after "is"; empty where the known ones say enough
 * @param known all there are, or empty where nobody can list them
 * @param unset the text of which {@code has()} says that there is none
 * @param admits whether a text, or a part of one, can be in the form
 * @param mend the text in the form, where it can be brought into it
 */
record TextForm(
    String inWords,
    Set<String> known,
    String unset,
    Predicate<String> admits,
    UnaryOperator<String> mend) {

  static final TextForm ANY =
      new TextForm("", Set.of(), "", text -> true, UnaryOperator.identity());

  static final TextForm LOWER_CASE =
      ofCase("compared in lower case", text -> text.toLowerCase(Locale.ROOT));

  static final TextForm UPPER_CASE =
      ofCase("compared in upper case", text -> text.toUpperCase(Locale.ROOT));

  /** With Kosovo, which has no code of ISO's own. */
  static final TextForm COUNTRY =
      code(
          "an ISO 3166-1 code of two capital letters",
          Locale.getISOCountries(),
          "XK",
          text -> text.equals("UK") ? "GB" : text.toUpperCase(Locale.ROOT));

  static final TextForm LANGUAGE =
      code(
          "an ISO 639-1 code of two small letters",
          Locale.getISOLanguages(),
          "",
          text -> text.toLowerCase(Locale.ROOT));

  static <E extends Enum<E>> TextForm oneOf(Class<E> choices) {
    List<String> names = Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList();
    return oneOf(names, names.get(0));
  }

  static TextForm oneOf(List<String> known, String unset) {
    Set<String> all = new TreeSet<>(known);
    return new TextForm("", all, unset, all::contains, UnaryOperator.identity());
  }

  private static TextForm ofCase(String inWords, UnaryOperator<String> mend) {
    return new TextForm(inWords, Set.of(), "", text -> mend.apply(text).equals(text), mend);
  }

  private static TextForm code(
      String inWords, String[] codes, String another, UnaryOperator<String> mend) {
    Set<String> known = new TreeSet<>(List.of(codes));
    known.add(another);
    known.add("");
    return new TextForm(inWords, Set.of(), "", known::contains, mend);
  }

  /** Whether parts of a text are in the form too. */
  boolean ofCase() {
    return this == LOWER_CASE || this == UPPER_CASE;
  }

  /**
   * What is wrong with a literal that the form does not admit.
   *
   * @param field what the literal is compared with
   */
  Problem refuse(int offset, String field, String literal) {
    if (inWords.isEmpty()) {
      return Problem.unknown(offset, field + " is never \"" + literal + "\"", literal, known);
    }
    String mended = mend.apply(literal);
    String hint =
        admits.test(mended) ? ": write \"" + mended + "\"" : ", never \"" + literal + "\"";
    return Problem.of(offset, field + " is " + inWords + hint);
  }
}
