package io.leadrouter.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page for people, and what it prints for them to copy. */
public record Page(Path path) {

  /** By its name, such as {@code publishing-leads}. */
  public static Page named(String name) {
    return new Page(Path.of("schemas", name + ".md"));
  }

  public static Page readme() {
    return new Page(Path.of("README.md"));
  }

  /** The first piece of code in this language. */
  public String code(String language) {
    return codes(language).get(0);
  }

  /** All code in this language, at least one piece. */
  public List<String> codes(String language) {
    List<String> codes = all("```" + language + "\\n(.*?)```");
    assertThat(codes).as("%s in %s", language, path).isNotEmpty();
    return codes;
  }

  /** Which packages it says that npm shall install. */
  List<String> npmPackages() {
    List<String> commands = all("`npm install\\s([^`]*)`");
    assertThat(commands).as("npm in %s", path).hasSize(1);
    return List.of(commands.get(0).split("\\s+"));
  }

  private List<String> all(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL)
          .matcher(Files.readString(path))
          .results()
          .map(match -> match.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
