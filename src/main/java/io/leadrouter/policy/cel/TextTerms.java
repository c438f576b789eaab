package io.leadrouter.policy.cel;

import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Questions to texts, and conversions of texts that can fail without an exception. */
final class TextTerms {

  private TextTerms() {}

  static <T> Optional<Term<T>> of(Call<T> call) {
    return switch (call.name()) {
      case "starts_with_string" -> Optional.of(ask(call, String::startsWith));
      case "ends_with_string" -> Optional.of(ask(call, String::endsWith));
      case "contains_string" -> Optional.of(ask(call, String::contains));
      case "matches", "matches_string" -> matches(call);
      case "string_to_int64", "string_to_double", "string_to_timestamp", "string_to_duration" ->
          Optional.of(convert(call));
      default -> Optional.empty();
    };
  }

  private static <T> BooleanTerm<T> ask(Call<T> call, BiPredicate<String, String> question) {
    Term<T> text = call.arg(0);
    Term<T> part = call.arg(1);
    return (subject, locals) ->
        text.value(subject, locals) instanceof String whole
                && part.value(subject, locals) instanceof String asked
            ? Outcome.of(question.test(whole, asked))
            : Outcome.ERROR;
  }

  /** Anywhere in the text. A pattern that is no constant is dev.cel's to compile, every time. */
  private static <T> Optional<Term<T>> matches(Call<T> call) {
    if (!(call.arg(1) instanceof Constant<T> constant
        && constant.value() instanceof String regex)) {
      return Optional.empty();
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (RuntimeException wrong) {
      return Optional.of(Constant.of(Failure.FAILED));
    }
    Term<T> text = call.arg(0);
    BooleanTerm<T> term =
        (subject, locals) ->
            text.value(subject, locals) instanceof String whole
                ? Outcome.of(pattern.matcher(whole).find())
                : Outcome.ERROR;
    return Optional.of(term);
  }

  /** Text that a lead does not have is empty, which is no number and no time. */
  private static <T> Term<T> convert(Call<T> call) {
    Term<T> text = call.arg(0);
    return (subject, locals) -> {
      Object value = text.value(subject, locals);
      return "".equals(value) ? Failure.FAILED : StandardFunctions.apply(call.function(), value);
    };
  }
}
