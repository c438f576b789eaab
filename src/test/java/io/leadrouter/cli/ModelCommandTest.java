package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.event.ScoringModel;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.Topic;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.ModelText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to the models that routers score leads with. */
@BrokerTest
class ModelCommandTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path directory;

  private Site site;

  @BeforeEach
  void onlyTheTopicOfModels(Broker broker) {
    site = Site.on(broker);
    broker.create(Topic.SCORING_MODELS.bareName(), 1, Topic.SCORING_MODELS.configs());
  }

  @Test
  void whereNothingWasTrainedTheScorecardDecides() {
    String none =
        "no model was published to %s yet: the scorecard decides\n"
            .formatted(site.name(Topic.SCORING_MODELS));
    assertThat(site.run("model", "show")).isEqualTo(done(none));
    assertThat(site.run("model", "history")).isEqualTo(done(none));
    assertThat(site.run("model", "show", "3"))
        .isEqualTo(failed("there is no version 3; none was published yet"));
    assertThat(site.run("model", "pin", ModelHistory.IN_FORCE))
        .isEqualTo(failed("no model is in force; none was published yet"));
    assertThat(site.run("model", "unpin"))
        .isEqualTo(done("no model is pinned; no model is in force: the scorecard decides\n"));
  }

  @Test
  void theNewestThatWasTrainedIsInForceAndSaysWhatItHasLearnt() {
    trained(8, 100);
    trained(9, 300);
    trained(10, 500);

    assertThat(site.run("model", "history").out())
        .isEqualTo(
            """
            VERSION  CREATED (UTC)        ORIGIN   OUTCOMES  CONVERSIONS  LOG LOSS  OF RATE  MESSAGE  STATE
            10       2026-03-02 12:10:00  trained  500       250          %s    0.6931            in force
            9        2026-03-02 12:09:00  trained  300       150          %s    0.6931
            8        2026-03-02 12:08:00  trained  100       50           %s    0.6931
            """
                .formatted(logLoss(500), logLoss(300), logLoss(100)));
    Shell shown = site.run("model", "show");
    assertThat(shown.out())
        .startsWith("version 10, trained at 2026-03-02 12:10:00 UTC, in force\n")
        .contains("500 outcomes, 250 of them conversions\n")
        .contains("lately: log loss " + logLoss(500) + " (0.6931 by the rate alone)")
        .containsPattern("\\+\\d\\.\\d\\d  source = referral \\(249 leads\\)")
        .containsPattern("-\\d\\.\\d\\d  source = web \\(250 leads\\)")
        .endsWith("versions: 10 (in force), 9, 8\n");
    assertThat(site.run("model", "show", "8").out())
        .startsWith("version 8, trained at 2026-03-02 12:08:00 UTC, not in force\n");
  }

  @Test
  void aPinnedVersionIsInForceUntilItIsUnpinned() {
    trained(1, 100);
    trained(2, 200);

    assertThat(site.run("model", "pin", "1", "--author=ann", "--message=2 is odd"))
        .isEqualTo(done("pinned version 1\n"));
    assertThat(site.run("model", "pin", "in-force", "--author=bob"))
        .isEqualTo(done("version 1 is pinned already\n"));
    trained(3, 300);
    assertThat(site.run("model", "show").out())
        .matches(
            "(?s)version 1, trained at 2026-03-02 12:01:00 UTC, in force, pinned by ann at"
                + " 20..-..-.. ..:..:.. UTC \\(2 is odd\\)\n.*")
        .endsWith("versions: 3, 2, 1 (in force)\n");

    assertThat(site.run("model", "rollback", "2", "--author=ann"))
        .isEqualTo(done("pinned version 2\n"));
    // The pin is a copy: it outlives its version.
    site.send(Topic.SCORING_MODELS, "2", null);
    assertThat(site.run("model", "show").out()).endsWith("versions: 3, 2 (in force), 1\n");

    assertThat(site.run("model", "unpin")).isEqualTo(done("unpinned; version 3 is in force\n"));
    assertThat(site.run("model", "unpin"))
        .isEqualTo(done("no model is pinned; version 3 is in force\n"));
    assertThat(site.run("model", "pin", "2"))
        .isEqualTo(failed("there is no version 2; there is 3, 1"));
  }

  @Test
  void whatIsExportedCanBeImportedElsewhereAndIsPinned() throws IOException {
    trained(1, 400);
    trained(2, 500);
    Path file = directory.resolve("emea.model");

    assertThat(site.run("model", "export", "1", file.toString()))
        .isEqualTo(done("wrote version 1 to " + file + "\n"));
    assertThat(Files.readString(file)).isEqualTo(text(400));
    Path nowhere = directory.resolve("nowhere").resolve("emea.model");
    assertThat(site.run("model", "export", "1", nowhere.toString()))
        .isEqualTo(failed(nowhere + " cannot be written: there is no directory of it"));
    assertThat(site.run("model", "export", "1", directory.toString()))
        .isEqualTo(failed(directory + " is a directory; name a file in it"));
    assertThat(Shell.run("score", "show", file.toString()).out())
        .startsWith("400 outcomes, 200 of them conversions");

    // As an editor on Windows leaves it.
    Files.writeString(file, text(400).replace("\n", "\r\n"));
    Shell imported =
        site.run("model", "import", file.toString(), "--author=ann", "--message=of emea");
    String version = PublishedModel.imported(text(400), 0, 0, NOON, "", "").version();
    assertThat(imported).isEqualTo(done("imported and pinned version " + version + "\n"));
    assertThat(site.run("model", "history").out())
        .containsPattern(
            version + " .* imported by ann  400       200 .*  of emea  in force, pinned by ann at");

    site.run("model", "unpin");
    assertThat(site.run("model", "show").out()).startsWith("version 2, trained");
    assertThat(site.run("model", "pin", version).out())
        .isEqualTo("pinned version " + version + "\n");
    assertThat(Training.read(latest().get(PublishedModel.PIN)).text()).isEqualTo(text(400));
  }

  @Test
  void whoHasSeenTooLittleDecidesNothingAlsoWhenImported() throws IOException {
    Path file = Files.writeString(directory.resolve("cold.model"), text(60));

    assertThat(site.run("model", "import", file.toString()).out())
        .endsWith("cold start: 30 of 50 conversions, 30 of 50 others: the scorecard decides\n");
    assertThat(site.run("model", "show").out())
        .contains("\ncold start: 30 of 50 conversions, 30 of 50 others: the scorecard decides\n");
    assertThat(site.run("model", "history").out())
        .contains("in force, pinned by ")
        .endsWith(" UTC; cold start: the scorecard decides\n");
  }

  @Test
  void whatIsNoModelIsRefusedWithItsLine() throws IOException {
    Path file = directory.resolve("some.model");
    assertThat(site.run("model", "import", file.toString()))
        .isEqualTo(failed("there is no file " + file));
    assertThat(site.run("model", "import", directory.toString()))
        .isEqualTo(failed(directory + " is a directory; name the model's file"));
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(site.run("model", "import", file.toString()))
        .isEqualTo(failed(file + " is not UTF-8 text"));
    Files.writeString(file, "id,score\n");
    assertThat(site.run("model", "import", file.toString()))
        .isEqualTo(
            failed(
                file
                    + ": line 1: not a model of this router: it has to begin with"
                    + " \"lead-router-model\t1\""));
    Files.writeString(file, text(100).replace("experience\t100", "experience\t-3"));
    assertThat(site.run("model", "import", file.toString()))
        .isEqualTo(failed(file + ": line 2: not as a model is written: -3 is below 0"));
    assertThat(site.read(Topic.SCORING_MODELS, ScoringModel.class)).isEmpty();
  }

  @Test
  void theLastTenThatWereImportedStay() throws IOException {
    Path file = directory.resolve("some.model");
    for (int i = 0; i < 12; i++) {
      Files.writeString(file, text(100 + 2 * i));
      site.run("model", "import", file.toString());
    }
    Files.writeString(file, text(122));
    site.run("model", "import", file.toString());

    assertThat(latest()).hasSize(11).containsKey(PublishedModel.PIN);
    assertThat(latest().values().stream().map(ScoringModel::getExamples).distinct())
        .hasSize(10)
        .doesNotContain(100L, 102L);
  }

  @Test
  void aRecordThatIsNoModelIsPassedOver() {
    trained(1, 100);
    send(PublishedModel.trained(2, "nonsense", 7, 3, NOON.plusSeconds(120)));
    site.send(Topic.SCORING_MODELS, "3", "garbage".getBytes(StandardCharsets.UTF_8));

    assertThat(site.run("model", "history").out())
        .containsPattern("\n2 .* passed over: its record is no model\n1 .* in force\n");
    assertThat(site.run("model", "pin", "2"))
        .isEqualTo(failed("the record of version 2 is no model"));
    assertThat(site.run("model", "export", "3", directory.resolve("x").toString()))
        .isEqualTo(failed("there is no version 3; there is 2, 1"));
  }

  @Test
  void withoutTheTopicEachIsRefusedInASentence(Broker another) throws IOException {
    Site bare = Site.on(another);
    String file = Files.writeString(directory.resolve("some.model"), text(100)).toString();
    for (String[] command :
        new String[][] {
          {"model", "show"},
          {"model", "history"},
          {"model", "pin", "1"},
          {"model", "unpin"},
          {"model", "export", "1", file},
          {"model", "import", file}
        }) {
      assertThat(bare.run(command))
          .isEqualTo(
              failed(
                  "topic %s is missing; create it with 'lead-router topics create'"
                      .formatted(bare.name(Topic.SCORING_MODELS))));
    }
  }

  // ---- words

  /** Half of the leads are referrals, which convert. */
  private static Learner learnt(int outcomes) {
    Learner learner = new Learner();
    for (int i = 0; i < outcomes; i++) {
      boolean referral = i % 2 == 0;
      learner.learn(List.of(new Feature.Word("source", referral ? "referral" : "web")), referral);
    }
    return learner;
  }

  private static String text(int outcomes) {
    return ModelText.write(learnt(outcomes).model());
  }

  private static String logLoss(int outcomes) {
    return String.format(Locale.ROOT, "%.4f", learnt(outcomes).trackRecord().logLoss());
  }

  /** A minute later for each version. */
  private void trained(int number, int outcomes) {
    send(
        PublishedModel.trained(
            number, text(outcomes), outcomes, outcomes / 2, NOON.plus(Duration.ofMinutes(number))));
  }

  private void send(PublishedModel model) {
    site.send(Topic.SCORING_MODELS, model.key(), ScoringModel.class, Training.write(model));
  }

  private Map<String, ScoringModel> latest() {
    Map<String, ScoringModel> latest = new LinkedHashMap<>();
    site.read(Topic.SCORING_MODELS, ScoringModel.class)
        .forEach(record -> latest.put(record.key(), record.value()));
    latest.values().removeIf(model -> model == null);
    return latest;
  }

  private static Shell done(String out) {
    return new Shell(0, out, "");
  }

  private static Shell failed(String sentence) {
    return new Shell(1, "", "lead-router: " + sentence + "\n");
  }
}
