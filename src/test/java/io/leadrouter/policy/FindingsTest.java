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

  static final String GOOD =
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
      holidays: {DE: [12-25]}
      calendars:
        office: {timeZone: Europe/Berlin, hours: {mon-fri: ['09:00-12:00', '13:00-18:00']}, holidays: [DE]}
        anywhere: {hours: {mon-sun: 08:00-20:00}}
      """;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        // Keys
        mistake(1, "id: good", "id: good\ncolour: red", "2:1: unknown key \"colour\" in a policy"),
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
            4,
            "'true'",
            "'true', openLeads: 25",
            "4:40: unknown key \"openLeads\" in a pool; it belongs in caps or poolCaps"),
        mistake(
            14,
            "id: first",
            "id: first\n    hours: office",
            "15:5: unknown key \"hours\" in a rule; it belongs in a calendar or a pool"),
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
            "12:14: unknown key \"freemail\" in enrichment; known: freeMailDomains, sets"),
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
        mistake(1, "id: good", "id: 017", "1:5: id must be text: write \"017\" in quotes"),
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
            "'true', caps: {openLeads: 0}",
            "4:58: openLeads must be a whole number from 1 to 100000, not \"0\""),
        mistake(
            4,
            "'true'",
            "'true', caps: {openLeads: many}",
            "4:58: openLeads must be a whole number from 1 to 100000, not \"many\""),
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
            11,
            "{1: 30, 2: 10}",
            "{1: 30, 2: 10}\n  score: likelihood",
            "12:10: unknown score \"likelihood\"; known: points, probability"),
        mistake(
            11,
            "{1: 30, 2: 10}",
            "{1: 30, 2: 10}\n  labelHorizon: 3y",
            "12:17: labelHorizon must be a duration such as 90s, 10m, 1h30m or 7d, at most 730d, not \"3y\""),
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
            "15:24: \"email\" is not for rules: they read nothing that identifies the person"),
        mistake(
            15,
            "lead.country ==",
            "lead.email ==",
            "15:17: \"email\" is not for rules: they read nothing that identifies the person"),
        mistake(
            15,
            "lead.country ==",
            "\"x\" in sets || lead.country ==",
            "15:19: \"sets\" needs the name of one of them, such as sets.dach"),
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
        mistake(
            15,
            "lead.country == \"DE\"",
            "not lead.test",
            "15:16: syntax error: mismatched input 'lead'; did you mean \"!\" for \"not\"?"),
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
        mistake(
            15,
            "'lead.country == \"DE\"'",
            "!lead.test",
            "15:11: when must be text: put all of it in quotes, because !lead.test is a tag of YAML"),
        mistake(
            15,
            "'lead.country == \"DE\"'",
            "\"DE\" == lead.country",
            "15:16: not YAML: while parsing a block mapping: expected <block end>, but found '<scalar>'; a condition that begins with quotes must be in other quotes as a whole"),
        // Texts that a message quotes
        mistake(
            14,
            "first",
            "\"a\\e[31mred\\nline\"",
            "14:9: id must be letters, digits, \".\", \"_\" and \"-\", at most 100 of them, not \"a [31mred line\""),
        mistake(
            14,
            "first",
            "x".repeat(300),
            "14:9: id must be letters, digits, \".\", \"_\" and \"-\", at most 100 of them, not \"%s…\""
                .formatted("x".repeat(200))),
        // Routes
        mistake(
            16,
            "{pool: west}",
            "{}",
            "16:42: a route goes to one of pool, bands, owner, hold, rep, reject"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, rep: r-1}",
            "16:42: a route goes to one of pool, bands, owner, hold, rep, reject, not to pool and rep"),
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
            "16:66: waitFor does not apply to a route by reject"),
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
        mistake(
            5,
            "amer, members: [r-1]",
            "emea, members: [r-1], rotation: warm, weights: {r-1: 5}",
            "5:3: rotation \"warm\" is shared with pool \"warm\" of other weights; a rotation has one weight for a rep",
            "5:64: warning: weights do nothing with strategy round-robin; did you mean \"weighted-round-robin\"?"),
        mistake(
            4,
            "'true'",
            "'true', strategy: least-load",
            "4:50: unknown strategy \"least-load\"; did you mean \"least-loaded\"?"),
        mistake(
            4,
            "'true'",
            "'true', strategy: weighted-round-robin, weights: {r-1: 0}",
            "4:87: the weight of r-1 must be a whole number from 1 to 10000, not \"0\""),
        // Overflow
        mistake(
            4,
            "'true'",
            "'true', overflow: wst",
            "4:50: unknown pool \"wst\"; did you mean \"west\"?"),
        mistake(
            4,
            "'true'",
            "'true', overflow: warm",
            "4:3: overflow goes round in a circle: warm -> warm"),
        mistake(
            4,
            "'true'}",
            "'true', overflow: east}\n  east: {group: amer, members: [r-1], overflow: north}\n  north: {group: amer, members: [r-1], overflow: east}",
            "5:3: overflow goes round in a circle: east -> north -> east"),
        // Caps and times of pools
        mistake(
            4,
            "'true'",
            "'true', caps: {perday: 3}",
            "4:47: unknown key \"perday\" in caps; did you mean \"perDay\"?"),
        mistake(
            4,
            "'true'",
            "'true', caps: {perWeek: 80, perDay: 1001, rolling: true}",
            "4:68: a rolling perDay must be a whole number from 1 to 1000, not \"1001\""),
        mistake(
            4,
            "'true'",
            "'true', caps: {openLeads: 0, rolling: true}",
            "4:58: openLeads must be a whole number from 1 to 100000, not \"0\"",
            "4:70: warning: rolling does nothing without one of perHour, perDay, perWeek, perMonth"),
        mistake(
            4,
            "'true'",
            "'true', poolCaps: {openLeads: 0, maxUnaccepted: none, perDay: 20000000}",
            "4:62: openLeads must be a whole number from 1 to 10000000, not \"0\"",
            "4:80: maxUnaccepted must be a whole number from 1 to 10000000, not \"none\"",
            "4:94: perDay must be a whole number from 1 to 10000000, not \"20000000\""),
        mistake(
            4,
            "'true'",
            "'true', poolCaps: {perDay: 40, weights: {ana: 2}}",
            "4:63: unknown key \"weights\" in poolCaps; it belongs in a pool"),
        mistake(
            4,
            "'true'",
            "'true', poolCaps: {perDay: 40, timeZone: Europe/Berln}",
            "4:73: unknown time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?"),
        mistake(
            4,
            "'true'",
            "'true', poolCaps: {openLeads: 0, timeZone: Europe/Berlin}",
            "4:62: openLeads must be a whole number from 1 to 10000000, not \"0\"",
            "4:75: warning: timeZone does nothing without one of perHour, perDay, perWeek, perMonth"
                + " that does not roll"),
        mistake(
            4,
            "'true'",
            "'true', poolCaps: {perDay: 1001, rolling: true, timeZone: Europe/Berlin}",
            "4:59: a rolling perDay must be a whole number from 1 to 1000, not \"1001\"",
            "4:90: warning: timeZone does nothing without one of perHour, perDay, perWeek, perMonth"
                + " that does not roll"),
        mistake(
            4,
            "'true'",
            "'true', specialistTurns: half",
            "4:57: unknown answer \"half\"; known: count, free"),
        mistake(
            4,
            "'true'",
            "'true', maxUnaccepted: -1",
            "4:55: maxUnaccepted, unless it is none, must be a whole number from 1 to 100000, not \"-1\""),
        mistake(
            4,
            "'true'",
            "'true', acceptWithin: 31d",
            "4:54: acceptWithin must be a duration such as 90s, 10m, 1h30m or 7d, at most 30d, not \"31d\""),
        mistake(
            4,
            "'true'",
            "'true', acceptWithin: 15m, acceptClock: offce",
            "4:72: unknown calendar \"offce\"; did you mean \"office\"?"),
        mistake(
            4,
            "'true'",
            "'true', acceptWithin: 15m, acceptClock: anywhere",
            "4:72: calendar \"anywhere\" has no timeZone, so that nobody knows when it is open"),
        mistake(
            4,
            "'true'",
            "'true', acceptClock: rep",
            "4:53: acceptClock says in which hours acceptWithin counts, and there is no acceptWithin"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, waitFor: 1h, clock: rep}",
            "16:75: unknown calendar \"rep\"; known: office, anywhere"),
        mistake(
            4,
            "'true'",
            "'true', acceptClock: office",
            "4:53: acceptClock says in which hours acceptWithin counts, and there is no acceptWithin"),
        mistake(
            4,
            "'true'",
            "'true', firstTouchClock: office",
            "4:57: firstTouchClock says in which hours firstTouchWithin counts, and there is no firstTouchWithin"),
        mistake(
            4,
            "'true'",
            "'true', warnBefore: 5m",
            "4:52: warnBefore warns of a time that runs out, and there is neither acceptWithin nor firstTouchWithin"),
        mistake(
            4,
            "'true'",
            "'true', firstTouchWithin: 4h, acceptWithin: 5m, warnBefore: 5m",
            "4:92: warnBefore must be shorter than acceptWithin"),
        mistake(
            4,
            "'true'",
            "'true', acceptWithin: 5m, warnBefore: 100%",
            "4:70: warnBefore must be a duration such as 90s, 10m, 1h30m or 7d, at most 30d, not \"100%\""),
        mistake(
            4,
            "'true'",
            "'true', hours: ofice",
            "4:47: unknown calendar \"ofice\"; did you mean \"office\"?"),
        // Calendars
        mistake(
            22,
            "Europe/Berlin",
            "Europe/Berln",
            "22:22: unknown time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?"),
        mistake(
            22,
            "13:00-18:00",
            "11:00-18:00",
            "22:70: 11:00-18:00 overlaps with 09:00-12:00 on Monday"),
        mistake(
            22,
            "mon-fri: ['09:00-12:00', '13:00-18:00']",
            "mon-fri: 09:00-18:00, fri-sat: 17:00-20:00",
            "22:76: 17:00-20:00 overlaps with 09:00-18:00 on Friday"),
        mistake(
            22,
            "13:00-18:00",
            "18:00-13:00",
            "22:70: hours must be such as \"09:00-12:30\", from earlier to later on one day, not \"18:00-13:00\""),
        mistake(
            22,
            "13:00-18:00",
            "13:00-24:30",
            "22:70: hours must be such as \"09:00-12:30\", from earlier to later on one day, not \"13:00-24:30\""),
        mistake(
            22, "mon-fri", "mo-fr", "22:45: days must be such as mon, or mon-fri, not \"mo-fr\""),
        mistake(
            22,
            "mon-fri",
            "fri-mon",
            "22:45: days must be such as mon, or mon-fri, not \"fri-mon\""),
        mistake(22, "[DE]", "[DK]", "22:98: unknown holiday region \"DK\"; known: DE"),
        mistake(
            22,
            "holidays",
            "holiday",
            "22:87: unknown key \"holiday\" in a calendar; did you mean \"holidays\"?"),
        mistake(
            20,
            "12-25",
            "25-12",
            "20:17: a holiday must be a date such as 2027-01-06, or 12-25 for every year, not \"25-12\""),
        mistake(
            20,
            "12-25",
            "2027-02-29",
            "20:17: a holiday must be a date such as 2027-01-06, or 12-25 for every year, not \"2027-02-29\""),
        mistake(
            20,
            "12-25",
            "+12027-01-06",
            "20:17: a holiday must be a date such as 2027-01-06, or 12-25 for every year, not \"+12027-01-06\""),
        mistake(20, "12-25", "12-25, 12-25", "20:24: duplicate holiday \"12-25\""),
        // Sets
        mistake(
            12,
            "freeMailDomains: [example-mail.org]",
            "sets: {d-a-ch: [DE]}",
            "12:21: the name of a set must be letters, digits and \"_\", so that a condition can say sets.NAME, not \"d-a-ch\""),
        mistake(
            12,
            "freeMailDomains: [example-mail.org]",
            "sets: {dach: [DE, DE]}",
            "12:32: duplicate entry of set dach \"DE\""),
        // What a route asks, and where it counts
        mistake(
            16,
            "{pool: west}",
            "{pool: west, requires: 'lead.language in rep.langages'}",
            "16:87: rep has no field \"langages\"; did you mean \"languages\"?"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, requires: 'now > lead.submittedAt'}",
            "16:66: unknown name \"now\"; known: account, band, engagement, grade, lead, quality, rep, score"),
        mistake(
            16,
            "{pool: west}",
            "{owner: csm, requires: 'true'}",
            "16:65: requires does not apply to a route by owner"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, backup: true}",
            "16:63: backup does not apply to a route by pool"),
        mistake(16, "{pool: west}", "{hold: csm}", "16:42: missing key \"waitFor\" in a route"),
        mistake(
            16,
            "{pool: west}",
            "{owner: csm, backup: maybe}",
            "16:63: backup must be true or false, not \"maybe\""),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, beyondCaps: sometimes}",
            "16:67: beyondCaps must be true or false, not \"sometimes\""),
        mistake(
            16,
            "{pool: west}",
            "{reject: spam, beyondCaps: true}",
            "16:69: beyondCaps does not apply to a route by reject"),
        mistake(
            4,
            "'true'",
            "'true', beyondCaps: true",
            "4:40: unknown key \"beyondCaps\" in a pool; it belongs in a route"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, countsIn: warn}",
            "16:65: unknown pool \"warn\"; did you mean \"warm\"?"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, countsIn: warm}",
            "16:65: pool \"warm\" is of group \"emea\": a turn of group \"amer\" does not count there"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, waitFor: 1h, clock: offce}",
            "16:75: unknown calendar \"offce\"; did you mean \"office\"?"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, waitFor: 1h, clock: anywhere}",
            "16:75: calendar \"anywhere\" has no timeZone, so that nobody knows when it is open"),
        mistake(
            16,
            "{pool: west}",
            "{pool: west, clock: office}",
            "16:62: clock says in which hours waitFor counts, and there is no waitFor"),
        // What else a policy says
        mistake(
            1,
            "id: good",
            "id: good\nmode: watch",
            "2:7: unknown mode \"watch\"; known: assign, observe"),
        mistake(
            1,
            "id: good",
            "id: good\nonLeadChange: reroute",
            "2:15: unknown answer \"reroute\"; known: keep, route-unaccepted"),
        mistake(
            1,
            "id: good",
            "id: good\nonRepLeft: forget",
            "2:12: unknown answer \"forget\"; known: keep, route-unaccepted, route-all"),
        mistake(
            1,
            "id: good",
            "id: good\nonRepAway: route-all",
            "2:12: unknown answer \"route-all\"; known: keep, route-unaccepted"),
        mistake(
            1,
            "id: good",
            "id: good\nonReturn: {pause: forget, creditEvery: 3}",
            "2:19: unknown answer \"forget\"; known: keep, skip, credit",
            "2:40: warning: creditEvery does nothing: nothing is credited"),
        mistake(
            1,
            "id: good",
            "id: good\nonReturn: {vacation: skip}",
            "2:12: unknown key \"vacation\" in onReturn; known: pause, full, cap, offShift, leave, creditAtMost, creditEvery, creditExpires"),
        mistake(
            1,
            "id: good",
            "id: good\nonReturn: {leave: credit, creditAtMost: 0, creditEvery: 1, creditExpires: 2y}",
            "2:41: creditAtMost must be a whole number from 1 to 100, not \"0\"",
            "2:57: creditEvery must be a whole number from 2 to 100, not \"1\"",
            "2:75: creditExpires must be a duration such as 90s, 10m, 1h30m or 7d, at most 365d, not \"2y\""),
        mistake(
            1,
            "id: good",
            "id: good\nleave: credit",
            "2:1: unknown key \"leave\" in a policy; it belongs in onReturn"),
        mistake(
            1,
            "id: good",
            "id: good\nrefunds: {reasons: [bored, spam, spam], perMonth: -1}",
            "2:21: unknown reason \"bored\"; known: bad-contact-data, duplicate, out-of-territory, wrong-persona, competitor, spam",
            "2:34: duplicate reason \"spam\"",
            "2:51: perMonth must be a whole number from 0 to 1000, not \"-1\""),
        mistake(
            1,
            "id: good",
            "id: good\nownership: {person: 500d}",
            "2:21: person must be a duration such as 90s, 10m, 1h30m or 7d, at most 400d, not \"500d\""),
        mistake(
            1,
            "id: good",
            "id: good\nownership: {company: 90d}",
            "2:13: unknown key \"company\" in ownership; known: person, account"),
        mistake(
            1,
            "id: good",
            "id: good\ncontactHours: night",
            "2:15: unknown calendar \"night\"; known: office, anywhere"),
        mistake(
            1,
            "id: good",
            "id: good\nmaxAttempts: 0",
            "2:14: maxAttempts must be a whole number from 1 to 100, not \"0\""),
        mistake(
            1,
            "id: good",
            "id: good\nonFirstTouchMissed: take",
            "2:21: unknown answer \"take\"; known: record, take-back"),
        mistake(
            1,
            "id: good",
            "id: good\nescalateTo: [{pool: warn}]",
            "2:21: unknown pool \"warn\"; did you mean \"warm\"?"),
        mistake(
            1,
            "id: good",
            "id: good\nescalateTo: [{pool: warm, rep: r-1}]",
            "2:14: an escalation goes to one of pool, rep"),
        mistake(
            1,
            "id: good",
            "id: good\nescalateTo: [warm]",
            "2:14: an escalation must be a mapping, not \"warm\""),
        mistake(
            1,
            "id: good",
            "id: good\nescalateTo: [{pool: warm, waitFor: 1h}]",
            "2:27: unknown key \"waitFor\" in an escalation; it belongs in a pool or a route"),
        mistake(
            1,
            "id: good",
            "id: good\nclockStarts: later",
            "2:14: unknown start \"later\"; known: delivery-if-reported, delivery, assignment"),
        mistake(
            1,
            "id: good",
            "id: good\npauseAfterExpired: 0",
            "2:20: pauseAfterExpired must be a whole number from 1 to 100, not \"0\""),
        mistake(
            1,
            "id: good",
            "id: good\npauseFor: 31d",
            "2:11: pauseFor must be a duration such as 90s, 10m, 1h30m or 7d, at most 30d, not \"31d\""),
        mistake(
            1,
            "id: good",
            "id: good\nexpiredCountsFor: always",
            "2:19: expiredCountsFor must be a duration such as 90s, 10m, 1h30m or 7d, at most 30d, not \"always\""),
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
  void whoseHoursTheRepsAreIsNoCalendar() {
    String yaml =
        GOOD.replace(
            "members: 'true'", "members: 'true', firstTouchWithin: 1h, firstTouchClock: rep");
    assertThat(refusal(yaml)).isNull();
    assertThat(refusal(yaml + "  rep: {timeZone: UTC, hours: {mon: 09:00-10:00}}\n"))
        .hasMessage(
            "policy.yaml:4:79: firstTouchClock: rep means the hours of the rep; give calendar"
                + " \"rep\" another name");
  }

  @Test
  void aWaitInHoursOfACalendarIsOverInSomeYears() {
    String yaml =
        GOOD.replace("{pool: west}]", "{pool: west, waitFor: 365d, clock: brief}]")
            + "  brief: {timeZone: UTC, hours: {mon: 09:00-10:00}}\n";
    assertThat(refusal(yaml))
        .hasMessage(
            "policy.yaml:16:77: waitFor is more than all hours of calendar \"brief\" in 5 years");
    assertThat(refusal(yaml.replace("365d", "260h"))).isNull();
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
