package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Account;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Holder;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepStatus;
import io.leadrouter.event.TurnsAhead;
import io.leadrouter.kafka.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BrokerTest
class PublishCommandTest {
  private static final String NOW = "--set=submittedAt={now}";
  private static final String SOURCE = "--set=source=test";

  @TempDir Path directory;

  @Test
  void columnsGoToTheFieldsOfTheirNamesAndTheRestIntoAttributes(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file =
        file(
            "leads.csv",
            """
            leadId,eventId,Source,submitted_at,E-Mail,company.name,company.employees,company.revenue.amount,company.revenue.currency,consent,test,plan
            l1,e1,web,2026-05-31T14:30:00Z,ann@acme.example,"Acme ""X"", Inc",500,1234.5,EUR,granted,yes,gold
            """);

    var shell = site.run("publish", "leads", file.toString());

    assertThat(shell.err()).isEqualTo("1 published, 0 bad\n");
    assertThat(shell.exitCode()).isZero();
    ConsumerRecord<String, Lead> record = site.read(Topic.LEADS, Lead.class).get(0);
    Lead lead = record.value();
    assertThat(record.key()).isEqualTo("l1");
    assertThat(lead.getSource()).isEqualTo("web");
    assertThat(lead.getSubmittedAt()).isEqualTo(Instant.parse("2026-05-31T14:30:00Z"));
    assertThat(lead.getPerson().getEmail()).isEqualTo("ann@acme.example");
    assertThat(lead.getCompany().getName()).isEqualTo("Acme \"X\", Inc");
    assertThat(lead.getCompany().getEmployees()).isEqualTo(500);
    assertThat(lead.getCompany().getRevenue().getAmount())
        .isEqualByComparingTo(new BigDecimal("1234.5"));
    assertThat(lead.getConsent()).isEqualTo(Consent.GRANTED);
    assertThat(lead.getTest()).isTrue();
    assertThat(lead.getAttributes()).isEqualTo(Map.of("plan", "gold"));
  }

  @Test
  void openLeadsComeWithWhoHasThem(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file =
        file(
            "open.csv",
            """
            leadId,Created,E-Mail,Owner,Assigned On,First Call
            l1,2026-05-01,a@b.example,ana,2026-05-02T08:00:00Z,2026-05-02T09:00:00Z
            l2,2026-05-01,c@d.example,bob,,
            l3,2026-05-01,e@f.example,,,
            l4,2026-05-01,g@h.example,bob,yesterday,
            l5,2026-05-01,i@j.example,,2026-05-02T08:00:00Z,
            """);

    var shell =
        site.run(
            "publish",
            "leads",
            file.toString(),
            SOURCE,
            "--map=submittedAt=Created",
            "--map=person.email=E-Mail",
            "--map=holder.repId=Owner",
            "--map=holder.assignedAt=Assigned On",
            "--map=holder.acceptedAt=First Call");

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err())
        .contains("open.csv:5: holder.assignedAt", "open.csv:6: holder.repId: missing");
    Instant given = Instant.parse("2026-05-02T08:00:00Z");
    assertThat(site.read(Topic.LEADS, Lead.class))
        .extracting(record -> record.value().getHolder())
        .containsExactlyInAnyOrder(
            new Holder("ana", given, given.plusSeconds(3600)), new Holder("bob", null, null), null);
  }

  @Test
  void repsBringTheirTurns(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = file("reps.csv", "repId,group,turnsAhead\nana,emea,hot:3|everybody:0\nbob,emea,\n");

    assertThat(site.run("publish", "reps", file.toString()).exitCode()).isZero();

    assertThat(site.read(Topic.REPS, Rep.class))
        .extracting(record -> record.value().getTurnsAhead())
        .containsExactlyInAnyOrder(
            List.of(new TurnsAhead("hot", 3), new TurnsAhead("everybody", 0)), List.of());
  }

  @Test
  void aMappingFillsFieldsFromColumnsTextsAndBoth(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file =
        file(
            "fair.csv",
            "when;Mail;Firm;Kind\n31.05.2026 16:30;a@b.example;Acme;GmbH\n01.06.2026 00:00;;;\n");
    Path mapping =
        file(
            "mapping.yaml",
            """
            map:
              submittedAt: when
              person.email: Mail
              company.name: "{Firm} {Kind}"
            set:
              source: trade-fair
              campaign: "{file} line {line} row {row} {{x}}"
            timeFormat: dd.MM.yyyy HH:mm
            timeZone: Europe/Berlin
            """);

    var shell = site.run("publish", "leads", file.toString(), "--mapping=" + mapping);

    assertThat(shell.err()).isEqualTo("2 published, 0 bad\n");
    Map<String, Lead> leads = leads(site);
    Lead first = leads.get("fair-1");
    assertThat(first.getSubmittedAt()).isEqualTo(Instant.parse("2026-05-31T14:30:00Z"));
    assertThat(first.getCompany().getName()).isEqualTo("Acme GmbH");
    assertThat(first.getCampaign()).isEqualTo("fair line 2 row 1 {x}");
    assertThat(first.getAttributes()).isEmpty();
    assertThat(leads.get("fair-2").getPerson()).isNull();
    assertThat(leads.get("fair-2").getCompany()).isNull();
  }

  @Test
  void theSameFilePublishedTwiceMakesDuplicatesAndAMendedRowDoesNot(Broker broker)
      throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = file("daily.csv", "country\nDE\nFR\n");
    site.run("publish", "leads", file.toString(), NOW, SOURCE);
    site.run("publish", "leads", file.toString(), NOW, SOURCE);

    assertThat(events(site).values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    file("daily.csv", "country\nDE\nES\n");
    site.run("publish", "leads", file.toString(), NOW, SOURCE);

    assertThat(events(site).get("daily-1")).hasSize(1);
    assertThat(events(site).get("daily-2")).hasSize(2);
  }

  @Test
  void brokenRowsAreNamedByLineAndTheGoodOnesAreSent(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file =
        file(
            "broken.csv",
            """
            leadId,submittedAt,company.employees,note
            ok1,2026-05-31,10,"two
            lines"
            bad1,yesterday,10,x
            bad2,2026-05-31,many,x
            bad3,2026-05-31
            bad4,2026-05-31,10,"never closed
            ok2,2026-05-31,10,x
            bad5,2026-05-31,10,"quoted" text

            ok3,2026-05-31,,
            """);
    Path errors = directory.resolve("errors.txt");

    var shell = site.run("publish", "leads", file.toString(), SOURCE, "--errors=" + errors);

    assertThat(shell.exitCode()).isEqualTo(1);
    List<String> expected =
        List.of(
            "broken.csv:4: submittedAt: not a time; write 2026-05-31T14:30:00Z, or name its form with --time-format",
            "broken.csv:5: company.employees: not a whole number",
            "broken.csv:6: row: 2 columns, but the header names 4",
            "broken.csv:7: row: a quote is opened and not closed",
            "broken.csv:9: row: text follows a closing quote; quotes inside are doubled");
    assertThat(shell.err().lines())
        .containsExactlyElementsOf(
            java.util.stream.Stream.concat(
                    expected.stream(), java.util.stream.Stream.of("3 published, 5 bad"))
                .toList());
    assertThat(errors).hasContent(String.join("\n", expected));
    assertThat(leads(site)).containsOnlyKeys("ok1", "ok2", "ok3");
    assertThat(leads(site).get("ok1").getAttributes()).containsEntry("note", "two\nlines");
  }

  @Test
  void badRowsNeverQuoteWhatStandsInThem() throws IOException {
    Path file =
        file(
            "leads.jsonl",
            "{\"leadId\": \"1\", \"consent\": \"ann@acme.example\"}\n{ann@acme.example}\n");

    var shell = Shell.run("publish", "leads", file.toString(), NOW, SOURCE, "--dry-run");

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err())
        .contains("leads.jsonl:1: consent: must be one of UNKNOWN, GRANTED, DENIED")
        .contains("leads.jsonl:2: row: not JSON")
        .contains("0 good, 2 bad")
        .doesNotContain("ann@");
  }

  @Test
  void onlyTheFirstBadRowsAreShown() throws IOException {
    String rows = IntStream.range(0, 30).mapToObj(i -> "perhaps\n").collect(Collectors.joining());
    Path file = file("leads.csv", "test\n" + rows);

    var shell = Shell.run("publish", "leads", file.toString(), NOW, SOURCE, "--dry-run");

    assertThat(shell.err().lines()).hasSize(22);
    assertThat(shell.err()).contains("… and 10 more; --errors FILE writes them all");
  }

  @Test
  void jsonLinesMayNestObjectsAndLists(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path accounts =
        file(
            "accounts.jsonl",
            """
            {"accountId": "a1", "domains": ["acme.example", "acme.test"], "lifecycle": "customer", "owners": [{"role": "account-executive", "repId": "r1"}], "revenue": {"amount": 12.5, "currency": "EUR"}}
            """);

    assertThat(site.run("publish", "accounts", accounts.toString()).exitCode()).isZero();

    Account account = site.read(Topic.ACCOUNTS, Account.class).get(0).value();
    assertThat(account.getDomains()).containsExactly("acme.example", "acme.test");
    assertThat(account.getLifecycle()).isEqualTo(Lifecycle.CUSTOMER);
    assertThat(account.getOwners()).singleElement().extracting("repId").isEqualTo("r1");
    assertThat(account.getRevenue().getAmount()).isEqualByComparingTo("12.5");
  }

  @Test
  void listsAreWrittenWithBarsAndOwnersWithColons(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path accounts =
        file(
            "accounts.csv",
            "accountId;domains;owners\na1;acme.example|acme.test;account-executive:r1|customer-success:r2\na2;;nobody\n");

    var shell = site.run("publish", "accounts", accounts.toString());

    assertThat(shell.err()).contains("accounts.csv:3: owners: not of the form role:repId");
    Account account = site.read(Topic.ACCOUNTS, Account.class).get(0).value();
    assertThat(account.getDomains()).containsExactly("acme.example", "acme.test");
    assertThat(account.getOwners()).extracting("role", "repId").hasSize(2);
    assertThat(account.getOwners().get(1).getRepId()).isEqualTo("r2");
  }

  @Test
  void repsHaveCapsAndWorkingHours(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path reps =
        file(
            "reps.csv",
            "repId,group,skills,caps.openLeads,workingHours,timeOff\n"
                + "r1,emea,enterprise|de,25,1 09:00 17:00|2 09:00 12:00,2026-08-01T00:00Z 2026-08-15T00:00Z holiday\n"
                + "r2,emea,,,,\n");

    assertThat(site.run("publish", "reps", reps.toString()).err())
        .isEqualTo("2 published, 0 bad\n");

    Map<String, Rep> published =
        site.read(Topic.REPS, Rep.class).stream()
            .collect(Collectors.toMap(ConsumerRecord::key, ConsumerRecord::value));
    Rep first = published.get("r1");
    assertThat(first.getSkills()).containsExactly("enterprise", "de");
    assertThat(first.getCaps().getOpenLeads()).isEqualTo(25);
    assertThat(first.getCaps().getPerDay()).isNull();
    assertThat(first.getWorkingHours()).extracting("day").containsExactly(1, 2);
    assertThat(first.getWorkingHours().get(0).getTo()).isEqualTo("17:00");
    assertThat(first.getTimeOff().get(0).getReason()).isEqualTo("holiday");
    Rep second = published.get("r2");
    assertThat(second.getStatus()).isEqualTo(RepStatus.ACTIVE);
    assertThat(second.getWeight()).isEqualTo(100);
    assertThat(second.getCaps().getOpenLeads()).isNull();
  }

  @Test
  void activitiesAndOutcomesAreKeyedByTheirLead(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path activities = file("a.csv", "leadId,kind,occurredAt,page\nl1,webinar,1780000000,home\n");
    Path outcomes =
        file(
            "o.csv",
            "leadId,disposition,occurredAt,value.amount,value.currency\nl1,converted,1780000000123,99,EUR\n");

    assertThat(site.run("publish", "activities", activities.toString()).exitCode()).isZero();
    assertThat(site.run("publish", "outcomes", outcomes.toString()).exitCode()).isZero();

    var activity = site.read(Topic.LEAD_ACTIVITIES, LeadActivity.class).get(0);
    assertThat(activity.key()).isEqualTo("l1");
    assertThat(activity.value().getEventId()).startsWith("a-1-");
    assertThat(activity.value().getOccurredAt()).isEqualTo(Instant.ofEpochSecond(1780000000));
    assertThat(activity.value().getAttributes()).containsEntry("page", "home");
    LeadOutcome outcome = site.read(Topic.LEAD_OUTCOMES, LeadOutcome.class).get(0).value();
    assertThat(outcome.getDisposition()).isEqualTo(Disposition.CONVERTED);
    assertThat(outcome.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(1780000000123L));
    assertThat(outcome.getValue().getCurrency()).isEqualTo("EUR");
  }

  @Test
  void gzippedFilesAndOtherCharacterSetsAreRead(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = directory.resolve("leads.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("leadId,city\nl1,Köln\n".getBytes(Charset.forName("windows-1252")));
    }

    assertThat(site.run("publish", "leads", file.toString(), NOW, SOURCE).err())
        .contains("leads.csv.gz:2: row: not in the expected character set; name it with --charset");
    site.run("publish", "leads", file.toString(), NOW, SOURCE, "--charset=windows-1252");

    assertThat(leads(site).get("l1").getAttributes()).containsEntry("city", "Köln");
  }

  @Test
  void anExplicitConstantGoesBeforeAColumnThatHappensToHaveTheName(Broker broker)
      throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = file("leads.csv", "leadId,campaign\nl1,3\n");

    site.run("publish", "leads", file.toString(), NOW, SOURCE, "--set=campaign=spring");

    Lead lead = leads(site).get("l1");
    assertThat(lead.getCampaign()).isEqualTo("spring");
    assertThat(lead.getAttributes()).containsEntry("campaign", "3");
  }

  @Test
  void aPersonsColumnsNeverEndUpAmongTheAttributes(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = file("leads.csv", "leadId,email,First Name,phone\nl1,a@b.example,Ann,+49 30 1\n");

    site.run("publish", "leads", file.toString(), NOW, SOURCE);

    Lead lead = leads(site).get("l1");
    assertThat(lead.getAttributes()).isEmpty();
    assertThat(lead.getPerson().getFirstName()).isEqualTo("Ann");
  }

  @Test
  void whatCannotBePublishedAtAllIsRefusedBeforeAnythingIsSent() throws IOException {
    Path leads = file("leads.csv", "leadId\nl1\n");
    Path reps = file("reps.csv", "repId,group,colour\nr1,emea,red\n");

    assertThat(Shell.run("publish", "leads", leads.toString(), SOURCE).err())
        .isEqualTo(
            "lead-router: no column fills submittedAt, which leads must have; say --map"
                + " submittedAt=COLUMN or --set submittedAt={now}\n");
    assertThat(Shell.run("publish", "reps", reps.toString()).err())
        .contains("reps have no field for column 'colour'")
        .contains("--ignore colour");
    assertThat(Shell.run("publish", "leads", leads.toString(), "--map=person.mail=x").err())
        .contains("leads have no field 'person.mail'; did you mean 'person.email'?");
    assertThat(Shell.run("publish", "leads", leads.toString(), "--map=country=leadID").err())
        .contains("there is no column 'leadID'; did you mean 'leadId'?");
    assertThat(Shell.run("publish", "leads", directory + "/none.csv").err())
        .contains("there is no file");
  }

  @Test
  void aMissingTopicIsRefusedInOneSentence(Broker broker) throws IOException {
    Path file = file("leads.csv", "leadId\nl1\n");

    var shell = Site.on(broker).run("publish", "leads", file.toString(), NOW, SOURCE);

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("is missing; create it with 'lead-router topics create'");
  }

  private Map<String, Lead> leads(Site site) {
    return site.read(Topic.LEADS, Lead.class).stream()
        .collect(Collectors.toMap(ConsumerRecord::key, ConsumerRecord::value));
  }

  private Map<String, java.util.Set<String>> events(Site site) {
    return site.read(Topic.LEADS, Lead.class).stream()
        .collect(
            Collectors.groupingBy(
                ConsumerRecord::key,
                Collectors.mapping(r -> r.value().getEventId(), Collectors.toSet())));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }
}
