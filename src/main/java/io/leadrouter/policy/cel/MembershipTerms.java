package io.leadrouter.policy.cel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code in} and {@code []}. */
final class MembershipTerms {

  private final StandardFunctions functions;

  MembershipTerms(StandardFunctions functions) {
    this.functions = functions;
  }

  <T> Optional<Term<T>> of(Call<T> call) {
    return switch (call.name()) {
      case "in_list" -> Optional.of(inList(call.arg(0), call.arg(1)));
      case "in_map" -> Optional.of(inMap(call.arg(0), call.arg(1)));
      case "index_list" -> Optional.of(item(call));
      case "index_map" -> Optional.of(entry(call.arg(0), call.arg(1)));
      default -> Optional.empty();
    };
  }

  private <T> BooleanTerm<T> inList(Term<T> item, Term<T> list) {
    if (list instanceof Constant<T> constant && constant.value() instanceof List<?> items) {
      return inConstant(item, items);
    }
    if (list instanceof TextsTerm<T> texts) {
      return (subject, locals) -> {
        Object value = item.value(subject, locals);
        return value == Failure.FAILED
            ? Outcome.ERROR
            : Outcome.of(value instanceof String text && texts.contains(subject, text));
      };
    }
    return (subject, locals) -> {
      Object value = item.value(subject, locals);
      return list.value(subject, locals) instanceof List<?> items
          ? functions.contains(items, value)
          : Outcome.ERROR;
    };
  }

  private <T> BooleanTerm<T> inConstant(Term<T> item, List<?> items) {
    if (items.stream().allMatch(String.class::isInstance)) {
      Set<Object> texts = Set.copyOf(items);
      return (subject, locals) -> {
        Object value = item.value(subject, locals);
        return value == Failure.FAILED ? Outcome.ERROR : Outcome.of(texts.contains(value));
      };
    }
    if (items.stream().allMatch(Long.class::isInstance)) {
      Set<Object> numbers = Set.copyOf(items);
      return (subject, locals) -> {
        Object value = item.value(subject, locals);
        // Numbers of other types can be equal to one of these too.
        return value instanceof Long
            ? Outcome.of(numbers.contains(value))
            : functions.contains(items, value);
      };
    }
    return (subject, locals) -> functions.contains(items, item.value(subject, locals));
  }

  private <T> BooleanTerm<T> inMap(Term<T> key, Term<T> map) {
    return (subject, locals) -> {
      Object value = key.value(subject, locals);
      return map.value(subject, locals) instanceof Map<?, ?> entries
          ? functions.contains(entries, value)
          : Outcome.ERROR;
    };
  }

  private <T> Term<T> entry(Term<T> map, Term<T> key) {
    return (subject, locals) ->
        map.value(subject, locals) instanceof Map<?, ?> entries
            ? functions.get(entries, key.value(subject, locals))
            : Failure.FAILED;
  }

  private static <T> Term<T> item(Call<T> call) {
    Term<T> list = call.arg(0);
    Term<T> index = call.arg(1);
    return (subject, locals) -> {
      Object items = list.value(subject, locals);
      Object at = index.value(subject, locals);
      if (items instanceof List<?> known && at instanceof Long i) {
        return i >= 0 && i < known.size() ? known.get(i.intValue()) : Failure.FAILED;
      }
      return StandardFunctions.apply(call.function(), items, at);
    };
  }
}
