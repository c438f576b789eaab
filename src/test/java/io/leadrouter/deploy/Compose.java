package io.leadrouter.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The Compose file, with its merges done and its variables at their defaults. */
record Compose(Map<String, Object> file) {
  private static final Path FILE = Path.of("docker-compose.yml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  static Compose read() {
    try {
      String text = VARIABLE.matcher(Files.readString(FILE)).replaceAll("$1");
      LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
      return new Compose(map(new Load(settings).loadFromString(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Service> services() {
    List<Service> services = new ArrayList<>();
    map(file.get("services"))
        .forEach((name, fields) -> services.add(new Service(name, map(fields))));
    return services;
  }

  /** Those of our image, each after what it waits for. */
  List<Service> ours() {
    return services().stream().filter(each -> each.fields().containsKey("build")).toList();
  }

  Service service(String name) {
    return services().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** One service, by the names of the Compose specification. */
  record Service(String name, Map<String, Object> fields) {
    String image() {
      return (String) fields.get("image");
    }

    List<String> list(String field) {
      Object list = fields.getOrDefault(field, List.of());
      return ((List<?>) list).stream().map(Object::toString).toList();
    }

    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      map(fields.getOrDefault("environment", Map.of()))
          .forEach((name, value) -> environment.put(name, value.toString()));
      return environment;
    }

    /** What it waits for, and for what. */
    Map<String, String> dependencies() {
      Map<String, String> dependencies = new LinkedHashMap<>();
      map(fields.getOrDefault("depends_on", Map.of()))
          .forEach((name, on) -> dependencies.put(name, (String) map(on).get("condition")));
      return dependencies;
    }

    /** The command that tells whether it is healthy. */
    List<String> healthCheck() {
      List<?> test = (List<?>) map(fields.get("healthcheck")).get("test");
      if (!test.get(0).equals("CMD")) {
        throw new AssertionError(name + ": " + test);
      }
      return test.subList(1, test.size()).stream().map(Object::toString).toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
