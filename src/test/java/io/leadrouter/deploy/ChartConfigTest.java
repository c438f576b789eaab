package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.cli.Shell;
import io.leadrouter.deploy.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart runs, run here: the commands in the pods accept what the chart gives them. */
@BrokerTest
class ChartConfigTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {Values.DEFAULT, Values.MINIMAL})
  void theRouterAcceptsItsConfiguration(String values) throws IOException {
    Shell checked = run(check(router(Chart.render(values))));

    assertThat(checked).isEqualTo(new Shell(0, "", ""));
  }

  @Test
  void theRouterAcceptsItsConfigurationWithWhatLiesInSecrets() throws IOException {
    PodFiles pod = router(Chart.render(Values.ALL_ON));

    Ended ended = Program.ofClasses().run(pod.environment(), check(pod));

    assertThat(ended.output()).doesNotContain("lead-router: ");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void theRouterSeesWhatIsWrongInItsConfiguration() throws IOException {
    Shell checked = run(check(router(Chart.render("config: {pol.ms: 50}"))));

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.err()).contains("unknown configuration key 'pol.ms'");
  }

  @Test
  void theJobsMakeTopicsAndPublishThePolicyAndDoSoAgain(Broker broker) throws IOException {
    Manifests manifests =
        Chart.renderWithHooks(
            """
            kafka: {bootstrapServers: %s}
            topicPrefix: %s
            topics: {partitions: 3, groupPartitions: 2, replicationFactor: 1}
            policy:
              text: |
                %s
            """
                .formatted(
                    broker.bootstrapServers(),
                    broker.prefix(),
                    Values.POLICY.strip().indent(4).strip()));

    assertThat(setUp(manifests, "topics", broker)).contains("created " + broker.named("leads"));
    assertThat(setUp(manifests, "policy", broker)).contains("published acme/1");
    assertThat(setUp(manifests, "topics", broker)).isEmpty();
    assertThat(setUp(manifests, "policy", broker)).contains("acme/1 is in force already");
  }

  private String setUp(Manifests manifests, String name, Broker broker) throws IOException {
    String registry = "mock://" + broker.prefix();
    PodFiles pod =
        new PodFiles(
            manifests,
            manifests.job(name),
            UnaryOperator.identity(),
            directory,
            text -> text.replace("http://schema-registry:8081", registry));

    Shell shell = run(pod.arguments());

    assertThat(shell.err()).isEmpty();
    assertThat(shell.exitCode()).isZero();
    return shell.out();
  }

  private PodFiles router(Manifests manifests) throws IOException {
    return new PodFiles(
        manifests,
        manifests.routers().getSpec().getTemplate().getSpec(),
        secrets(),
        directory,
        UnaryOperator.identity());
  }

  private static List<String> check(PodFiles pod) {
    List<String> arguments = new ArrayList<>(pod.arguments());
    arguments.add("--check");
    return arguments;
  }

  private UnaryOperator<String> secrets() {
    Pem pem = Pem.in(directory);
    Map<String, String> secrets =
        Map.of(
            "kafka-ca/ca.pem",
            pem.certificate(),
            "kafka-client/client.pem",
            pem.keyAndCertificate(),
            "kafka-client/password",
            "hush",
            "kafka-login/jaas.conf",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=a password=b;",
            "registry-ca/ca.pem",
            pem.certificate(),
            "registry-client/client.pem",
            pem.keyAndCertificate(),
            "registry-login/user-info",
            "router:hush",
            "identity/hash",
            "hush");
    return name -> {
      assertThat(secrets).containsKey(name);
      return secrets.get(name);
    };
  }

  private static Shell run(List<String> arguments) {
    return Shell.run(arguments.toArray(String[]::new));
  }
}
