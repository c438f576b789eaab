package io.leadrouter.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.cli.Router;
import io.leadrouter.cli.RouterConfig;
import io.leadrouter.cli.Shell;
import io.leadrouter.sandbox.EmbeddedKafka;
import io.leadrouter.sandbox.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a neighbour's code finds: a broker, a registry in which nothing is registered for leads yet,
 * and a router, set up by its own commands, with one rep.
 */
final class Installation implements AutoCloseable {

  private static final String POLICY =
      """
      id: test
      groups: [emea]
      pools: {all: {group: emea, members: 'true', strategy: round-robin}}
      scorecard:
        fit: [{when: 'true', points: 10, text: a lead}]
      rules:
        - {id: all, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String REPS = "repId,name,group,status\nana,Ana Silva,emea,ACTIVE\n";

  private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
  private final EmbeddedRegistry registry = new EmbeddedRegistry(0);
  private final Router router;

  /**
   * @param directory for its files
   */
  Installation(Path directory) throws IOException {
    run("topics", "create", "--partitions=2", "--group-partitions=2");
    run("policy", "publish", file(directory, "policy.yaml", POLICY), "--author=ann");
    run("publish", "reps", file(directory, "reps.csv", REPS));
    router =
        new Router(
            RouterConfig.of(
                Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "schema.registry.url",
                    registry.url(),
                    "state.dir",
                    directory.resolve("state").toString(),
                    "http.host",
                    "127.0.0.1",
                    "http.port",
                    "0")));
    router.start();
  }

  private static String file(Path directory, String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  /** A page's code with our addresses in place of those that it prints. */
  String here(String code) {
    return code.replace("localhost:9092", kafka.bootstrapServers())
        .replace("http://localhost:8081", registryUrl())
        .replace("localhost:8081", registryUrl());
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  /** Not every client goes on from a localhost that is ::1 first. */
  String registryUrl() {
    return registry.url().replace("localhost", "127.0.0.1");
  }

  /** What the first record of a topic says, once it is there. */
  JsonNode first(String topic) throws IOException {
    String record = run("tail", topic, "--from=BEGINNING", "--max=1");
    return new ObjectMapper().readTree(record).path("value");
  }

  /** Whether a topic has no record. */
  boolean isEmpty(String topic) {
    return run("tail", topic, "--no-follow").isEmpty();
  }

  private String run(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("--schema-registry=" + registry.url());
    Shell shell = Shell.run(arguments.toArray(String[]::new));
    assertThat(shell.exitCode()).as("%s: %s", arguments, shell.err()).isZero();
    return shell.out();
  }

  @Override
  public void close() {
    router.close();
    registry.close();
    kafka.close();
  }
}
