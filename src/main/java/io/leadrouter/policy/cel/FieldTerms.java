package io.leadrouter.policy.cel;

import io.leadrouter.policy.cel.ReadableType.Field;
import io.leadrouter.policy.cel.ReadableType.Flag;
import io.leadrouter.policy.cel.ReadableType.Real;
import io.leadrouter.policy.cel.ReadableType.Shortcut;
import io.leadrouter.policy.cel.ReadableType.Struct;
import io.leadrouter.policy.cel.ReadableType.Texts;
import io.leadrouter.policy.cel.ReadableType.Whole;
import java.util.Map;
import java.util.Optional;

/** Variables, fields and {@code has()}. */
final class FieldTerms {

  private FieldTerms() {}

  /** A field that every subject has. */
  static <T> Term<T> read(Field<T> field) {
    Term<T> plain = (subject, locals) -> field.value().apply(subject);
    Shortcut<T> shortcut = field.shortcut();
    if (shortcut instanceof Whole<T> whole) {
      LongTerm<T> term = subject -> whole.read().applyAsLong(subject);
      return term;
    }
    if (shortcut instanceof Real<T> real) {
      DoubleTerm<T> term = subject -> real.read().applyAsDouble(subject);
      return term;
    }
    if (shortcut instanceof Flag<T> flag) {
      BooleanTerm<T> term = (subject, locals) -> Outcome.of(flag.read().test(subject));
      return term;
    }
    if (shortcut instanceof Texts<T> texts) {
      return new TextsTerm<>(plain, texts.read());
    }
    if (shortcut instanceof Struct<T, ?> struct) {
      return new StructTerm<>(plain, struct);
    }
    return plain;
  }

  /** A field of a term's value, whatever that is. */
  static <T> Term<T> select(Term<T> operand, String name) {
    if (operand instanceof StructTerm<T> struct) {
      Optional<Field<T>> field = struct.field(name);
      if (field.isPresent()) {
        return read(field.get());
      }
    }
    return (subject, locals) -> {
      Object value = operand.value(subject, locals);
      if (value instanceof ReadableValue<?> readable) {
        return readable.read(name).orElse(Failure.FAILED);
      }
      Object found = value instanceof Map<?, ?> map ? map.get(name) : null;
      return found == null ? Failure.FAILED : found;
    };
  }

  /** Whether a term's value has a field. */
  static <T> BooleanTerm<T> has(Term<T> operand, String name) {
    if (operand instanceof StructTerm<T> struct) {
      Optional<Field<T>> field = struct.field(name);
      if (field.isPresent()) {
        return (subject, locals) -> Outcome.of(field.get().present().test(subject));
      }
    }
    return (subject, locals) -> {
      Object value = operand.value(subject, locals);
      if (value instanceof ReadableValue<?> readable) {
        return readable.has(name);
      }
      return value instanceof Map<?, ?> map ? Outcome.of(map.containsKey(name)) : Outcome.ERROR;
    };
  }

  /** A variable or field that has fields itself, of which no object is made before it is needed. */
  private record StructTerm<T>(Term<T> whole, Struct<T, ?> struct) implements Term<T> {

    @Override
    public Object value(T subject, Object[] locals) {
      return whole.value(subject, locals);
    }

    Optional<Field<T>> field(String name) {
      return field(struct, name);
    }

    private static <T, U> Optional<Field<T>> field(Struct<T, U> struct, String name) {
      return struct.type().find(name).map(field -> field.of(struct.read()));
    }
  }
}
