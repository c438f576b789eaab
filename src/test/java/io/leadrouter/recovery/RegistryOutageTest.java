package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.cli.Router;
import io.leadrouter.kafka.Topic;
import io.leadrouter.sandbox.EmbeddedRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While the registry is gone nobody knows what bytes say: nothing is thrown away, all waits. */
@BrokerTest
@Timeout(240)
class RegistryOutageTest {

  private static final Map<String, String> QUICK = Map.of("max.retries", "0");

  @TempDir Path disk;

  @Test
  void whatComesWhileTheRegistryIsGoneIsRoutedWhenItIsBack(Broker broker) {
    EmbeddedRegistry registry = new EmbeddedRegistry(0, disk.resolve("registry"));
    String url = registry.url();
    int port = URI.create(url).getPort();
    try (Site site = new Site(broker, url, 2)) {
      site.policy(1);
      site.rep("ana", NORTH, 1000);
      site.leads("before", NORTH, 0, 5);
      try (Router router = new Router(site.config("router", disk.resolve("state"), QUICK))) {
        router.start();
        site.outputs().awaitAnswers();
        // All have to know every schema before nobody can be asked for it: our own reader, too, and
        // the router that of a forecast, which is the last that it writes.
        site.outputs().await("assignments", () -> site.outputs().assigned() == 5);
        site.outputs().await("forecast", () -> site.outputs().forecast("all/recent").isPresent());
        NewerLead newer = NewerLead.registered(url, site.name(Topic.LEADS));
        registry.close();
        // The schemas that are known are not asked for: all goes on.
        site.leads("during", NORTH, 0, 5);
        site.outputs().awaitAnswers();
        // This one is not known, and may not be taken for undecodable.
        site.lead("newer-0", NORTH, newer::encoded);
        assertThat(router.state()).isNotEqualTo(KafkaStreams.State.ERROR);
        registry = new EmbeddedRegistry(port, disk.resolve("registry"));
        site.outputs().awaitAnswers();
        registry.close();
      }
      // A router that starts knows no schema. It waits with its tables, and so do the leads.
      site.leads("restarted", NORTH, 0, 5);
      try (Router router = new Router(site.config("router", disk.resolve("state"), QUICK))) {
        CompletableFuture<Void> started = CompletableFuture.runAsync(router::start);
        site.leads("waiting", NORTH, 0, 5);
        assertThat(started).isNotCompleted();
        registry = new EmbeddedRegistry(port, disk.resolve("registry"));
        started.join();
        site.outputs().awaitAnswers();
      }
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      assertThat(site.outputs().given()).isEqualTo(Map.of("ana", 21));
      assertThat(site.outputs().deadLetters()).isEmpty();
      assertThat(site.outputs().rejected()).isEmpty();
    } finally {
      registry.close();
    }
  }
}
