package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;

import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.ProcessMeters;
import io.leadrouter.ops.RouterMetrics;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** What happens to a router on the broker in a day. */
public final class EventfulDay {

  private EventfulDay() {}

  /**
   * What Prometheus gets from that router in the evening.
   *
   * @param disk where its state may lie
   */
  public static String scrape(Broker broker, Path disk) {
    try (Site site = Site.standingStill(broker);
        ProcessMeters meters = new ProcessMeters();
        Instance instance =
            new Instance(
                site.config(Site.APPLICATION, disk, Map.of()),
                new Sabotage(site.clock()),
                StreamThreadExceptionResponse.REPLACE_THREAD,
                new RouterMetrics(meters.registry(), new PolicyStanding()))) {
      meters.watchDisk(disk);
      site.policy(1);
      site.rep("ana", NORTH, 10);
      site.leads("l", NORTH, 0, 5);
      site.outputs().awaitAnswers();
      instance.measuredBy(meters);
      return meters.registry().scrape();
    }
  }
}
