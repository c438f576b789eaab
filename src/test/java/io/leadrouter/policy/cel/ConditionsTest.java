package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cel.common.ast.CelExpr;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private final Conditions conditions = new Conditions(sets());
  private final LeadScope lead = new RandomSubjects(new Random(1)).next().lead();

  private static Map<String, Set<String>> sets() {
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    sets.put("dach", new LinkedHashSet<>(List.of("DE", "AT", "CH")));
    sets.put("nordics", Set.of("SE"));
    return sets;
  }

  private Condition<LeadScope> compile(String text) {
    try {
      return conditions.rules().compile(text);
    } catch (Problem.Found e) {
      throw new AssertionError(e.problems().toString(), e);
    }
  }

  private List<Problem> problems(String text) {
    return catchThrowableOfType(Problem.Found.class, () -> conditions.rules().compile(text))
        .problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "lead.country=='DE'                           => lead.country == \"DE\"",
        "((lead.test))                                => lead.test",
        "(lead.test && (score>1 && band==2)) || false => lead.test && score > 1 && band == 2 || false",
        "lead.test && (score > 1 || band == 2)        => lead.test && (score > 1 || band == 2)",
        "1 - (2 - 3) == band                          => 1 - (2 - 3) == band",
        "(1 - 2) - 3 == band                          => 1 - 2 - 3 == band",
        "!(lead.test)                                 => !lead.test",
        "!(!lead.test)                                => !(!lead.test)",
        "!(lead.country in ['DE' , \"AT\"])           => !(lead.country in [\"DE\", \"AT\"])",
        "-(band) == -(-1)                             => -band == -(-1)",
        "(lead.test ? 1 : (band == 1 ? 2 : 3)) > 1    => (lead.test ? 1 : band == 1 ? 2 : 3) > 1",
        "(lead.test ? true : false) ? true : false    => (lead.test ? true : false) ? true : false",
        "lead . attributes [ 'tier' ] == r'a\\b'      => lead.attributes[\"tier\"] == \"a\\\\b\"",
        "lead.attributes.`a-b` == \"it's \\\"so\\\"\" => lead.attributes.`a-b` == \"it's \\\"so\\\"\"",
        "account.owners.exists( o, o.role=='ae' )     => account.owners.exists(o, o.role == \"ae\")",
        "account.domains.map(d,d!='',d+'x') == []     => account.domains.map(d, d != \"\", d + \"x\") == []",
        "account.domains.map(d, d == 'x', d) == []    => account.domains.filter(d, d == \"x\") == []",
        "has( lead.attributes.tier )                  => has(lead.attributes.tier)",
        "(lead.country + 'x').size() == 3             => (lead.country + \"x\").size() == 3",
        "{'a':1u}.a == 1u && 1e3 == score             => {\"a\": 1u}.a == 1u && 1000.0 == score",
        "lead.country in sets.dach                    => lead.country in sets.dach",
      })
  void aConditionIsWrittenInOneWay(String written, String canonical) {
    assertThat(compile(written).text()).isEqualTo(canonical);
    assertThat(compile(canonical).text()).isEqualTo(canonical);
  }

  @Test
  void aNamedSetIsTheListOfItsTexts() {
    Condition<LeadScope> condition = compile("lead.country in sets.dach");
    CelExpr list = condition.checked().orElseThrow().getExpr().call().args().get(1);
    assertThat(list.list().elements())
        .extracting(text -> text.constant().stringValue())
        .containsExactly("DE", "AT", "CH");
    assertThat(condition.interpreted()).isEmpty();
    assertThat(compile("sets.dach.size() == 3 && sets.dach[1] == 'AT'").holds(lead)).isTrue();
    assertThat(compile("sets.dach.exists(set, set in sets.nordics)").holds(lead)).isFalse();
    assertThat(compile("sets.dach + sets.nordics == ['DE', 'AT', 'CH', 'SE']").holds(lead))
        .isTrue();
  }

  @Test
  void aMacrosVariableHidesTheSets() {
    assertThat(compile("[{'dahc': 1}].exists(sets, sets.dahc == 1)").holds(lead)).isTrue();
    assertThat(compile("sets.dach.exists(sets, sets == 'AT')").holds(lead)).isTrue();
    assertThat(compile("has({'sets': 1}.sets) && 'sets.dahc' != ''").holds(lead)).isTrue();
  }

  @Test
  void anUnknownSetIsFoundWithEverythingElse() {
    assertThat(problems("lead.country in sets.dahc && lead.contry == '' || 'x' in sets.\nnord"))
        .containsExactly(
            Problem.unknown(21, "unknown set \"dahc\"", "dahc", sets().keySet()),
            Problem.unknown(
                34, "lead has no field \"contry\"", "contry", Readables.LEAD.fieldNames()),
            Problem.unknown(63, "unknown set \"nord\"", "nord", sets().keySet()));
    assertThat(problems("'😀' in sets.dahc")).extracting(Problem::offset).containsExactly(12);
    assertThatThrownBy(() -> new Conditions(Map.of()).rules().compile("'x' in sets.dach"))
        .hasMessage("unknown set \"dach\"");
    assertThat(problems("lead.country in sets"))
        .extracting(Problem::message)
        .containsExactly("\"sets\" needs the name of one of them, such as sets.dach");
  }

  @ParameterizedTest
  @CsvSource({
    "type(lead.country) == string, type",
    "type(score) == type(1.0), type",
    "'true || Money{amount: 1.0}.amount == 1.0', Money{}",
  })
  void whatTheCompilerDoesNotKnowIsInterpreted(String text, String part) {
    Condition<LeadScope> condition = compile(text);
    assertThat(condition.interpreted()).contains(part);
    assertThat(condition.outcome(lead)).isEqualTo(Outcome.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.attributes.absent == 'x'",
        "1 / 0 == 1",
        "lead.country.matches('[')",
        "[1][1] == 1",
        "timestamp('x') < now",
      })
  void whatCannotBeEvaluatedIsAnErrorAndNotHeld(String text) {
    assertThat(compile(text).outcome(lead)).isEqualTo(Outcome.ERROR);
    assertThat(compile(text).holds(lead)).isFalse();
    assertThat(compile("!(" + text + ")").holds(lead)).isFalse();
    assertThat(compile("true || " + text).holds(lead)).isTrue();
    assertThat(compile(text + " || true").holds(lead)).isTrue();
    assertThat(compile(text + " && false").outcome(lead)).isEqualTo(Outcome.FALSE);
  }
}
