package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.RouterMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What operations see of the reps of a running topology. */
class WorkforceFlowTest {

  @Test
  void everyTenSecondsOperationsSeeHowFullAGroupIsAndHowEvenItsTurns() {
    var meters = new SimpleMeterRegistry();
    try (Flow flow = new Flow(new RouterMetrics(meters, new PolicyStanding()))) {
      flow.policy(
          """
          id: test
          groups: [north]
          pools:
            all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none}
          rules: [{id: rest, otherwise: true, routes: [{pool: all}]}]
          """);
      flow.rep("ana", "north", 1);
      flow.rep("bob", "north", 5);
      flow.rep("cyd", "north", 5);
      flow.lead("a");
      flow.lead("b");

      flow.passes(Duration.ofSeconds(10));

      assertThat(meters.get("leadrouter.capacity.used").gauge().value()).isEqualTo(2);
      assertThat(meters.get("leadrouter.capacity").gauge().value()).isEqualTo(11);
      assertThat(members(meters, "at-capacity")).isEqualTo(1);
      assertThat(members(meters, "eligible")).isEqualTo(2);
      assertThat(meters.get("leadrouter.rotation.gap").tag("rotation", "all").gauge().value())
          .as("bob has had a turn, and cyd none")
          .isEqualTo(1);

      flow.lead("c");
      flow.passes(Duration.ofSeconds(10));

      assertThat(meters.get("leadrouter.rotation.gap").gauge().value()).isZero();
    }
    assertThat(meters.find("leadrouter.capacity").gauge()).as("left").isNull();
  }

  private static double members(MeterRegistry meters, String state) {
    return meters.get("leadrouter.pool.members").tag("state", state).gauge().value();
  }
}
