package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Account;
import io.leadrouter.kafka.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BrokerTest
class TailCommandTest {
  private static Site site;

  @TempDir static Path directory;

  @BeforeAll
  static void start(Broker broker) throws IOException {
    site = Site.on(broker).withTopics();
    Path leads = directory.resolve("leads.csv");
    Files.writeString(
        leads,
        """
        leadId,source,submittedAt,company.revenue.amount,company.revenue.currency,plan
        l1,web,2026-05-31T14:30:00Z,1200.50,EUR,gold
        l2,fair,2026-05-31T14:30:01Z,,,
        """);
    site.run("publish", "leads", leads.toString());
    site.send(Topic.ACCOUNTS, "a1", Account.class, null);
    site.send(Topic.ACCOUNTS, "a2", new byte[] {1, 2, 3});
    site.send(Topic.DEAD_LETTERS, "d1", new byte[] {1, 2, 3});
  }

  @Test
  void printsRecordsAsReadableJsonLines() throws IOException {
    var shell = site.run("tail", "leads", "--no-follow", "--key=l1");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out().lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(shell.out());
    assertThat(line.path("topic").asText()).isEqualTo(site.name(Topic.LEADS));
    assertThat(line.path("key").asText()).isEqualTo("l1");
    assertThat(line.path("offset").isNumber()).isTrue();
    assertThat(line.at("/value/submittedAt").asText()).isEqualTo("2026-05-31T14:30:00Z");
    assertThat(line.at("/value/company/revenue").toString())
        .isEqualTo("{\"amount\":1200.5,\"currency\":\"EUR\"}");
    assertThat(line.at("/value/attributes/plan").asText()).isEqualTo("gold");
    assertThat(line.at("/value/consent").asText()).isEqualTo("UNKNOWN");
    assertThat(line.at("/value/person").isNull()).isTrue();
  }

  @Test
  void endsAfterSoManyRecords() {
    assertThat(site.run("tail", "leads", "--from=beginning", "--max=1").out().lines()).hasSize(1);
  }

  @Test
  void whatCannotBeDecodedIsShownAndStopsNothing() {
    var shell = site.run("tail", "accounts", "--no-follow");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .contains("\"key\":\"a1\",\"value\":null")
        .contains("\"base64\":\"AQID\"");
  }

  @Test
  void deadLettersAreShownAsTheyCame() {
    assertThat(site.run("tail", "dead-letters", "--no-follow").out())
        .contains("\"key\":\"d1\",\"headers\":{},\"base64\":\"AQID\"");
  }

  @Test
  void anUnknownTopicIsWrongUsage() {
    var shell = Shell.run("tail", "lead");

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.err())
        .startsWith("lead-router: there is no topic 'lead'; did you mean 'leads'?");
  }
}
