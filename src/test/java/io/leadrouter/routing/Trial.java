package io.leadrouter.routing;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A router, perhaps a broken one, goes through a history under the eyes of guarantees.
 *
 * @param guarantees gives fresh ones for each time
 */
record Trial(Supplier<List<Guarantee>> guarantees, Business.Fault fault) {

  /**
   * @param broken the guarantee that did not hold, or where the router failed
   * @param told all that happened, the last of it being what it failed at
   */
  record Failure(String broken, List<Happening> told, Throwable cause) {

    String text() {
      return told.stream().map(happening -> "    " + happening).collect(joining("\n"));
    }
  }

  /** The history of a seed. */
  Optional<Failure> of(int seed) {
    List<Happening> told = new ArrayList<>();
    return failure(told, business -> History.unfold(new Random(seed), business, told::add));
  }

  /** A history told before. */
  Optional<Failure> of(List<Happening> history) {
    List<Happening> told = new ArrayList<>();
    return failure(
        told,
        business -> {
          Life life = Happening.recorded(business, told::add);
          history.forEach(happening -> happening.to(life));
        });
  }

  private interface Telling {
    void to(Business business);
  }

  private Optional<Failure> failure(List<Happening> told, Telling telling) {
    try {
      telling.to(new Business(guarantees.get(), fault));
      return Optional.empty();
    } catch (Watch.NotHeld e) {
      return Optional.of(new Failure(e.guarantee(), List.copyOf(told), e));
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(new Failure(whereOf(e), List.copyOf(told), e));
    }
  }

  private static String whereOf(Throwable e) {
    StackTraceElement where = e.getStackTrace()[0];
    return e.getClass().getSimpleName()
        + " in "
        + where.getClassName()
        + "."
        + where.getMethodName();
  }
}
