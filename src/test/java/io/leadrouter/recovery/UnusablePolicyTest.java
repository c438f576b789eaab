package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.Patience;
import io.leadrouter.cli.Router;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.StateSerde;
import io.leadrouter.kafka.Topic;
import io.leadrouter.policy.Policy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running router goes on with the last policy that it can load, and says over HTTP which it
 * refused, until a good one comes.
 */
@BrokerTest
@Timeout(240)
class UnusablePolicyTest {

  private static final PublishedPolicy NEWER_FORMAT =
      PublishedPolicy.of("test", 2, Policy.FORMAT + 1, "rules: {}", "", "", Instant.EPOCH);
  private static final PublishedPolicy DAMAGED =
      new PublishedPolicy(
          "test", 3, Policy.FORMAT, "id: test", "0".repeat(64), "", "", Instant.EPOCH);

  @TempDir Path disk;

  private final HttpClient http = HttpClient.newHttpClient();
  private int probes;

  @Test
  void theLastGoodOneDecidesAndHealthAndMetricsSayWhatWasRefused(Broker broker) throws Exception {
    try (Site site = new Site(broker)) {
      site.policy(1);
      site.rep("ana", NORTH, 100);
      try (Router router = start(site, "kept")) {
        site.outputs().awaitAnswers();
        policyIs(router, "version 1 is in force");

        site.policy(NEWER_FORMAT);
        policyIs(router, "version 1 is in force; version 2 was refused: written in format");
        site.policy(DAMAGED);
        policyIs(router, "version 1 is in force; version 3 was refused: damaged");
        site.bytes(
            Topic.ROUTING_POLICIES, "test/4", "no such bytes".getBytes(StandardCharsets.UTF_8));
        policyIs(router, "version 1 is in force; version 4 was refused: its bytes cannot be read");
        routesWith(1, site, router);
        assertThat(get(router, "/metrics"))
            .contains(
                "leadrouter_policy_version 1.0",
                "leadrouter_policy_refused_version 4.0",
                "leadrouter_policy_refused_total 3.0",
                "leadrouter_global_records_bad_total{topic=\"%s\"} 1.0"
                    .formatted(broker.named("routing-policies")));
      }
      try (Router restarted = start(site, "kept")) {
        routesWith(1, site, restarted);
        policyIs(restarted, "version 1 is in force; version 4 was refused");
        assertThat(get(restarted, "/metrics")).contains("leadrouter_policy_version 1.0");

        site.policy(5);
        site.outputs().awaitPolicy(5, 1);
        routesWith(5, site, restarted);
        policyIs(restarted, "version 5 is in force\"");
        assertThat(get(restarted, "/metrics"))
            .contains("leadrouter_policy_version 5.0", "leadrouter_policy_refused_version 0.0");
      }
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
    }
  }

  /** The state says which policy is in force, and this release cannot load that one. */
  @Test
  void aRouterThatGoesBackToTheReleaseBeforeGoesOnWithTheNewestPolicyItCanLoad(Broker broker)
      throws Exception {
    try (Site site = new Site(broker)) {
      site.policy(1);
      site.rep("ana", NORTH, 100);
      try (Router router = start(site, "before")) {
        site.outputs().awaitAnswers();
        routesWith(1, site, router);
      }
      site.policy(NEWER_FORMAT);
      activatedByANewerRelease(site, NEWER_FORMAT);
      try (Router router = start(site, "after")) {
        routesWith(1, site, router);
        policyIs(router, "version 1 is in force; version 2 was refused: written in format");
        site.policy(3);
        site.outputs().awaitPolicy(3, 1);
        routesWith(3, site, router);
      }
    }
  }

  private static void activatedByANewerRelease(Site site, PublishedPolicy policy) {
    Map<String, Object> properties = Map.of("bootstrap.servers", site.broker().bootstrapServers());
    String changelog = site.broker().named("router-active-policy-changelog");
    Serializer<PublishedPolicy> values =
        StateSerde.of(RoutingPolicy.class, Policies::read, Policies::write).serializer();
    try (KafkaProducer<String, PublishedPolicy> producer =
        new KafkaProducer<>(properties, new StringSerializer(), values)) {
      producer.send(new ProducerRecord<>(changelog, Site.partitionOf(NORTH), "active", policy));
    }
  }

  private void routesWith(int version, Site site, Router router) throws Exception {
    String leadId = "lead-" + probes++;
    site.lead(leadId, NORTH);
    site.outputs().awaitAnswers();
    assertThat(site.outputs().decisions())
        .filteredOn(decision -> leadId.equals(decision.getLeadId()))
        .extracting(RoutingDecision::getRepId, RoutingDecision::getPolicyVersion)
        .containsExactly(tuple("ana", version));
    assertThat(get(router, "/health/live")).contains("\"up\":true");
    // One task may answer before another has its state.
    Patience.await()
        .untilAsserted(() -> assertThat(get(router, "/health/ready")).contains("\"up\":true"));
  }

  private void policyIs(Router router, String inWords) {
    Patience.await()
        .untilAsserted(
            () -> assertThat(get(router, "/health/ready")).contains("\"policy\":\"" + inWords));
  }

  private String get(Router router, String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + router.httpPort() + path);
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private Router start(Site site, String stateDir) {
    Router router = new Router(site.config("router", disk.resolve(stateDir), Map.of()));
    router.start();
    return router;
  }
}
