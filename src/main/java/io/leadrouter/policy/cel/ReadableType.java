package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What conditions can read of a domain type: its fields by the names of the Avro schemas, with the
 * types that CEL checks. A field without a value reads as the empty text, 0, false or an empty
 * list, and {@code has()} of it is false, as for an unset field of a protocol buffer. The variables
 * of a kind of condition are the fields of its scope.
 */
final class ReadableType<T> {

  private final String name;
  private final Map<String, Field<T>> fields;
  private final Map<String, ReadableType<?>> nested;

  private ReadableType(Builder<T> builder) {
    this.name = builder.name;
    this.fields = Map.copyOf(builder.fields);
    this.nested = Map.copyOf(builder.nested);
  }

  static <T> Builder<T> named(String name) {
    return new Builder<>(name);
  }

  String name() {
    return name;
  }

  Set<String> fieldNames() {
    return fields.keySet();
  }

  /** The type of a field that has fields itself, or is a list of such. */
  Optional<ReadableType<?>> nested(String field) {
    return Optional.ofNullable(nested.get(field));
  }

  /** The value of a variable of this type. */
  ReadableValue<T> of(T subject) {
    return new ReadableValue<>(this, subject);
  }

  Field<T> field(String field) {
    return find(field)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + field));
  }

  Optional<Field<T>> find(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  Map<String, CelType> fieldTypes() {
    Map<String, CelType> types = new HashMap<>();
    fields.forEach((field, how) -> types.put(field, how.type()));
    return types;
  }

  StructType celType() {
    return StructType.create(
        name,
        ImmutableSet.copyOf(fields.keySet()),
        field -> Optional.ofNullable(fields.get(field)).map(Field::type));
  }

  StructTypeReference reference() {
    return StructTypeReference.create(name);
  }

  /** This type and all those of its fields. */
  void collect(Map<String, CelType> types) {
    withNested().forEach(type -> types.put(type.name, type.celType()));
  }

  /** This type and all those of its fields. */
  Stream<ReadableType<?>> withNested() {
    return Stream.concat(
        Stream.of(this), nested.values().stream().flatMap(ReadableType::withNested));
  }

  /**
   * How one field is read.
   *
   * @param value as CEL has it
   * @param present what {@code has()} answers
   * @param shortcut to the value without an object around it
   * @param form how its texts are written
   */
  record Field<T>(
      CelType type,
      Function<T, ?> value,
      Predicate<T> present,
      Shortcut<T> shortcut,
      TextForm form) {

    private Field<T> in(TextForm other) {
      return new Field<>(type, value, present, shortcut, other);
    }

    /** The same field of something that has a T. */
    <S> Field<S> of(Function<S, T> owner) {
      return new Field<>(
          type, owner.andThen(value), s -> present.test(owner.apply(s)), shortcut.of(owner), form);
    }
  }

  /** How a compiled condition reads a field where CEL's own value would be an object more. */
  sealed interface Shortcut<T> {

    <S> Shortcut<S> of(Function<S, T> owner);
  }

  /** The value as it is costs nothing. */
  record Plain<T>() implements Shortcut<T> {

    @Override
    public <S> Shortcut<S> of(Function<S, T> owner) {
      return new Plain<>();
    }
  }

  record Flag<T>(Predicate<T> read) implements Shortcut<T> {

    @Override
    public <S> Shortcut<S> of(Function<S, T> owner) {
      return new Flag<>(s -> read.test(owner.apply(s)));
    }
  }

  record Whole<T>(ToLongFunction<T> read) implements Shortcut<T> {

    @Override
    public <S> Shortcut<S> of(Function<S, T> owner) {
      return new Whole<>(s -> read.applyAsLong(owner.apply(s)));
    }
  }

  record Real<T>(ToDoubleFunction<T> read) implements Shortcut<T> {

    @Override
    public <S> Shortcut<S> of(Function<S, T> owner) {
      return new Real<>(s -> read.applyAsDouble(owner.apply(s)));
    }
  }

  /** Without sorting. */
  record Texts<T>(Function<T, Set<String>> read) implements Shortcut<T> {

    @Override
    public <S> Shortcut<S> of(Function<S, T> owner) {
      return new Texts<>(owner.andThen(read));
    }
  }

  /** The domain's object itself, with how it is read. */
  record Struct<T, U>(ReadableType<U> type, Function<T, U> read) implements Shortcut<T> {

    @Override
    public <S> Shortcut<S> of(Function<S, T> owner) {
      return new Struct<>(type, owner.andThen(read));
    }
  }

  /** Lists the fields. */
  static final class Builder<T> {

    private final String name;
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();
    private final Map<String, ReadableType<?>> nested = new HashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    Builder<T> text(String field, Function<T, String> read) {
      return add(field, SimpleType.STRING, read, t -> !read.apply(t).isEmpty());
    }

    /** A text that is always in this form, or empty. */
    Builder<T> text(String field, TextForm form, Function<T, String> read) {
      text(field, read);
      fields.computeIfPresent(field, (name, text) -> text.in(form));
      return this;
    }

    /** The constant's name; UNKNOWN, the first of every enum here, is as unset. */
    <E extends Enum<E>> Builder<T> choice(String field, Class<E> choices, Function<T, E> read) {
      add(field, SimpleType.STRING, t -> read.apply(t).name(), t -> read.apply(t).ordinal() != 0);
      fields.computeIfPresent(field, (name, text) -> text.in(TextForm.oneOf(choices)));
      return this;
    }

    Builder<T> number(String field, ToLongFunction<T> read) {
      return add(
          field,
          SimpleType.INT,
          read::applyAsLong,
          t -> read.applyAsLong(t) != 0,
          new Whole<>(read));
    }

    Builder<T> figure(String field, ToDoubleFunction<T> read) {
      return add(
          field,
          SimpleType.DOUBLE,
          read::applyAsDouble,
          t -> read.applyAsDouble(t) != 0,
          new Real<>(read));
    }

    Builder<T> amount(String field, Function<T, BigDecimal> read) {
      return add(
          field,
          SimpleType.DOUBLE,
          t -> read.apply(t).doubleValue(),
          t -> read.apply(t).signum() != 0,
          new Real<>(t -> read.apply(t).doubleValue()));
    }

    Builder<T> flag(String field, Predicate<T> read) {
      return add(field, SimpleType.BOOL, read::test, read, new Flag<>(read));
    }

    Builder<T> time(String field, Function<T, Instant> read) {
      return add(field, SimpleType.TIMESTAMP, read, t -> true);
    }

    /** In the order of the alphabet, because a set has none that lasts. */
    Builder<T> texts(String field, Function<T, Set<String>> read) {
      return add(
          field,
          ListType.create(SimpleType.STRING),
          t -> read.apply(t).stream().sorted().toList(),
          t -> !read.apply(t).isEmpty(),
          new Texts<>(read));
    }

    Builder<T> list(String field, Function<T, List<String>> read) {
      return add(field, ListType.create(SimpleType.STRING), read, t -> !read.apply(t).isEmpty());
    }

    Builder<T> map(String field, Function<T, Map<String, String>> read) {
      return add(
          field,
          MapType.create(SimpleType.STRING, SimpleType.STRING),
          read,
          t -> !read.apply(t).isEmpty());
    }

    /**
     * @param unset the value that stands for none
     */
    <U> Builder<T> struct(String field, ReadableType<U> type, Function<T, U> read, U unset) {
      nested.put(field, type);
      return add(
          field,
          type.reference(),
          t -> type.of(read.apply(t)),
          t -> !read.apply(t).equals(unset),
          new Struct<>(type, read));
    }

    /** One that is never unset. */
    <U> Builder<T> object(String field, ReadableType<U> type, Function<T, U> read) {
      nested.put(field, type);
      return add(
          field,
          type.reference(),
          t -> type.of(read.apply(t)),
          t -> true,
          new Struct<>(type, read));
    }

    <U> Builder<T> structs(String field, ReadableType<U> type, Function<T, List<U>> read) {
      nested.put(field, type);
      return add(
          field,
          ListType.create(type.reference()),
          t -> read.apply(t).stream().map(type::of).toList(),
          t -> !read.apply(t).isEmpty());
    }

    /** All fields of another type, whose subject is a part of this one's. */
    <U> Builder<T> all(ReadableType<U> type, Function<T, U> read) {
      type.fields.forEach((field, how) -> fields.put(field, how.of(read)));
      nested.putAll(type.nested);
      return this;
    }

    /** Without a field that another type has. */
    Builder<T> without(String field) {
      fields.remove(field);
      return this;
    }

    private Builder<T> add(String field, CelType type, Function<T, ?> value, Predicate<T> present) {
      return add(field, type, value, present, new Plain<>());
    }

    private Builder<T> add(
        String field,
        CelType type,
        Function<T, ?> value,
        Predicate<T> present,
        Shortcut<T> shortcut) {
      fields.put(field, new Field<>(type, value, present, shortcut, TextForm.ANY));
      return this;
    }

    ReadableType<T> build() {
      return new ReadableType<>(this);
    }
  }
}
