package io.leadrouter.policy.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.values.StructValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A domain object as CEL reads it. Nothing is copied before a condition asks for it. */
@SuppressWarnings("Immutable") // The domain's types are immutable, which CEL cannot see.
final class ReadableValue<T> extends StructValue<String, Object> {

  private final ReadableType<T> type;
  private final T subject;

  ReadableValue(ReadableType<T> type, T subject) {
    this.type = type;
    this.subject = subject;
  }

  /** The value of a field; empty when there is no such field. */
  Optional<Object> read(String field) {
    return type.find(field).map(found -> found.value().apply(subject));
  }

  /** Every field with its value. */
  Map<String, Object> fields() {
    Map<String, Object> values = new TreeMap<>();
    type.fieldNames().forEach(field -> values.put(field, select(field)));
    return values;
  }

  /** Whether the field has a value; an error when there is no such field. */
  Outcome has(String field) {
    return type.find(field)
        .map(found -> Outcome.of(found.present().test(subject)))
        .orElse(Outcome.ERROR);
  }

  @Override
  public Object select(String field) {
    return type.field(field).value().apply(subject);
  }

  @Override
  public Optional<Object> find(String field) {
    return type.field(field).present().test(subject)
        ? Optional.of(select(field))
        : Optional.empty();
  }

  /** Itself: CEL must find the fields again when it hands the value on. */
  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return type.reference();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadableValue<?> value && value.subject.equals(subject);
  }

  @Override
  public int hashCode() {
    return subject.hashCode();
  }
}
