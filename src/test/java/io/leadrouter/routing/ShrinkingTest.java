package io.leadrouter.routing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a long history in which a router fails a few lines are left, and they are a test. */
class ShrinkingTest {

  private static final int SHORT = 10;

  private static final List<Trial> BROKEN_ROUTERS =
      List.of(
          // Lets others stand in for an owner, though the lead is held for the owner.
          router(
              ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
              yaml -> yaml.replace("hold: executive", "owner: executive")),
          // Calls at night.
          router(
              ChoiceGuarantees.NobodyIsCalledAtNight::new,
              yaml -> yaml.replaceAll("contactHours: .*\n", "")),
          // Lets reps sit on leads.
          router(
              SlaGuarantees.NobodySitsOnALead::new,
              yaml ->
                  yaml.replaceAll(
                      "acceptWithin: \\w+(, acceptClock: office)?", "description: any")),
          // Forgets who left.
          router(
              ReroutingGuarantees.WhatARepHeldWhoLeftIsPassedOn::new,
              yaml -> yaml.replaceAll("onRepLeft: route-.*", "onRepLeft: keep")));

  @TempDir Path sources;

  @Test
  void aLongHistoryBecomesAShortOneInWhichTheSameFails() {
    for (Trial trial : BROKEN_ROUTERS) {
      Trial.Failure failure = longOne(trial);
      Trial.Failure shortest = Shrinking.shrink(trial, failure);
      assertThat(shortest.told()).hasSizeLessThanOrEqualTo(SHORT);
      assertThat(trial.of(shortest.told()).map(Trial.Failure::broken)).contains(failure.broken());
      for (Happening happening : shortest.told()) {
        List<Happening> without = new ArrayList<>(shortest.told());
        without.remove(happening);
        assertThat(trial.of(without).map(Trial.Failure::broken))
            .as("what goes wrong without %s", happening)
            .isNotEqualTo(Optional.of(failure.broken()));
      }
    }
  }

  private static Trial router(Supplier<Guarantee> guarantee, UnaryOperator<String> readsAs) {
    return new Trial(
        () -> List.of(guarantee.get()),
        new Business.Fault(UnaryOperator.identity(), UnaryOperator.identity(), readsAs));
  }

  private static Trial.Failure longOne(Trial trial) {
    return IntStream.iterate(0, seed -> seed + 1)
        .mapToObj(trial::of)
        .flatMap(Optional::stream)
        .filter(failure -> failure.told().size() > 5 * SHORT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsPrintedCanBePastedIntoATest() throws Throwable {
    List<List<Happening>> histories = new ArrayList<>();
    for (int seed = 0; seed < 12; seed++) {
      List<Happening> told = new ArrayList<>();
      History.unfold(new Random(seed), new Business(List.of(), Business.Fault.NONE), told::add);
      histories.add(told);
    }
    Class<?> pasted = compiled(histories);
    for (int i = 0; i < histories.size(); i++) {
      List<Happening> told = new ArrayList<>();
      Life life = Happening.recorded(new Business(List.of(), Business.Fault.NONE), told::add);
      MethodHandles.lookup()
          .findStatic(pasted, "history" + i, MethodType.methodType(void.class, Life.class))
          .invoke(life);
      assertThat(told).isEqualTo(histories.get(i));
    }
  }

  private Class<?> compiled(List<List<Happening>> histories) throws Exception {
    Path source = sources.resolve("Pasted.java");
    Files.writeString(source, source(histories));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                sources.toString(),
                source.toString());
    assertThat(result).as("result of the compiler").isZero();
    Path classFile = sources.resolve("io/leadrouter/routing/Pasted.class");
    return MethodHandles.lookup().defineClass(Files.readAllBytes(classFile));
  }

  private static String source(List<List<Happening>> histories) {
    return IntStream.range(0, histories.size())
        .mapToObj(
            i ->
                histories.get(i).stream()
                    .map(Happening::toString)
                    .collect(joining("\n", "static void history" + i + "(Life business) {\n", "}")))
        .collect(
            joining(
                "\n",
                """
                package io.leadrouter.routing;
                import static io.leadrouter.routing.LeadSheet.lead;
                import static io.leadrouter.routing.RepSheet.rep;
                import io.leadrouter.domain.*;
                import java.time.*;
                import java.util.*;
                final class Pasted {
                """,
                "}"));
  }
}
