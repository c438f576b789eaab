package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever suits a lead has the traits that are needed, and they are found where they are asked. */
class NeededTraitsTest {

  private static final Conditions CONDITIONS =
      new Conditions(Map.of("dach", Set.of("DE", "AT", "CH"), "none", Set.of()));

  private static final List<String> PARTS =
      List.of(
          "lead.language in rep.languages",
          "lead.country in rep.territories",
          "'enterprise' in rep.skills",
          "lead.attributes.tier in rep.products",
          "rep.timeZone == lead.timeZone",
          "lead.region == rep.holidayRegion",
          "rep.holidayRegion in sets.dach",
          "rep.repId in account.owners.map(o, o.repId)",
          "account.owners.exists(o, o.repId == rep.repId)",
          "rep.status == 'ACTIVE'",
          "lead.language == ''",
          "lead.country in sets.dach",
          "lead.attributes.tier == 'gold'",
          "rep.weight > 50",
          "true",
          "false");

  private final Random random = new Random(20261125);
  private final RandomSubjects subjects = new RandomSubjects(random);

  @Test
  void whoeverSuitsALeadHasWhatIsNeeded() {
    RandomConditions wild = new RandomConditions(random, PairScope.VARIABLES, List.of("dach"));
    int suits = 0;
    int ruledOut = 0;
    for (int n = 0; n < 3_000; n++) {
      Condition<PairScope> condition;
      try {
        condition =
            CONDITIONS.requirements().compile(n % 3 == 0 ? wild.condition(n) : combination(3));
      } catch (Problem.Found refused) {
        continue;
      }
      NeededTraits traits = NeededTraits.of(condition);
      for (int i = 0; i < 25; i++) {
        PairScope pair = subjects.next();
        List<Set<Trait>> needed = traits.of(pair.lead());
        List<Trait> has = Trait.of(pair.rep().rep(), traits.fields());
        boolean hasAll = needed.stream().allMatch(any -> any.stream().anyMatch(has::contains));
        if (condition.holds(pair)) {
          assertThat(hasAll).as("%s needs %s of %s", condition.text(), needed, has).isTrue();
          suits += needed.isEmpty() ? 0 : 1;
        } else {
          ruledOut += hasAll ? 0 : 1;
        }
      }
    }
    assertThat(suits).isGreaterThan(500);
    assertThat(ruledOut).isGreaterThan(5_000);
  }

  private String combination(int depth) {
    if (depth == 0) {
      return PARTS.get(random.nextInt(PARTS.size()));
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> "(" + combination(depth - 1) + " && " + combination(depth - 1) + ")";
      case 2, 3 -> "(" + combination(depth - 1) + " || " + combination(depth - 1) + ")";
      case 4 ->
          "(%s ? %s : %s)"
              .formatted(combination(0), combination(depth - 1), combination(depth - 1));
      default -> random.nextInt(4) == 0 ? "!" + combination(0) : combination(0);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'rich' in rep.skills; [[skills=rich]]",
        "rep.timeZone == 'UTC'; [[timeZone=UTC]]",
        "'UTC' == rep.timeZone; [[timeZone=UTC]]",
        "rep.holidayRegion in sets.none; [[]]",
        "'a' in rep.skills && 'b' in rep.languages; [[skills=a], [languages=b]]",
        "lead.leadId == '' || 'a' in rep.skills; [[skills=a]]",
        "lead.leadId != '' || 'a' in rep.skills; []",
        "lead.attributes.absent in rep.skills; [[]]",
        "lead.attributes.absent in rep.skills || 'a' in rep.skills; [[skills=a]]",
        "lead.leadId == '' ? 'a' in rep.skills : 'b' in rep.skills; [[skills=b]]",
        "rep.weight > 5 && 'a' in rep.skills; [[skills=a]]",
      })
  void whatIsNeededIsFound(String condition, String needed) throws Problem.Found {
    assertThat(needs(condition)).hasToString(needed);
  }

  @Test
  void oneOfSeveralIsNeeded() throws Problem.Found {
    assertThat(needs("'a' in rep.skills || rep.timeZone in ['b', 'c']"))
        .containsExactly(List.of("skills=a", "timeZone=b", "timeZone=c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rep.weight == 100",
        "!('a' in rep.skills)",
        "rep.skills.exists(skill, skill == 'a')",
        "'a' in rep.skills || rep.weight > 5",
        "rep.timeZone == rep.holidayRegion",
        "['a'].exists(rep, rep == 'a') || 'a' in rep.skills",
        "true",
      })
  void nothingIsNeededWhereNothingIsCertain(String condition) throws Problem.Found {
    assertThat(needs(condition)).isEmpty();
  }

  private List<List<String>> needs(String condition) throws Problem.Found {
    NeededTraits traits = NeededTraits.of(CONDITIONS.requirements().compile(condition));
    return traits.of(subjects.next().lead()).stream()
        .map(
            any -> any.stream().map(trait -> trait.field() + "=" + trait.value()).sorted().toList())
        .toList();
  }
}
