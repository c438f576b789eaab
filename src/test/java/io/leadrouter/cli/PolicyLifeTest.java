package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.Patience;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Caps;
import io.leadrouter.event.Consent;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Person;
import io.leadrouter.event.Policies;
import io.leadrouter.event.Rep;
import io.leadrouter.event.RepStatus;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.Topic;
import io.leadrouter.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several people do to one policy, one after the other and at the same time. */
@BrokerTest
class PolicyLifeTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path directory;

  private Site site;
  private int leads;

  @BeforeEach
  void onlyTheTopicOfPolicies(Broker broker) {
    site = Site.on(broker);
    broker.create(Topic.ROUTING_POLICIES.bareName(), 1, Topic.ROUTING_POLICIES.configs());
  }

  // ---- publish

  @Test
  void nobodyPublishesOverAnothersNewerVersionUnawares() throws IOException {
    there(1, "ann", "one");
    publish("bob", "two", "--base=1", "--message=more\nfor emea");

    Shell refused = publish("ann", "three");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .matches(
            "lead-router: version 2 was published by bob at 20..-..-.. ..:..:.. UTC \\(more for"
                + " emea\\), and you started from version 1; look at 'policy diff 1 2', then"
                + " publish again with --base 2, or with --force\n");

    assertThat(publish("cyd", "three").err())
        .contains("you started from none; look at 'policy show 2'");
    assertThat(publish("ann", "three", "--base=2")).isEqualTo(done("published sample/3\n"));
    assertThat(publish("bob", "four", "--force")).isEqualTo(done("published sample/4\n"));
    assertThat(publish("bob", "five")).isEqualTo(done("published sample/5\n"));
  }

  @Test
  void anotherInBetweenIsSeenAlsoWhenTheNewestIsOnesOwn() throws IOException {
    there(1, "ann", "one");
    there(2, "bob", "two");
    there(3, "ann", "three");

    assertThat(publish("ann", "four", "--base=1").err()).contains("version 2 was published by bob");
    assertThat(publish("ann", "four")).isEqualTo(done("published sample/4\n"));
  }

  @Test
  void aBaseThatNeverWasIsRefused() throws IOException {
    there(1, "ann", "one");
    there(2, "ann", "two");

    assertThat(publish("ann", "three", "--base=7"))
        .isEqualTo(failed("there is no version 7; there is 1 to 2"));
    assertThat(publish("ann", "three", "--base=-1").exitCode()).isEqualTo(2);
  }

  @Test
  void anAuthorWithoutANameIsAskedForOne() throws IOException {
    assertThat(publish(" ", "one").exitCode()).isEqualTo(2);
    assertThat(publish("?", "one").err()).contains("say who publishes it with --author NAME");
  }

  @Test
  void ofManyAtTheSameMomentOnePublishesAndTheOthersAreTold() throws Exception {
    ScheduledExecutorService together = Executors.newScheduledThreadPool(8);
    List<Future<Shell>> authors = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String author = "author-" + i;
      // Some while another reads, some while it writes.
      authors.add(together.schedule(() -> publish(author, author), i * 60L, TimeUnit.MILLISECONDS));
    }
    List<Shell> answers = new ArrayList<>();
    for (Future<Shell> answer : authors) {
      answers.add(answer.get());
    }
    together.shutdown();

    assertThat(answers).filteredOn(done("published sample/1\n")::equals).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.exitCode() == 1)
        .hasSize(7)
        .allSatisfy(
            answer ->
                assertThat(answer.err())
                    .containsAnyOf("somebody else publishes", "version 1 was published by"));
    assertThat(site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class)).hasSize(1);
  }

  @Test
  void whoeverBeginsLaterShutsTheOtherOut() {
    try (PolicyShelf slow = PolicyShelf.on(site.config());
        PolicyShelf quick = PolicyShelf.on(site.config())) {
      assertThatThrownBy(
              () ->
                  slow.publish(
                      nothing -> {
                        quick.publish(history -> Optional.of(version(history.next(), "bob")));
                        return Optional.of(version(nothing.next(), "ann"));
                      }))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("somebody else publishes a policy at this moment");
    }
    assertThat(site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class))
        .extracting(record -> record.value().getAuthor())
        .containsExactly("bob");
  }

  @Test
  void whatWasPublishedIsThereForWhoeverLooksAtOnce() {
    try (PolicyShelf shelf = PolicyShelf.on(site.config())) {
      for (int version = 1; version <= 10; version++) {
        shelf.publish(history -> Optional.of(version(history.next(), "ann")));
        assertThat(shelf.history().next()).isEqualTo(version + 1);
      }
    }
  }

  private static PublishedPolicy version(int version, String author) {
    return PublishedPolicy.of("sample", version, 1, text("one"), author, "", NOON);
  }

  @Test
  void aVersionThatOnlyANewerReleaseReadsIsPublishedOverKnowingly() throws IOException {
    there(1, "ann", "one");
    send(newerFormat(2));

    assertThat(publish("ann", "two").err()).contains("version 2 was published by eve");
    // What is in force does not go without saying: it is not the newest.
    assertThat(publish("ann", "one", "--base=2")).isEqualTo(done("published sample/3\n"));
  }

  @Test
  void aVersionThatCannotBeReadIsNotGivenAwayAgain() throws IOException {
    there(1, "ann", "one");
    site.send(Topic.ROUTING_POLICIES, "sample/2", "garbage".getBytes(StandardCharsets.UTF_8));

    assertThat(publish("ann", "two")).isEqualTo(done("published sample/3\n"));
  }

  // ---- history

  @Test
  void historySaysWhoPublishedWhatAndWhatRoutersMakeOfIt() throws IOException {
    publish("ann", "one", "--message=the beginning");
    PublishedPolicy two =
        PublishedPolicy.of("sample", 2, 1, text("two"), "bob", "more\nfor emea", NOON);
    send(two);
    send(newerFormat(3));
    send(damaged(4, "four"));
    site.send(Topic.ROUTING_POLICIES, "sample/5", "garbage".getBytes(StandardCharsets.UTF_8));
    send(PublishedPolicy.of("sample", 6, 1, "id: sample", "dee", "", NOON));

    Shell history = site.run("policy", "history");
    assertThat(history.err()).isEmpty();
    assertThat(history.exitCode()).isZero();
    assertThat(history.out().replaceAll("20..-..-.. ..:..:..", "(             time)"))
        .isEqualTo(
            """
            VERSION  ID      PUBLISHED (UTC)      AUTHOR  MESSAGE        CHECKSUM      STATE
            6        sample  (             time)  dee                    %s  refused: missing key "groups" in a policy (and 2 more)
            5                                                                          refused: its record cannot be used
            4        sample  (             time)  cyd                    %s  refused: damaged: its text does not have the checksum it was published with
            3        sample  (             time)  eve                    %s  refused: written in format %d of the policy language; this router reads up to %d: run a newer router
            2        sample  (             time)  bob     more for emea  %s  in force
            1        sample  (             time)  ann     the beginning  %s
            """
                .formatted(
                    PublishedPolicy.of("sample", 6, 1, "id: sample", "", "", NOON)
                        .checksum()
                        .substring(0, 12),
                    "0".repeat(12),
                    newerFormat(3).checksum().substring(0, 12),
                    Policy.FORMAT + 1,
                    Policy.FORMAT,
                    two.checksum().substring(0, 12),
                    PublishedPolicy.of("sample", 1, 1, text("one"), "", "", NOON)
                        .checksum()
                        .substring(0, 12)));
  }

  @Test
  void anEmptyHistoryIsASentence() {
    assertThat(site.run("policy", "history"))
        .isEqualTo(
            done(
                "no policy was published to %s yet\n"
                    .formatted(site.name(Topic.ROUTING_POLICIES))));
  }

  // ---- show

  @Test
  void showPrintsTheTextByteForByte() throws IOException {
    String odd = text("one") + "# Zürich → 東京\t\r\n# no line end";
    publishText("ann", odd);
    there(2, "ann", "two");
    send(newerFormat(3));

    assertThat(site.run("policy", "show", "1")).isEqualTo(done(odd));
    assertThat(site.run("policy", "show", "in-force")).isEqualTo(done(text("two")));
    assertThat(site.run("policy", "show", "3")).isEqualTo(done("a: newer language\n"));
  }

  @Test
  void showSaysWhatThereIsWhenThereIsNotWhatIsAskedFor() throws IOException {
    assertThat(site.run("policy", "show", "1"))
        .isEqualTo(failed("there is no version 1; none was published yet"));
    assertThat(site.run("policy", "show", "in-force")).isEqualTo(failed("no policy is in force"));
    there(1, "ann", "one");
    there(2, "ann", "two");
    send(newerFormat(5));
    site.send(Topic.ROUTING_POLICIES, "sample/7", "garbage".getBytes(StandardCharsets.UTF_8));
    assertThat(site.run("policy", "show", "3"))
        .isEqualTo(failed("there is no version 3; there is 1 to 2, 5, 7"));
    assertThat(site.run("policy", "show", "7"))
        .isEqualTo(failed("the record of version 7 cannot be used"));
    assertThat(site.run("policy", "show", "newest").exitCode()).isEqualTo(2);
  }

  @Test
  void whoIsShownADamagedTextIsTold() {
    send(damaged(1, "one"));

    Shell shown = site.run("policy", "show", "1");

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.out()).isEqualTo(text("one"));
    assertThat(shown.err()).startsWith("lead-router: version 1 is damaged");
  }

  // ---- diff

  @Test
  void diffComparesVersionsWithEachOtherAndWithAFile() throws IOException {
    there(1, "ann", "one");
    there(2, "bob", "two");
    Path file = Files.writeString(directory.resolve("three.yaml"), text("three"));

    String oneToTwo =
        """
        - rule one: when true; routes pool everybody
        + rule two: when true; routes pool everybody
        """;
    assertThat(site.run("policy", "diff", "1", "2")).isEqualTo(done(oneToTwo));
    assertThat(site.run("policy", "diff", "1", "in-force")).isEqualTo(done(oneToTwo));
    assertThat(site.run("policy", "diff", file.toString()))
        .isEqualTo(done(oneToTwo.replace("two", "three").replace("one", "two")));
    assertThat(site.run("policy", "diff", "2", "in-force")).isEqualTo(done("both mean the same\n"));
    assertThat(site.run("policy", "diff", "1", "7"))
        .isEqualTo(failed("there is no version 7; there is 1 to 2"));
  }

  // ---- rollback

  @Test
  void rollbackPublishesTheTextOfAVersionAgainOverWhoeverCameAfter() throws IOException {
    there(1, "ann", "one");
    there(2, "bob", "two");

    assertThat(rollback(1, "--author=cyd"))
        .isEqualTo(done("published sample/3, the text of version 1\n"));
    assertThat(rollback(2, "--message=it was good")).extracting(Shell::exitCode).isEqualTo(0);

    var records = site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class);
    assertThat(records).extracting(record -> record.key()).endsWith("sample/3", "sample/4");
    PublishedPolicy third = Policies.read(records.get(2).value());
    assertThat(third.yaml()).isEqualTo(text("one"));
    assertThat(third.intact()).isTrue();
    assertThat(third.author()).isEqualTo("cyd");
    assertThat(third.message()).isEqualTo("rollback to 1");
    assertThat(records.get(3).value().getMessage()).isEqualTo("it was good");
  }

  @Test
  void thereIsNoRollbackToWhatIsInForceOrNeverWas() throws IOException {
    there(1, "ann", "one");
    there(2, "ann", "two");

    assertThat(rollback(2)).isEqualTo(failed("version 2 is in force already"));
    assertThat(rollback(9)).isEqualTo(failed("there is no version 9; there is 1 to 2"));
    rollback(1);
    assertThat(rollback(1))
        .isEqualTo(failed("version 3 is in force already, with the text of version 1"));
  }

  @Test
  void thereIsNoRollbackToWhatThisReleaseRefuses() throws IOException {
    send(PublishedPolicy.of("sample", 1, 1, "id: sample", "dee", "", NOON));
    send(damaged(2, "two"));
    send(newerFormat(3));
    there(4, "ann", "four");

    assertThat(rollback(1)).satisfies(found("sample@1:1:1: missing key"));
    assertThat(rollback(2)).satisfies(found("sample@2:1:1: damaged"));
    assertThat(rollback(3)).satisfies(found("sample@3:1:1: written in format"));
    assertThat(site.read(Topic.ROUTING_POLICIES, RoutingPolicy.class)).hasSize(4);
  }

  @Test
  void rollingBackToTheOneInForceLeavesARefusedOneBehind() throws IOException {
    there(1, "ann", "one");
    send(newerFormat(2));

    assertThat(rollback(1)).isEqualTo(done("published sample/3, the text of version 1\n"));
    assertThat(site.run("policy", "show", "in-force")).isEqualTo(done(text("one")));
  }

  @Test
  void aRunningRouterTakesOverWhatWasRolledBackAsANewVersion(Broker another) throws Exception {
    site = Site.on(another).withTopics();
    publish("ann", "one");
    Map<String, String> settings =
        Map.of(
            "application.id",
            another.named("router"),
            "state.dir",
            directory.resolve("state").toString(),
            "http.host",
            "127.0.0.1",
            "http.port",
            "0");
    try (Router router = new Router(site.config(settings))) {
      router.start();
      site.send(Topic.REPS, "ana", Rep.class, rep("ana"));
      decidedBy(1, "one");
      publish("ann", "two");
      decidedBy(2, "two");
      rollback(1);
      decidedBy(3, "one");
    }
  }

  /** Leads come until one is decided by this version. */
  private void decidedBy(int version, String rule) {
    Patience.await()
        .untilAsserted(
            () -> {
              String leadId = "lead-" + leads++;
              site.send(Topic.LEADS, leadId, Lead.class, lead(leadId));
              assertThat(site.read(Topic.ROUTING_DECISIONS, RoutingDecision.class))
                  .extracting(ConsumerRecord::value)
                  .filteredOn(decision -> decision.getKind() == DecisionKind.ASSIGNED)
                  .extracting(RoutingDecision::getPolicyVersion, RoutingDecision::getRuleId)
                  .contains(tuple(version, rule));
            });
  }

  private static Rep rep(String repId) {
    return Rep.newBuilder()
        .setRepId(repId)
        .setGroup("emea")
        .setStatus(RepStatus.ACTIVE)
        .setCaps(new Caps(100, null, null, null, null, false))
        .build();
  }

  private static Lead lead(String leadId) {
    return Lead.newBuilder()
        .setLeadId(leadId)
        .setEventId(leadId)
        .setSource("web")
        .setSubmittedAt(NOON)
        .setPerson(new Person(leadId + "@example.com", null, "Ann", "Lee", null))
        .setConsent(Consent.GRANTED)
        .build();
  }

  // ---- where nothing is ready

  @Test
  void withoutTheTopicOrABrokerEachIsRefusedInASentence(Broker another) throws IOException {
    Site bare = Site.on(another);
    String file = file(text("one")).toString();
    for (String[] command :
        new String[][] {
          {"policy", "publish", file},
          {"policy", "history"},
          {"policy", "show", "1"},
          {"policy", "rollback", "1"}
        }) {
      assertThat(bare.run(command))
          .isEqualTo(
              failed(
                  "topic %s is missing; create it with 'lead-router topics create'"
                      .formatted(bare.name(Topic.ROUTING_POLICIES))));
      assertThat(away(command))
          .isEqualTo(
              failed(
                  "no broker answers at 127.0.0.1:1 within 0 s; start it, or set bootstrap.servers"));
    }
  }

  private Shell away(String[] command) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("away.properties"),
            "bootstrap.servers=127.0.0.1:1\nstartup.timeout.ms=300\n");
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--config=" + config);
    return Shell.run(all.toArray(String[]::new));
  }

  // ---- words

  private static String text(String name) {
    return PolicyCommandTest.POLICY
        .replace("id: all", "id: " + name)
        // Nobody accepts here.
        .replace("members: 'true'", "members: 'true', maxUnaccepted: none");
  }

  private Shell publish(String author, String name, String... more) throws IOException {
    return publishText(author, text(name), more);
  }

  private Shell publishText(String author, String yaml, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("policy", "publish", file(yaml).toString()));
    all.add("--author=" + author);
    all.addAll(List.of(more));
    return site.run(all.toArray(String[]::new));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "policy", ".yaml"), yaml);
  }

  private Shell rollback(int version, String... more) {
    List<String> all = new ArrayList<>(List.of("policy", "rollback", Integer.toString(version)));
    all.addAll(List.of(more));
    return site.run(all.toArray(String[]::new));
  }

  private void send(PublishedPolicy policy) {
    site.send(Topic.ROUTING_POLICIES, policy.key(), RoutingPolicy.class, Policies.write(policy));
  }

  private static PublishedPolicy newerFormat(int version) {
    return PublishedPolicy.of(
        "sample", version, Policy.FORMAT + 1, "a: newer language\n", "eve", "", NOON);
  }

  private static PublishedPolicy damaged(int version, String name) {
    return new PublishedPolicy("sample", version, 1, text(name), "0".repeat(64), "cyd", "", NOON);
  }

  private void there(int version, String author, String name) {
    send(PublishedPolicy.of("sample", version, 1, text(name), author, "", NOON));
  }

  private static ThrowingConsumer<Shell> found(String finding) {
    return shell -> {
      assertThat(shell.exitCode()).isEqualTo(Main.FAILED);
      assertThat(shell.out()).startsWith(finding);
      assertThat(shell.err()).isEmpty();
    };
  }

  private static Shell done(String out) {
    return new Shell(Main.DONE, out, "");
  }

  private static Shell failed(String sentence) {
    return new Shell(Main.FAILED, "", "lead-router: " + sentence + "\n");
  }
}
