package io.leadrouter.routing;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that happened to a business, written down as it was told: it can be told to another
 * one, or read as the line of a test.
 */
record Happening(Method verb, List<Object> said) {

  static final Happening EVERYTHING_ARRIVES = of("settles");

  /** A life of which all that happens is written down, and then passed on. */
  static Life recorded(Life life, Consumer<Happening> record) {
    return (Life)
        Proxy.newProxyInstance(
            Life.class.getClassLoader(),
            new Class<?>[] {Life.class},
            (proxy, verb, arguments) -> {
              Happening happening =
                  new Happening(verb, arguments == null ? List.of() : List.of(arguments));
              record.accept(happening);
              happening.to(life);
              return null;
            });
  }

  static Happening of(String verb, Object... said) {
    return Stream.of(Life.class.getMethods())
        .filter(method -> method.getName().equals(verb))
        .map(method -> new Happening(method, List.of(said)))
        .findFirst()
        .orElseThrow();
  }

  void to(Life life) {
    try {
      verb.invoke(life, said.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean is(String verb) {
    return this.verb.getName().equals(verb);
  }

  /** Each with one thing less to say. */
  Stream<Happening> simpler() {
    if (is("delivers")) {
      return Stream.of(EVERYTHING_ARRIVES);
    }
    return IntStream.range(0, said.size())
        .boxed()
        .flatMap(i -> Simpler.than(said.get(i)).map(other -> with(i, other)));
  }

  private Happening with(int argument, Object other) {
    List<Object> changed = new ArrayList<>(said);
    changed.set(argument, other);
    return new Happening(verb, List.copyOf(changed));
  }

  /** A line of Java. */
  @Override
  public String toString() {
    return said.stream()
        .map(Wording::of)
        .collect(joining(", ", "business." + verb.getName() + "(", ");"));
  }
}
