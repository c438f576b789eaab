package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.cli.Router;
import io.leadrouter.event.Disposition;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A router that is stopped and started goes on as if nothing had happened. */
@BrokerTest
@Timeout(240)
class RestartTest {

  @TempDir Path disk;

  private int starts;

  /** With {@code stateLost}, on a machine that has never seen the state. */
  private Router start(Site site, boolean stateLost) {
    Path stateDir = disk.resolve(stateLost ? "state" + starts++ : "state");
    Router router = new Router(site.config(Site.APPLICATION, stateDir, Map.of()));
    router.start();
    return router;
  }

  @ParameterizedTest(name = "state lost: {0}")
  @ValueSource(booleans = {false, true})
  void rotationCapacityAndTheLineGoOnAfterARestart(boolean stateLost, Broker broker) {
    try (Site site = new Site(broker)) {
      Outputs outputs = site.outputs();
      site.policy(1);
      for (String rep : new String[] {"ana", "bob", "cyd"}) {
        site.rep(rep, NORTH, 12);
      }
      try (Router first = start(site, stateLost)) {
        outputs.awaitAnswers();
        site.leads("l", NORTH, 0, 7);
        outputs.awaitAnswers();
      }
      try (Router second = start(site, stateLost)) {
        site.leads("l", NORTH, 7, 16);
        outputs.awaitAnswers();
      }
      try (Router third = start(site, stateLost)) {
        site.leads("l", NORTH, 16, 30);
        outputs.awaitAnswers();
        assertThat(outputs.given()).isEqualTo(Map.of("ana", 10, "bob", 10, "cyd", 10));
        site.leads("more", NORTH, 0, 10);
        outputs.awaitAnswers();
        assertThat(outputs.given()).isEqualTo(Map.of("ana", 12, "bob", 12, "cyd", 12));
      }
      try (Router fourth = start(site, stateLost)) {
        for (int i = 0; i < 4; i++) {
          site.outcome("l-" + i, Disposition.LOST);
        }
        outputs.await("lead from the line", () -> outputs.assigned() == 40);
        outputs.await("count of every lead", () -> isCounted(outputs, "all", 40));
        outputs.await(
            "count of one rep's", () -> isCounted(outputs, "rep/ana", outputs.given("ana")));
      }
      outputs.readToEnd();
      outputs.guarantees().hold();
      assertThat(outputs.assigned()).isEqualTo(40);
      assertThat(outputs.conversions()).hasSize(4);
    }
  }

  /** Whether each lead is counted once, whatever was restarted meanwhile, and four are lost. */
  private static boolean isCounted(Outputs outputs, String dimension, int assigned) {
    return outputs
        .forecast(dimension + "/recent")
        .filter(forecast -> forecast.getAssigned() == assigned)
        .filter(forecast -> forecast.getOpen() + forecast.getLost() == assigned)
        .filter(forecast -> !dimension.equals("all") || forecast.getLost() == 4)
        .isPresent();
  }
}
