package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.RouterMetrics;
import io.leadrouter.ops.StreamsHealth;
import io.leadrouter.policy.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A policy that this release cannot use is refused, whatever is wrong with it: the last good one
 * goes on deciding, metrics and health say so, and the next good one puts an end to it.
 */
class RefusedPolicyTest {

  private static final String FIRST = policy("first");
  private static final String SECOND = policy("second");

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final PolicyStanding standing = new PolicyStanding();
  private final StreamsHealth health =
      new StreamsHealth(() -> KafkaStreams.State.RUNNING, () -> false, standing);
  private Flow flow;

  private static String policy(String rule) {
    return """
        id: test
        groups: [north]
        pools:
          all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none}
        rules: [{id: %s, otherwise: true, routes: [{pool: all}]}]
        """
        .formatted(rule);
  }

  @BeforeEach
  void start() {
    flow = new Flow(new RouterMetrics(meters, standing));
    flow.policy(FIRST);
    flow.rep("ana", "north", 100);
    flow.decisions();
    assertThat(health.ready().policy()).isEqualTo("version 1 is in force");
  }

  @AfterEach
  void stop() {
    flow.close();
    assertThat(gauge("leadrouter.policy.version")).as("where no task runs any more").isZero();
  }

  @Test
  void aNewerFormat() {
    flow.publish(PublishedPolicy.of("test", 2, Policy.FORMAT + 1, SECOND, "", "", Flow.START));
    refused(
        "version 2 was refused: written in format %d of the policy language; this router reads up to %d"
            .formatted(Policy.FORMAT + 1, Policy.FORMAT));
  }

  @Test
  void aDamagedText() {
    PublishedPolicy whole = published(2, SECOND);
    flow.publish(
        new PublishedPolicy(
            "test", 2, 1, SECOND.replace("second", "third"), whole.checksum(), "", "", Flow.START));
    refused(
        "version 2 was refused: damaged: its text does not have the checksum it was published"
            + " with");
  }

  @Test
  void aTextThatIsNoPolicy() {
    flow.publish(published(2, SECOND.replace("pool: all", "pool: al")));
    refused("version 2 was refused: 5:");
  }

  @Test
  void aTextThatIsNestedWithoutEnd() {
    flow.publish(published(2, "[".repeat(100_000)));
    refused("version 2 was refused: nested too deeply to be read");
  }

  @Test
  void bytesThatCannotBeRead() {
    flow.bytes(Topic.ROUTING_POLICIES, "test/2", "no such bytes".getBytes(StandardCharsets.UTF_8));
    refused("version 2 was refused: its bytes cannot be read");
    assertThat(
            meters
                .get("leadrouter.global.records.bad")
                .tag("topic", "routing-policies")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aRecordUnderAnothersKey() {
    flow.send(Topic.ROUTING_POLICIES, "test/2", Policies.write(published(1, SECOND)));
    refused("version 2 was refused: id and version differ from the key");
  }

  private void refused(String inWords) {
    flow.passes(Duration.ofSeconds(1));
    assertThat(decidedBy("l1")).isEqualTo("version 1, rule first");
    assertThat(health.ready().policy()).startsWith("version 1 is in force; " + inWords);
    assertThat(health.live().up()).isTrue();
    assertThat(health.ready().up()).isTrue();
    assertThat(gauge("leadrouter.policy.version")).isEqualTo(1);
    assertThat(gauge("leadrouter.policy.refused.version")).isEqualTo(2);
    assertThat(meters.get("leadrouter.policy.refused").counter().count()).isEqualTo(1);

    flow.publish(3, SECOND);
    flow.passes(Duration.ofSeconds(1));
    flow.decisions();
    assertThat(decidedBy("l2")).isEqualTo("version 3, rule second");
    assertThat(health.ready().policy()).isEqualTo("version 3 is in force");
    assertThat(gauge("leadrouter.policy.version")).isEqualTo(3);
    assertThat(gauge("leadrouter.policy.refused.version")).isZero();
  }

  private String decidedBy(String leadId) {
    flow.lead(leadId);
    RoutingDecision decision = flow.decisions().get(0);
    return "version %d, rule %s".formatted(decision.getPolicyVersion(), decision.getRuleId());
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private static PublishedPolicy published(int version, String yaml) {
    return PublishedPolicy.of("test", version, Policy.FORMAT, yaml, "somebody", "", Flow.START);
  }
}
