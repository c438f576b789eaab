package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionIndexTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theFirstIsTheOneThatTestingOneAfterAnotherFinds(long seed) throws Problem.Found {
    RandomRules random = new RandomRules(seed);
    List<LeadScope> leads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      leads.add(random.lead());
    }
    List<Condition<LeadScope>> conditions = new ArrayList<>();
    List<BitSet> answers = new ArrayList<>();
    ConditionCompiler<LeadScope> compiler = new Conditions(Map.of()).rules();
    for (int i = 0; i < 1_000; i++) {
      Condition<LeadScope> condition = compiler.compile(random.condition());
      BitSet yes = new BitSet();
      for (int lead = 0; lead < leads.size(); lead++) {
        yes.set(lead, condition.holds(leads.get(lead)));
      }
      conditions.add(condition);
      answers.add(yes);
    }
    conditions.add(Condition.always());
    answers.add(allOf(leads.size()));

    for (int round = 0; round < 700; round++) {
      List<Integer> rules = new ArrayList<>();
      for (int i = random.below(60); i >= 0; i--) {
        rules.add(random.below(conditions.size()));
      }
      ConditionIndex<Integer> index =
          ConditionIndex.of(rules, conditions::get, Function.identity());
      for (int i = 0; i < 20; i++) {
        int lead = random.below(leads.size());
        Optional<Integer> first =
            rules.stream().filter(rule -> answers.get(rule).get(lead)).findFirst();
        assertThat(index.first(leads.get(lead)))
            .as(() -> rules.stream().map(rule -> conditions.get(rule).text()).toList().toString())
            .isEqualTo(first);
      }
    }
  }

  /** A table of territories by country, postal code, size and product, as people write them. */
  @Test
  void fewConditionsAreTestedHoweverManyThereAre() throws Problem.Found {
    RandomRules random = new RandomRules(4);
    List<String> texts = new ArrayList<>(List.of("account.lifecycle == 'COMPETITOR'"));
    for (String country : List.of("DE", "FR", "US", "IT")) {
      for (int area = 10; area < 35; area++) {
        for (String product : List.of("db", "crm")) {
          texts.add(
              "lead.country == '%s' && lead.postalCode.startsWith('%d') && lead.productInterest == '%s'"
                      .formatted(country, area, product)
                  + " && lead.company.employees >= 500");
          texts.add(
              "lead.country == '%s' && lead.postalCode.startsWith('%d') && lead.productInterest in ['%s', '']"
                  .formatted(country, area, product));
        }
      }
    }
    AtomicInteger tested = new AtomicInteger();
    List<Condition<LeadScope>> conditions = new ArrayList<>();
    ConditionCompiler<LeadScope> compiler = new Conditions(Map.of()).rules();
    for (String text : texts) {
      Condition<LeadScope> condition = compiler.compile(text);
      conditions.add(
          new Condition<>(
              text,
              lead -> {
                tested.incrementAndGet();
                return condition.outcome(lead);
              },
              condition.checked().orElseThrow(),
              Optional.empty()));
    }
    conditions.add(Condition.always());
    ConditionIndex<String> index =
        ConditionIndex.of(conditions, Function.identity(), Condition::text);
    int catchAlls = 0;
    for (int i = 0; i < 1_000; i++) {
      LeadScope lead =
          random.lead(
              random.one(List.of("DE", "FR", "US", "ES")),
              10 + random.below(30) + "123",
              random.one(List.of("db", "crm", "erp")));
      catchAlls += index.first(lead).orElseThrow().equals("true") ? 1 : 0;
    }
    assertThat(catchAlls).isBetween(200, 800);
    assertThat(tested.get()).isLessThan(3_000);
  }

  private static BitSet allOf(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return all;
  }
}
