package io.leadrouter.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Node.js with packages from npm. */
final class Node {

  /** Lest another day brings others. */
  private static final Map<String, String> VERSIONS =
      Map.of(
          "kafkajs", "2.2.4",
          "@kafkajs/confluent-schema-registry", "4.1.0",
          "@asyncapi/parser", "3.6.6");

  private final Path modules;

  /**
   * @param modules npm's directory of these packages, lest it removes those of another test
   */
  private Node(Path modules) {
    this.modules = modules;
  }

  /**
   * Node with these packages. The test that needs it is skipped, and says why, where there is no
   * Node or the packages cannot be had.
   */
  static Node with(List<String> packages) throws IOException, InterruptedException {
    Command.needed("node", "npm");
    assertThat(VERSIONS).containsKeys(packages.toArray(String[]::new));
    List<String> install = new ArrayList<>(List.of("npm", "install", "--prefix", "."));
    install.addAll(List.of("--no-save", "--ignore-scripts", "--no-audit", "--no-fund"));
    install.addAll(List.of("--prefer-offline", "--fetch-retries", "0"));
    for (String each : packages) {
      install.add(each + "@" + VERSIONS.get(each));
    }
    String name = String.join("+", packages).replaceAll("[^\\w+-]", "-");
    Path modules = Path.of("target/node", name).toAbsolutePath();
    Files.createDirectories(modules);
    try (Command npm = new Command(modules, Map.of(), install.toArray(String[]::new))) {
      assumeThat(npm.endsWell()).as(npm.printed()).isTrue();
    }
    return new Node(modules);
  }

  /** Runs a script. */
  Command run(Path directory, String script) throws IOException {
    Path file = Files.createTempFile(directory, "script", ".js");
    Files.writeString(file, script);
    Map<String, String> path = Map.of("NODE_PATH", modules.resolve("node_modules").toString());
    return new Command(directory, path, "node", file.toString());
  }
}
