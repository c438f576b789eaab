package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralReviewTest {

  private final ConditionCompiler<LeadScope> rules = new Conditions(Map.of()).rules();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = "->",
      value = {
        "lead.source == \"Web\" -> 15: lead.source is compared in lower case: write \"web\"",
        "'EMEA' != lead.region -> 0: lead.region is compared in lower case: write \"emea\"",
        "score > 5.0 && lead.campaign in ['spring', 'Summer'] -> 43: lead.campaign is compared in lower case: write \"summer\"",
        "lead.person.title.contains('CTO') -> 27: lead.person.title is compared in lower case: write \"cto\"",
        "lead.company.industry.startsWith('Soft') -> 33: lead.company.industry is compared in lower case: write \"soft\"",
        "lead.postalCode.startsWith('sw1') -> 27: lead.postalCode is compared in upper case: write \"SW1\"",
        "lead.country == 'de' -> 16: lead.country is an ISO 3166-1 code of two capital letters: write \"DE\"",
        "lead.country in ['UK'] -> 17: lead.country is an ISO 3166-1 code of two capital letters: write \"GB\"",
        "lead.country == 'Germany' -> 16: lead.country is an ISO 3166-1 code of two capital letters, never \"Germany\"",
        "lead.language == 'DE' -> 17: lead.language is an ISO 639-1 code of two small letters: write \"de\"",
        "account.lifecycle == 'Customer' -> 21: account.lifecycle is never \"Customer\"",
        "lead.consent in ['GRANTED', 'YES'] -> 28: lead.consent is never \"YES\"",
        "grade == 'E' -> 9: grade is never \"E\"",
        "band in [1, 4] -> 12: band is never 4",
      })
  void aLiteralThatTheFieldNeverHasIsFound(String when, String found) throws Problem.Found {
    assertThat(LiteralReview.of(rules.compile(when)))
        .extracting(problem -> problem.offset() + ": " + problem.message())
        .containsExactly(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.source == 'web' && lead.country in ['DE', 'XK', ''] && lead.language == 'de'",
        "lead.postalCode == 'SW1A 1AA' || lead.funnelStage == '' || lead.source == '漢字'",
        "lead.country.startsWith('D') && lead.language.contains('e')",
        "lead.company.name == 'ACME' && lead.attributes.tier == 'Gold' && lead.timeZone != 'x'",
        "account.country == 'Germany' && account.industry == 'Software' && account.segment == 'SMB'",
        "account.owners.exists(o, o.role == 'Account Executive')",
        "account.lifecycle != 'UNKNOWN' && grade in ['A', 'D'] && band != 3",
        "lead.leadId == 'L-1' && 'Acme.example' in account.domains",
      })
  void whatCanBeIsLeftInPeace(String when) throws Problem.Found {
    assertThat(LiteralReview.of(rules.compile(when))).isEmpty();
  }

  @Test
  void whatIsMeantCanBeSuggested() throws Problem.Found {
    Condition<RepScope> members =
        new Conditions(Map.of()).members().compile("rep.status == 'active'");
    assertThat(LiteralReview.of(members))
        .containsExactly(
            new Problem(
                14,
                "rep.status is never \"active\"",
                "active",
                Set.of("UNKNOWN", "ACTIVE", "PAUSED", "ON_LEAVE", "INACTIVE")));
  }

  @Test
  void everyLiteralIsFoundInTheOrderOfTheText() throws Problem.Found {
    assertThat(LiteralReview.of(rules.compile("lead.source in ['A', 'b', 'C'] || grade == 'a'")))
        .extracting(Problem::offset)
        .isEqualTo(List.of(16, 26, 43));
  }
}
