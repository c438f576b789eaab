package io.leadrouter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each kind of mistake: the line that makes it, and the exact message. */
class FindingsTest {

  private static final String GOOD =
      """
      id: good
      groups: [emea, amer]
      pools:
        warm: {group: emea, members: 'true'}
        west: {group: amer, members: [r-1]}
      scorecard:
        fit:
          - {when: 'lead.country == "DE"', points: 5, text: from Germany}
        engagement: {halfLife: 7d, points: {webinar: 15}, capPerKind: 30}
        grades: {A: 60, B: 40, C: 20}
        bands: {1: 30, 2: 10}
      enrichment: {freeMailDomains: [example-mail.org]}
      rules:
        - id: first
          when: 'lead.country == "DE"'
          routes: [{pool: warm, waitFor: 10m}, {pool: west}]
        - id: last
          otherwise: true
          routes: [{pool: warm}]
      """;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        // Keys
        mistake(
            1,
            "id: good",
            "id: good\ncolour: red",
            "2:1: unknown key \"colour\" in a policy; known: id, description, groups, pools, scorecard, enrichment, rules"),
        mistake(
            2,
            "groups:",
            "group:",
            "1:1: missing key \"groups\" in a policy",
            "2:1: unknown key \"group\" in a policy; did you mean \"groups\"?"),
        mistake(
            4,
            "members:",
            "member:",
            "4:9: missing key \"members\" in a pool",
            "4:23: unknown key \"member\" in a pool; did you mean \"members\"?"),
        mistake(
            8,
            "text: ",
            "txt: ",
            "8:7: missing key \"text\" in an entry of fit",
            "8:49: unknown key \"txt\" in an entry of fit; did you mean \"text\"?"),
        mistake(
            9,
            "capPerKind",
            "cap_per_kind",
            "9:53: unknown key \"cap_per_kind\" in engagement; did you mean \"capPerKind\"?"),
        mistake(
            12,
            "freeMailDomains",
            "freemail",
            "12:14: unknown key \"freemail\" in enrichment; known: freeMailDomains"),
        mistake(
            14,
            "id: first",
            "name: first",
            "14:5: unknown key \"name\" in a rule; known: id, description, when, otherwise, routes",
            "14:5: missing key \"id\" in a rule"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "description: none",
            "14:5: missing key \"when\" in a rule"),
        mistake(
            16,
            "waitFor",
            "waitfor",
            "16:27: unknown key \"waitfor\" in a route; did you mean \"waitFor\"?"),
        mistake(
            5,
            "west:",
            "warm:",
            "5:3: duplicate key \"warm\", first on line 4",
            "16:49: unknown pool \"west\"; known: warm"),
        mistake(
            15,
            "when:",
            "routes:",
            "14:5: missing key \"when\" in a rule",
            "15:13: routes must be a list, not \"lead.country == \"DE\"\"",
            "16:5: duplicate key \"routes\", first on line 15"),
        // Types
        mistake(1, "id: good", "id: 17", "1:5: id must be text: write \"17\" in quotes"),
        mistake(1, "id: good", "id:", "1:4: id must be text, not nothing"),
        mistake(1, "id: good", "id: ''", "1:5: id must not be empty"),
        mistake(
            1,
            "id: good",
            "id: a b",
            "1:5: id must be letters, digits, \".\", \"_\" and \"-\", at most 100 of them, not \"a b\""),
        mistake(2, "[emea, amer]", "emea", "2:9: groups must be a list, not \"emea\""),
        mistake(2, "[emea, amer]", "[emea, amer, emea]", "2:22: duplicate group \"emea\""),
        mistake(4, "'true'", "{a: b}", "4:32: members must be text, not a mapping"),
        mistake(5, "[r-1]", "[]", "5:32: members must not be empty"),
        mistake(5, "[r-1]", "[r-1, r-1]", "5:38: duplicate rep \"r-1\""),
        mistake(
            16,
            "[{pool: warm, waitFor: 10m}, {pool: west}]",
            "{pool: west}",
            "16:13: routes must be a list, not a mapping"),
        mistake(
            16,
            "[{pool: warm, waitFor: 10m}, {pool: west}]",
            "[]",
            "16:13: routes must not be empty"),
        // Names
        mistake(
            4,
            "group: emea",
            "group: emae",
            "4:17: unknown group \"emae\"; did you mean \"emea\"?"),
        mistake(
            16,
            "{pool: west}",
            "{pool: wset}",
            "16:49: unknown pool \"wset\"; did you mean \"west\"?"),
        mistake(
            4,
            "'true'",
            "'true', strategy: roundrobin",
            "4:50: unknown strategy \"roundrobin\"; did you mean \"round-robin\"?"),
        mistake(
            16,
            "{pool: west}",
            "nurtur",
            "16:42: unknown route \"nurtur\"; did you mean \"nurture\"?"),
        mistake(17, "id: last", "id: first", "17:9: duplicate rule \"first\", first on line 14"),
        // Ranges
        mistake(
            4,
            "'true'",
            "'true', openLeads: 0",
            "4:51: openLeads must be a whole number from 1 to 100000, not \"0\""),
        mistake(
            4,
            "'true'",
            "'true', openLeads: many",
            "4:51: openLeads must be a whole number from 1 to 100000, not \"many\""),
        mistake(
            4,
            "'true'",
            "'true', ageingPerHour: -1",
            "4:55: ageingPerHour must be a number from 0 to 1000, not \"-1\""),
        mistake(
            8,
            "points: 5",
            "points: 1001",
            "8:46: points must be a number from -1000 to 1000, not \"1001\""),
        mistake(9, "15", "-2", "9:48: webinar must be a number from 0 to 1000, not \"-2\""),
        mistake(9, "30", ".inf", "9:65: capPerKind must be a number from 0 to 1000, not \".inf\""),
        mistake(
            10,
            "A: 60",
            "A: 30",
            "10:11: grades must fall: each needs fewer points than the one before it"),
        mistake(11, ", 2: 10", "", "11:10: missing key \"2\" in bands"),
        mistake(
            12,
            "example-mail.org",
            "example",
            "12:32: \"example\" is not a domain such as example-mail.org"),
        // Durations
        mistake(
            9,
            "7d",
            "7 days",
            "9:26: halfLife must be a duration such as 90s, 10m, 1h30m or 7d, at most 3650d, not \"7 days\""),
        mistake(
            16,
            "10m",
            "10",
            "16:36: waitFor must be a duration such as 90s, 10m, 1h30m or 7d, at most 365d, not \"10\""),
        mistake(
            16,
            "10m",
            "0s",
            "16:36: waitFor must be a duration such as 90s, 10m, 1h30m or 7d, at most 365d, not \"0s\""),
        mistake(
            16,
            "10m",
            "30m1h",
            "16:36: waitFor must be a duration such as 90s, 10m, 1h30m or 7d, at most 365d, not \"30m1h\""),
        mistake(
            16,
            "10m",
            "366d",
            "16:36: waitFor must be a duration such as 90s, 10m, 1h30m or 7d, at most 365d, not \"366d\""),
        // Conditions
        mistake(
            15,
            "lead.country ==",
            "lead.contry ==",
            "15:17: lead has no field \"contry\"; did you mean \"country\"?"),
        mistake(
            15,
            "lead.country ==",
            "has(lead.company.industri) || lead.country ==",
            "15:29: lead.company has no field \"industri\"; did you mean \"industry\"?"),
        mistake(
            15,
            "lead.country ==",
            "led.country ==",
            "15:12: unknown name \"led\"; did you mean \"lead\"?"),
        mistake(
            15,
            "lead.country ==",
            "lead.person.email ==",
            "15:24: lead.person has no field \"email\"; known: title"),
        mistake(
            15,
            "lead.country == \"DE\"",
            "lead.country",
            "15:16: a condition must be true or false, not string"),
        mistake(
            15,
            "lead.country == \"DE\"",
            "score > \"10\"",
            "15:18: \">\" does not work on (double, string)"),
        mistake(15, "lead.country == \"DE\"", "vip(lead)", "15:15: unknown function \"vip\""),
        mistake(
            15,
            "lead.country ==",
            "lead.country =",
            "15:25: syntax error: not understood: '= '; did you mean \"==\"?"),
        mistake(
            15,
            "== \"DE\"",
            "== \"DE\" or true",
            "15:33: syntax error: mismatched input 'or'; did you mean \"||\"?"),
        mistake(15, "== \"DE\"", "==", "15:27: syntax error: mismatched input the end"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "when: '''a'' == led.country'",
            "15:21: unknown name \"led\"; did you mean \"lead\"?"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "when: \"\\\"\\u0061\\\" == led.country\"",
            "15:26: unknown name \"led\"; did you mean \"lead\"?"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "when: >-\n      lead.country == \"DE\"\n      && led.region == \"\"",
            "17:10: unknown name \"led\"; did you mean \"lead\"?"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "when: |\n      lead.country == \"é\"\n        && led.region == \"\"",
            "17:12: unknown name \"led\"; did you mean \"lead\"?"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "when: lead.country == \"DE\"\n      && led.region == \"\"",
            "16:10: unknown name \"led\"; did you mean \"lead\"?"),
        mistake(
            4,
            "'true'",
            "'rep.skils == []'",
            "4:37: rep has no field \"skils\"; did you mean \"skills\"?"),
        mistake(
            8,
            "lead.country == \"DE\"",
            "score > 5",
            "8:15: unknown name \"score\"; known: account, lead, now, quality"),
        // Routes
        mistake(
            16,
            "{pool: west}",
            "{}",
            "16:42: a route goes to one of pool, bands, owner, rep, reject"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, rep: r-1}",
            "16:42: a route goes to one of pool, bands, owner, rep, reject, not to pool and rep"),
        mistake(
            16,
            "{pool: west}",
            "nurture, {pool: west}",
            "16:42: nothing comes after nurture or reject: make it the last route"),
        mistake(
            16,
            "{pool: west}",
            "{reject: spam}, {pool: west}",
            "16:42: nothing comes after nurture or reject: make it the last route"),
        mistake(
            16,
            "{pool: west}",
            "{reject: spam, waitFor: 1h}",
            "16:66: a rejected lead does not wait: remove waitFor"),
        mistake(
            16, "{pool: west}", "{bands: {1: west, 2: warm}}", "16:50: missing key \"3\" in bands"),
        mistake(
            16,
            "{pool: west}",
            "{bands: {1: west, 2: warm, 3: wrm}}",
            "16:72: unknown pool \"wrm\"; did you mean \"warm\"?"),
        mistake(
            16,
            "{pool: west}",
            "{bands: {1: west, 2: warm, 3: warm, 4: warm}}",
            "16:78: unknown key \"4\" in bands; known: 1, 2, 3"),
        // The catch-all
        mistake(
            18,
            "otherwise: true",
            "when: 'true'",
            "17:5: the last rule must be a catch-all (\"otherwise: true\"), so that no lead is left without a rule"),
        mistake(
            15,
            "when: 'lead.country == \"DE\"'",
            "otherwise: true",
            "15:16: a catch-all must be the last rule: no rule after it would ever match"),
        mistake(
            18,
            "otherwise: true",
            "otherwise: true\n    when: 'true'",
            "18:16: a rule has either \"when\" or \"otherwise\", not both"),
        mistake(
            18,
            "otherwise: true",
            "otherwise: yes",
            "18:16: otherwise can only be true, not \"yes\""),
        // Rotations
        mistake(
            5,
            "[r-1]",
            "[r-1], rotation: warm",
            "5:3: rotation \"warm\" is shared with pool \"warm\" of another group; a rotation is of one group"),
        mistake(
            5,
            "amer, members: [r-1]",
            "emea, members: [r-1], rotation: warm, strategy: weighted-round-robin",
            "5:3: rotation \"warm\" is shared with pool \"warm\" of another strategy; a rotation has one strategy"),
        // YAML itself
        mistake(1, "id: good", "id: a: b", "1:6: not YAML: mapping values are not allowed here"),
        mistake(
            16,
            "{pool: west}]",
            "{pool: west}",
            "17:3: not YAML: while parsing a flow sequence: expected ',' or ']', but got -"),
        mistake(1, "id: good", "id: *other", "1:5: not YAML: found undefined alias other"));
  }

  /** One mistake in the good policy: on a line, one text in place of another. */
  private static Arguments mistake(int line, String good, String bad, String... findings) {
    List<String> lines = new ArrayList<>(GOOD.lines().toList());
    String original = lines.get(line - 1);
    assertThat(original).contains(good);
    lines.set(line - 1, original.replace(good, bad));
    String yaml = String.join("\n", lines);
    return Arguments.argumentSet(findings[0], yaml, List.of(findings));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedWithItsPlaceAndWhatToDo(String yaml, List<String> findings) {
    assertThat(refusal(yaml).getMessage().lines())
        .containsExactlyElementsOf(findings.stream().map(f -> "policy.yaml:" + f).toList());
  }

  @Test
  void theGoodPolicyHasNoFindings() throws InvalidPolicyException {
    assertThat(Policy.parse("policy.yaml", GOOD, 1).warnings()).isEmpty();
  }

  @Test
  void everythingIsFoundAtOnceInTheOrderOfTheFile() {
    String yaml =
        GOOD.replace("group: emea", "group: emae")
            .replace("points: 5", "points: lots")
            .replace("lead.country == \"DE\"'\n", "lead.contry == \"DE\"'\n")
            .replace("pool: west", "pool: wets");
    InvalidPolicyException refusal = refusal(yaml);
    assertThat(refusal.findings()).extracting(Finding::line).containsExactly(4, 8, 15, 16);
    assertThat(refusal.findings()).extracting(Finding::severity).containsOnly(Severity.ERROR);
  }

  @Test
  void anEmptyFileIsNoPolicy() {
    assertThat(refusal("# nothing\n")).hasMessage("policy.yaml:1:1: the file is empty");
    assertThat(refusal("[]")).hasMessage("policy.yaml:1:1: a policy must be a mapping, not a list");
  }

  @Test
  void linesEndAsTheyDoOnAnySystem() {
    String yaml = "\uFEFF" + GOOD.replace("pool: west", "pool: wset").replace("\n", "\r\n");
    assertThat(refusal(yaml))
        .hasMessage("policy.yaml:16:49: unknown pool \"wset\"; did you mean \"west\"?");
  }

  private static InvalidPolicyException refusal(String yaml) {
    return catchThrowableOfType(
        InvalidPolicyException.class, () -> Policy.parse("policy.yaml", yaml, 1));
  }
}
