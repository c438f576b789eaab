package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Pseudonyms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/**
 * The topology as it runs in production. Sub-topologies and store names are the names of state on
 * disk and of changelog topics: a difference here breaks an upgrade of a running router, unless its
 * note says how the state is carried over. Change the file only with such a note.
 */
class TopologyDescriptionTest {

  @Test
  void anUpgradeFindsItsState() throws IOException {
    assertThat(description()).isEqualToNormalizingNewlines(resource("topology.txt"));
  }

  /** A generated name changes with its neighbours. */
  @Test
  void everythingHasANameOfItsOwn() {
    assertThat(description()).doesNotContain("KSTREAM-").doesNotContainPattern("-\\d{10}");
  }

  private static String description() {
    StreamsConfig config = new StreamsConfig(Flow.properties());
    return new LeadRoutingTopology(
            config,
            Map.of("schema.registry.url", "mock://description"),
            "",
            Pseudonyms.keyedWith("test"),
            RouterObserver.NONE)
        .get()
        .describe()
        .toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TopologyDescriptionTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
