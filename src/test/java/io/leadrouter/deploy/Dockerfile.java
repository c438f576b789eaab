package io.leadrouter.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image's recipe, as far as it can be read where no image can be built. */
record Dockerfile(List<Instruction> instructions) {
  static final Path FILE = Path.of("src", "main", "docker", "Dockerfile");

  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\"([^\"]*)\"|\\S+)");

  /** Such as COPY and what stands behind it, on one line. */
  record Instruction(String name, String text) {
    /** Of the form that names a list. */
    List<String> list() {
      try {
        return new ObjectMapper().readValue(text, new TypeReference<>() {});
      } catch (IOException e) {
        throw new AssertionError(name + " is no list: " + text, e);
      }
    }

    /** What stands behind it without flags such as {@code --from=build}. */
    List<String> words() {
      return List.of(text.split(" ")).stream().filter(word -> !word.startsWith("--")).toList();
    }
  }

  static Dockerfile read() {
    try {
      List<Instruction> instructions = new ArrayList<>();
      String text = Files.readString(FILE).replaceAll("(?m)^#.*\n", "").replace("\\\n", " ");
      for (String line : text.split("\n")) {
        if (!line.isBlank()) {
          String[] parts = line.strip().split("\\s+", 2);
          instructions.add(new Instruction(parts[0], parts[1].replaceAll("\\s+", " ")));
        }
      }
      return new Dockerfile(instructions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of a name, of all stages. */
  List<Instruction> all(String name) {
    return instructions.stream().filter(each -> each.name().equals(name)).toList();
  }

  Instruction one(String name) {
    List<Instruction> all = all(name);
    if (all.size() != 1) {
      throw new AssertionError(name + ": " + all);
    }
    return all.get(0);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (Instruction env : all("ENV")) {
      Matcher assignment = ASSIGNMENT.matcher(env.text());
      while (assignment.find()) {
        String quoted = assignment.group(3);
        environment.put(assignment.group(1), quoted == null ? assignment.group(2) : quoted);
      }
    }
    return environment;
  }

  List<String> entrypoint() {
    return one("ENTRYPOINT").list();
  }

  /** The command that tells whether a container is healthy. */
  List<String> healthCheck() {
    String text = one("HEALTHCHECK").text();
    return new Instruction("HEALTHCHECK", text.substring(text.indexOf('['))).list();
  }
}
