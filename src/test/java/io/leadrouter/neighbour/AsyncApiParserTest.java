package io.leadrouter.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What AsyncAPI's own parser makes of the contract. Where it cannot be had, this is skipped. */
@Timeout(300)
class AsyncApiParserTest {

  private static final String PARSE =
      """
      const { Parser, fromFile } = require('@asyncapi/parser');
      (async () => {
        const { document, diagnostics } = await fromFile(new Parser(), 'asyncapi.yaml').parse();
        diagnostics.forEach(({ path, message }) => console.log(path.join('.'), message));
        if (document) console.log(document.version(), document.channels().all().length, 'channels');
      })();
      """;

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("schemas"))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void hasNothingAgainstIt() throws Exception {
    assertThat(parsed()).matches("3\\.1\\.0 \\d+ channels\n");
  }

  @Test
  void wouldFindAMistake() throws Exception {
    Path document = directory.resolve("asyncapi.yaml");
    String broken = Files.readString(document).replaceFirst("action: receive", "action: receives");
    Files.writeString(document, broken);

    assertThat(parsed()).contains("operations.").doesNotContain("channels\n");
  }

  private String parsed() throws IOException, InterruptedException {
    Node node = Node.with(List.of("@asyncapi/parser"));
    try (Command parser = node.run(directory, PARSE)) {
      return parser.done();
    }
  }
}
