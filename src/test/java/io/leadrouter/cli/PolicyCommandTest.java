package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BrokerTest
class PolicyCommandTest {
  static final String POLICY =
      """
      id: sample
      groups: [emea]
      pools:
        everybody: {group: emea, members: 'true', strategy: round-robin}
      scorecard:
        fit: [{when: 'lead.test', points: 1, text: 'a test'}]
        grades: {A: 60, B: 40, C: 20}
        bands: {1: 30, 2: 10}
      rules:
        - id: all
          otherwise: true
          routes: [{pool: everybody}]
      """;

  @TempDir Path directory;

  @Test
  void eachPublicationIsTheNextVersionOfTheFileByteForByte(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = policy(POLICY);

    var first =
        site.run("policy", "publish", file.toString(), "--author=ann", "--message=first try");
    policy(POLICY + "# mended\n");
    var second = site.run("policy", "publish", file.toString(), "--author=bob", "--base=1");

    assertThat(first).isEqualTo(new Shell(0, "published sample/1\n", ""));
    assertThat(second).isEqualTo(new Shell(0, "published sample/2\n", ""));
    var records = site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class);
    assertThat(records).extracting(record -> record.key()).containsExactly("sample/1", "sample/2");
    RoutingPolicy published = records.get(0).value();
    assertThat(published.getYaml()).isEqualTo(POLICY);
    assertThat(published.getAuthor()).isEqualTo("ann");
    assertThat(published.getMessage()).isEqualTo("first try");
    assertThat(published.getChecksum()).matches("[0-9a-f]{64}");
  }

  @Test
  void whatIsInForceIsNotPublishedAgain(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = policy(POLICY);
    site.run("policy", "publish", file.toString());

    assertThat(site.run("policy", "publish", file.toString()))
        .isEqualTo(new Shell(0, "sample/1 is in force already\n", ""));
    assertThat(site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class)).hasSize(1);
  }

  @Test
  void publishRefusesWhatCheckRefuses(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    Path file = policy(POLICY.replace("pool: everybody", "pool: everyone"));

    var check = Shell.run("policy", "check", file.toString());
    var publish = site.run("policy", "publish", file.toString());

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).startsWith(file + ":12:").contains("everyone");
    assertThat(publish).isEqualTo(check);
    assertThat(site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class)).isEmpty();
  }

  @Test
  void withoutMoreItSaysWhatCanBeSaid() {
    assertThat(Shell.run("policy"))
        .isEqualTo(
            new Shell(
                2,
                "",
                """
                lead-router: policy: say one of example, schema, check, diff, publish, history, show, rollback
                Try 'lead-router policy --help'.
                """));
    assertThat(Shell.run("policy", "--help").out())
        .contains("example ", "check ", "diff ", "publish ", "history ", "show ", "rollback ");
  }

  @Test
  void aGoodPolicyPassesTheCheckInSilence() throws IOException {
    assertThat(Shell.run("policy", "check", policy(POLICY).toString()))
        .isEqualTo(new Shell(0, "", ""));
  }

  private Path policy(String yaml) throws IOException {
    return Files.writeString(directory.resolve("policy.yaml"), yaml);
  }
}
