package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.policy.cel.RuleReview.Never;
import io.leadrouter.policy.cel.RuleReview.Remark;
import io.leadrouter.policy.cel.RuleReview.Shadowed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReviewTest {

  private final ConditionCompiler<LeadScope> compiler = new Conditions(Map.of()).rules();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = "->",
      value = {
        "lead.country == 'DE' -> 'DE' == lead.country",
        "lead.country == 'DE' -> lead.country == 'DE' && lead.source == 'web'",
        "lead.country in ['DE', 'FR'] -> lead.country == 'FR'",
        "lead.country == 'DE' || lead.country == 'FR' -> lead.country in ['FR', 'DE']",
        "lead.country != 'DE' -> lead.country == 'FR'",
        "!(lead.country in ['DE', 'FR']) -> lead.country == 'US' && lead.test",
        "lead.postalCode.startsWith('8') -> lead.postalCode.startsWith('81')",
        "lead.postalCode.startsWith('8') -> lead.postalCode == '80331'",
        "lead.company.employees >= 500 -> lead.company.employees > 1000",
        "lead.company.employees > 499 -> lead.company.employees >= 500.0",
        "lead.company.employees >= 10 -> lead.company.employees in [10, 20]",
        "score > 50.0 -> score >= 51 && score < 60",
        "score < 5.0 -> !(score >= 5.0)",
        "lead.country == 'DE' || score > 50.0 -> score > 60.0",
        "lead.country == 'DE' || score > 50.0 -> score > 60.0 || lead.country == 'DE' && band == 1",
        "has(lead.country) -> lead.country == 'DE'",
        "has(account.accountId) && has(account.owners) -> has(account.owners) && account.accountId == '1'",
        "lead.attributes.tier in ['gold', 'silver'] -> lead.attributes['tier'] == 'gold'",
        "'tier' in lead.attributes -> lead.attributes.tier == 'gold'",
        "has(lead.attributes.tier) -> lead.attributes.tier != 'gold'",
        "account.owners.exists(o, o.role == 'ae') -> account.owners.exists(o, o.role  ==  'ae') && lead.test",
        "now.getHours('Europe/Berlin') >= 9 -> now.getHours('Europe/Berlin') > 12",
        "!lead.test -> lead.test == false && lead.consent != 'DENIED'",
        "!(lead.test && lead.source == 'web') -> lead.source == 'event'",
        "lead.test ? lead.source == 'web' : lead.country == 'DE' -> lead.test && lead.source == 'web'",
        "lead.test || !lead.test -> score > 3.0",
        "true -> score > 3.0",
      })
  void aRuleBehindOneThatTakesAllOfItsLeadsNeverMatches(String earlier, String later)
      throws Problem.Found {
    assertThat(review("lead.source == 'other'", earlier, later))
        .containsExactly(new Shadowed(2, new TreeSet<>(List.of(1))));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = "->",
      value = {
        "lead.country == 'DE' && lead.test -> lead.country == 'DE'",
        "lead.country == 'FR' -> lead.country in ['DE', 'FR']",
        "lead.postalCode.startsWith('81') -> lead.postalCode.startsWith('8')",
        "lead.company.employees > 500 -> lead.company.employees >= 500",
        "lead.attributes.tier != 'gold' -> !has(lead.attributes.tier)",
        "!(lead.attributes.tier == 'gold') -> lead.country == 'DE'",
        "lead.attributes.a == 'x' || lead.attributes.a != 'x' -> true",
        "account.owners[0].role == 'ae' || account.owners[0].role != 'ae' -> lead.test",
        "lead.source.matches('^a') -> lead.source.matches('^ab')",
        "account.country == 'DE' -> lead.country == 'DE'",
      })
  void aRuleWithALeadOfItsOwnIsLeftInPeace(String earlier, String later) throws Problem.Found {
    assertThat(review(earlier, later)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "lead.country == 'DE' && lead.country == 'FR'",
        "lead.country == 'DE' && lead.country in ['FR', 'US']",
        "lead.test && !lead.test",
        "lead.company.employees > 500 && lead.company.employees < 100",
        "lead.company.employees > 1 && lead.company.employees < 2",
        "score >= 10.0 && score < 10.0",
        "lead.country == 'DE' && lead.country.startsWith('F')",
        "lead.country in []",
        "!has(lead.country) && lead.country == 'DE'",
        "account.owners.exists(o, o.role == 'a') && !account.owners.exists(o, o.role == 'a')",
        "(lead.country == 'DE' || lead.country == 'FR') && lead.country == 'US'",
      })
  void aRuleThatContradictsItselfNeverMatches(String when) throws Problem.Found {
    assertThat(review(when)).containsExactly(new Never(0));
  }

  @Test
  void severalRulesTogetherCanLeaveNothing() throws Problem.Found {
    assertThat(
            review(
                "lead.country == 'DE'",
                "lead.country == 'FR' && score > 1.0",
                "lead.country in ['FR', 'NL']",
                "lead.country in ['DE', 'NL', 'FR'] && lead.test",
                "lead.source == 'web'",
                "lead.source == 'web' && score > 2.0 || lead.country == 'DE'"))
        .containsExactly(
            new Shadowed(3, new TreeSet<>(List.of(0, 2))),
            new Shadowed(5, new TreeSet<>(List.of(0, 4))));
  }

  @Test
  void aRemarkNamesTheRules() {
    List<String> names = List.of("x", "y", "z");
    assertThat(new Shadowed(2, new TreeSet<>(List.of(1))).message(names::get))
        .isEqualTo("rule \"z\" can never match: rule \"y\" before it always does");
    assertThat(new Shadowed(2, new TreeSet<>(List.of(0, 1))).message(names::get))
        .isEqualTo(
            "rule \"z\" can never match: of rules \"x\" and \"y\" before it, one always does");
    assertThat(new Never(0).message(names::get))
        .isEqualTo("rule \"x\" can never match: its condition contradicts itself");
  }

  /** And of the rules that no lead was found for, a good part is remarked on. */
  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void noLeadRefutesARemark(long seed) throws Problem.Found {
    RandomRules random = new RandomRules(seed);
    List<LeadScope> leads = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      leads.add(random.lead());
    }
    List<Condition<LeadScope>> conditions = new ArrayList<>();
    List<BitSet> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Condition<LeadScope> condition = compiler.compile(random.condition());
      BitSet yes = new BitSet();
      for (int lead = 0; lead < leads.size(); lead++) {
        yes.set(lead, condition.holds(leads.get(lead)));
      }
      conditions.add(condition);
      answers.add(yes);
    }
    int dead = 0;
    int found = 0;
    for (int round = 0; round < 1_000; round++) {
      List<Integer> rules = new ArrayList<>();
      for (int i = random.below(8); i >= 0; i--) {
        rules.add(random.below(conditions.size()));
      }
      BitSet remarked = new BitSet();
      for (Remark remark : RuleReview.of(rules.stream().map(conditions::get).toList())) {
        remarked.set(remark.rule());
        BitSet left = (BitSet) answers.get(rules.get(remark.rule())).clone();
        if (remark instanceof Shadowed shadowed) {
          assertThat(shadowed.by().last()).isLessThan(shadowed.rule());
          shadowed.by().forEach(earlier -> left.andNot(answers.get(rules.get(earlier))));
        }
        assertThat(left.cardinality())
            .as(() -> remark + " of " + rules.stream().map(r -> conditions.get(r).text()).toList())
            .isZero();
      }
      BitSet taken = new BitSet();
      for (int i = 0; i < rules.size(); i++) {
        BitSet left = (BitSet) answers.get(rules.get(i)).clone();
        left.andNot(taken);
        if (left.isEmpty()) {
          dead++;
          found += remarked.get(i) ? 1 : 0;
        }
        taken.or(answers.get(rules.get(i)));
      }
    }
    assertThat(found).isGreaterThan(dead / 4);
  }

  private List<Remark> review(String... inOrder) throws Problem.Found {
    List<Condition<LeadScope>> conditions = new ArrayList<>();
    for (String when : inOrder) {
      conditions.add(compiler.compile(when));
    }
    return RuleReview.of(conditions);
  }
}
