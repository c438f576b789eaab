package io.leadrouter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.Patience;
import io.leadrouter.cli.Router;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.TrainingExample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A router that learns from what becomes of its leads while they come. With {@code
 * -Dlearning.data=FILE} and {@code -Dlearning.outcome=COLUMN=VALUE}, of leads of the past; {@code
 * -Dlearning.ignore=COLUMN} is left out.
 */
@BrokerTest
@Timeout(1_800)
class LearningTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-all: {group: north, members: 'true', maxUnaccepted: none}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private static final int MADE_UP = 330;
  private static final int AFTERWARDS = 60;

  @TempDir Path disk;

  private final Map<String, Boolean> converted = new HashMap<>();
  private int happened;

  private Router start(Site site) {
    Router router = new Router(site.config(Site.APPLICATION, disk, Map.of()));
    router.start();
    return router;
  }

  private List<PastRows.Row> rows() throws Exception {
    String file = System.getProperty("learning.data", "");
    return file.isEmpty()
        ? PastRows.madeUp(MADE_UP)
        : PastRows.of(
            Path.of(file),
            System.getProperty("learning.outcome"),
            System.getProperty("learning.ignore", ""));
  }

  /** The next lead, and at once what becomes of it. */
  private void happens(Site site, PastRows.Row row) {
    String leadId = "l" + happened++;
    site.lead(leadId, lead -> lead.setAttributes(row.attributes()));
    site.outcome(leadId, row.converted() ? Disposition.CONVERTED : Disposition.LOST);
    converted.put(leadId, row.converted());
  }

  private void happen(Site site, List<PastRows.Row> rows, int from, int to) {
    for (int i = from; i < to; i++) {
      happens(site, rows.get(i));
      if (i % 100 == 99) {
        site.outputs().awaitAnswers();
      }
    }
    site.outputs().awaitAnswers();
  }

  @Test
  void everyProbabilityIsWhatItsModelGivesOfflineAndEveryOutcomeIsLearntOnce(Broker broker)
      throws Exception {
    List<PastRows.Row> rows = rows();
    try (Site site = new Site(broker)) {
      site.policy(1, POLICY);
      site.rep("ana", Site.NORTH, 1_000_000);
      try (Router first = start(site)) {
        happen(site, rows, 0, rows.size() / 2);
      }
      try (Router second = start(site)) {
        happen(site, rows, rows.size() / 2, rows.size());
        awaitForesight(site, rows);
        happen(site, rows, 0, AFTERWARDS);
      }
      Learnt learnt = Learnt.at(site);
      learnt.assertReproducible();
      assertThat(learnt.foreseen()).hasSizeGreaterThan(AFTERWARDS);
      assertThat(learnt.examples())
          .hasSameSizeAs(converted.keySet())
          .extracting(TrainingExample::getLeadId)
          .doesNotHaveDuplicates();
      assertThat(learnt.examples())
          .allSatisfy(
              example ->
                  assertThat(example.getConverted()).isEqualTo(converted.get(example.getLeadId())));
      assertThat(learnt.lags()).isNotEmpty();
      System.out.println(learnt.report(converted));
    }
  }

  /** One more at a time, until there is a model that foresees them. */
  private void awaitForesight(Site site, List<PastRows.Row> rows) {
    Patience.await()
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              int next = happened % rows.size();
              happen(site, rows, next, next + 1);
              return Learnt.at(site).foresaw("l" + (happened - 1));
            });
  }
}
