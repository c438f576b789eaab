package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReviewTest {

  private final ConditionCompiler<LeadScope> rules = new Conditions(Map.of()).rules();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = "->",
      value = {
        "now.getHours('Europe/Berln') > 9 -> 13: unknown time zone \"Europe/Berln\"",
        "score > 5.0 && lead.submittedAt.getDayOfWeek('x') == 0 -> 45: unknown time zone \"x\"",
        "lead.region.matches('(') -> 20: \"(\" is no regular expression",
        "now > timestamp('tomorrow') -> 15: timestamp(\"tomorrow\") has no value",
        "now - lead.submittedAt > duration('2 days') -> 33: duration(\"2 days\") has no value",
        "1 / 0 == lead.company.employees -> 2: 1 / 0 has no value",
      })
  void aCallThatFailsForEveryLeadIsFound(String when, String found) throws Problem.Found {
    assertThat(CallReview.of(rules.compile(when)))
        .extracting(problem -> problem.offset() + ": " + problem.message())
        .containsExactly(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now.getHours('Europe/Berlin') > 9 && now.getHours('+02:00') > 9 && now.getHours() > 9",
        "now.getHours(lead.timeZone) > 9 && lead.region.matches(lead.campaign)",
        "lead.region.matches('(north|south).*') && lead.region.matches('')",
        "now > timestamp('2026-01-01T00:00:00Z') && now - lead.submittedAt < duration('48h')",
        "lead.company.employees / 7 == 3 && int(lead.attributes.seats) > 5",
        "(now - lead.submittedAt).getHours() > 5 && 7 % 2 == 1 && -1 < 1",
      })
  void aCallThatCanSucceedIsLeftInPeace(String when) throws Problem.Found {
    assertThat(CallReview.of(rules.compile(when))).isEmpty();
  }
}
