package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOverloadDecl;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a condition says, and whatever a lead lacks: the compiled form and dev.cel agree. */
class CompiledConditionTest {

  private static final long SEED = Long.getLong("seed", 20260302L);
  private static final int CONDITIONS = Integer.getInteger("conditions", 4_400);
  private static final int SUBJECTS = 25;

  private static final Map<String, Set<String>> SETS =
      Map.of("dach", new LinkedHashSet<>(List.of("DE", "AT", "CH")), "none", Set.of());

  /** Overloads that no author can call: parts of macros. */
  private static final Set<String> INTERNAL = Set.of("not_strictly_false");

  private static final List<CelErrorCode> ERRORS =
      List.of(
          CelErrorCode.ATTRIBUTE_NOT_FOUND,
          CelErrorCode.BAD_FORMAT,
          CelErrorCode.DIVIDE_BY_ZERO,
          CelErrorCode.DUPLICATE_ATTRIBUTE,
          CelErrorCode.INDEX_OUT_OF_BOUNDS,
          CelErrorCode.INVALID_ARGUMENT,
          CelErrorCode.NUMERIC_OVERFLOW,
          CelErrorCode.OVERLOAD_NOT_FOUND);

  private static final Set<String> NEVER_MISSING =
      Set.of("lead", "account", "rep", "now", "lead.submittedAt", "rep.timeZone", "rep.weight");

  private final Random random = new Random(SEED);
  private final RandomSubjects subjects = new RandomSubjects(random);
  private final Conditions conditions = new Conditions(SETS);
  private final Shares shares = new Shares();
  private final List<String> disagreements = new ArrayList<>();
  private int pairs;
  private int interpreted;
  private int refused;

  @Test
  void compiledConditionsMeanWhatCelMeans() {
    Kind<LeadScope> rules = new Kind<>(LeadScope.SCORED, conditions.rules(), PairScope::lead);
    Kind<LeadScope> scorecard =
        new Kind<>(LeadScope.UNSCORED, conditions.scorecard(), PairScope::lead);
    Kind<PairScope> requirements =
        new Kind<>(PairScope.VARIABLES, conditions.requirements(), pair -> pair);
    for (int n = 0; n < CONDITIONS; n++) {
      switch (n % 7) {
        case 0 -> compare(scorecard, n);
        case 1, 2 -> compare(rules, n);
        default -> compare(requirements, n);
      }
    }

    System.out.println(shares.table());
    System.out.printf(
        "seed %d: %,d pairs of %,d conditions, %,d of them interpreted (%d conditions);"
            + " %d more conditions refused by both; %d disagreements%n",
        SEED,
        pairs,
        CONDITIONS - refused,
        interpreted * SUBJECTS,
        interpreted,
        refused,
        disagreements.size());
    assertThat(disagreements).isEmpty();
    assertThat(pairs - interpreted * SUBJECTS).isGreaterThanOrEqualTo(100_000);
    assertThat(interpreted).isBetween(1, CONDITIONS / 20);
    assertThat(refused).isLessThan(CONDITIONS / 50);
    assertEverythingHadItsShare();
  }

  private void assertEverythingHadItsShare() {
    for (StandardFunction function : StandardFunction.values()) {
      for (CelOverloadDecl overload : function.functionDecl().overloads()) {
        if (!INTERNAL.contains(overload.overloadId())) {
          String row = "operation " + overload.overloadId();
          assertThat(shares.of(row)).as(row).isGreaterThanOrEqualTo(300);
          for (Outcome outcome : Outcome.values()) {
            assertThat(shares.of(row, outcome)).as(row + " " + outcome).isGreaterThanOrEqualTo(10);
          }
        }
      }
    }
    Stream.concat(
            Arrays.stream(Macro.Kind.values()).map(Macro.Kind::text),
            Stream.of("has", "map with a filter"))
        .map(macro -> "operation macro " + macro)
        .forEach(row -> assertThat(shares.of(row)).as(row).isGreaterThanOrEqualTo(400));
    for (CelErrorCode error : ERRORS) {
      String row = "error " + error;
      assertThat(shares.of(row)).as(row).isGreaterThanOrEqualTo(150);
    }
    for (String path : RandomConditions.paths(PairScope.VARIABLES)) {
      assertThat(shares.of("field " + path)).as(path).isGreaterThanOrEqualTo(100);
      if (!NEVER_MISSING.contains(path)) {
        String row = "field " + path + " missing";
        assertThat(shares.of(row)).as(row).isGreaterThanOrEqualTo(100);
      }
    }
  }

  private <T extends CelVariableResolver> void compare(Kind<T> kind, int n) {
    String text = kind.generator.condition(n);
    Optional<Oracle.Question> asked = kind.oracle.ask(text);
    if (asked.isEmpty()) {
      refused++;
      assertThatThrownBy(() -> kind.compiler.compile(text)).isInstanceOf(Problem.Found.class);
      return;
    }
    Oracle.Question question = asked.get();
    Condition<T> condition = kind.compile(text);
    Condition<T> rewritten = kind.compile(condition.text());
    assertThat(rewritten.text()).as(text).isEqualTo(condition.text());
    interpreted += condition.interpreted().isPresent() ? 1 : 0;
    Set<String> operations = Shares.operations(question.checked());
    Set<String> paths = Shares.paths(question.checked());
    for (int i = 0; i < SUBJECTS; i++) {
      T subject = kind.of.apply(subjects.next());
      Oracle.Answer answer = question.answer(subject);
      Outcome ours = condition.outcome(subject);
      pairs++;
      if (ours != answer.outcome() || rewritten.outcome(subject) != ours) {
        disagreements.add(
            "seed %d: dev.cel %s, compiled %s, rewritten %s: %s   of   %s"
                .formatted(SEED, answer, ours, rewritten.outcome(subject), text, subject));
      }
      operations.forEach(operation -> shares.count("operation " + operation, answer.outcome()));
      paths.forEach(
          path -> kind.field(path, subject).ifPresent(row -> shares.count(row, answer.outcome())));
      if (!answer.error().isEmpty()) {
        shares.count("error " + answer.error(), answer.outcome());
      }
    }
  }

  /** One kind of conditions, as it is compiled and as dev.cel sees it. */
  private final class Kind<T extends CelVariableResolver> {

    private final ReadableType<T> variables;
    private final ConditionCompiler<T> compiler;
    private final Function<PairScope, T> of;
    private final Oracle oracle;
    private final RandomConditions generator;

    Kind(ReadableType<T> variables, ConditionCompiler<T> compiler, Function<PairScope, T> of) {
      this.variables = variables;
      this.compiler = compiler;
      this.of = of;
      Map<String, List<String>> sets = new LinkedHashMap<>();
      SETS.forEach((name, texts) -> sets.put(name, List.copyOf(texts)));
      this.oracle = new Oracle(variables, sets);
      this.generator = new RandomConditions(random, variables, List.of("dach", "none"));
    }

    Condition<T> compile(String text) {
      try {
        return compiler.compile(text);
      } catch (Problem.Found e) {
        throw new AssertionError(text + ": " + e.problems(), e);
      }
    }

    /** The field and whether the subject has it; empty for what is no field of a variable. */
    Optional<String> field(String path, T subject) {
      return has(subject, path).map(has -> "field " + path + (has ? "" : " missing"));
    }

    private Optional<Boolean> has(T subject, String path) {
      String[] names = path.split("\\.");
      Optional<ReadableType.Field<T>> variable = variables.find(names[0]);
      if (names.length == 1) {
        return variable.map(found -> found.present().test(subject));
      }
      Optional<Object> owner = variable.map(found -> found.value().apply(subject));
      for (int i = 1; i < names.length - 1; i++) {
        String name = names[i];
        owner =
            owner.flatMap(
                value ->
                    value instanceof ReadableValue<?> readable
                        ? readable.read(name)
                        : Optional.empty());
      }
      return owner
          .map(
              value ->
                  value instanceof ReadableValue<?> readable
                      ? readable.has(names[names.length - 1])
                      : Outcome.ERROR)
          .filter(outcome -> outcome != Outcome.ERROR)
          .map(outcome -> outcome == Outcome.TRUE);
    }
  }
}
