package io.leadrouter.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.leadrouter.cli.Refusal;
import io.leadrouter.kafka.Compatibility;
import io.leadrouter.kafka.InMemoryRegistry;
import io.leadrouter.kafka.RegisteredSchema;
import io.leadrouter.kafka.RegistryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A schema registry for Avro with Confluent's HTTP API, in this process and on this machine only:
 * what a Confluent client, Java or not, needs in order to register, look up and read schemas. It
 * asks for no password, knows no schema references, and is always READWRITE.
 *
 * <p>With a directory it keeps everything there, so that ids outlive it. Thread-safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final String HERE = "127.0.0.1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final InMemoryRegistry registry;
  private final Optional<RegistryFile> file;
  private final Javalin server;

  /**
   * Starts a registry that forgets everything when it is closed.
   *
   * @param port from 1, or 0 for any that is free
   * @throws Refusal if the port is in use
   */
  public EmbeddedRegistry(int port) {
    this(port, Optional.empty());
  }

  /**
   * Starts a registry with what an earlier one left in a directory.
   *
   * @param port from 1, or 0 for any that is free
   * @param directory made if it isn't there
   * @throws Refusal if the port is in use or the directory can't be used
   */
  public EmbeddedRegistry(int port, Path directory) {
    this(port, Optional.of(directory));
  }

  private EmbeddedRegistry(int port, Optional<Path> directory) {
    file = directory.map(RegistryFile::in);
    registry = file.map(RegistryFile::read).orElseGet(InMemoryRegistry::new);
    server = Javalin.create(this::configure);
    try {
      server.start(HERE, port);
    } catch (JavalinBindException e) {
      throw new Refusal(
          "Port "
              + port
              + " for the schema registry is in use: stop the program that uses it, or choose another port.",
          e);
    }
  }

  /** Where it answers, such as {@code http://localhost:8081}. */
  public String url() {
    return "http://localhost:" + server.port();
  }

  /** Stops answering; no thread is left. */
  @Override
  public void close() {
    server.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.defaultContentType = JSON;
    config.http.prefer405over404 = true;
    subjects(config.routes);
    schemas(config.routes);
    rules(config.routes);
    failures(config.routes);
  }

  private void subjects(RoutesConfig routes) {
    routes.get("/", ctx -> answer(ctx, Map.of()));
    routes.get("/subjects", ctx -> answer(ctx, registry.subjects(flag(ctx, "deleted"))));
    routes.post("/subjects/{subject}", this::lookUp);
    routes.delete(
        "/subjects/{subject}",
        ctx -> change(ctx, () -> registry.delete(subject(ctx), flag(ctx, "permanent"))));
    routes.get(
        "/subjects/{subject}/versions",
        ctx -> answer(ctx, registry.versions(subject(ctx), flag(ctx, "deleted"))));
    routes.post("/subjects/{subject}/versions", this::register);
    routes.get("/subjects/{subject}/versions/{version}", ctx -> answer(ctx, full(version(ctx))));
    routes.get(
        "/subjects/{subject}/versions/{version}/schema", ctx -> ctx.result(version(ctx).schema()));
    routes.get(
        "/subjects/{subject}/versions/{version}/referencedby",
        ctx -> {
          version(ctx);
          answer(ctx, List.of());
        });
    routes.delete(
        "/subjects/{subject}/versions/{version}",
        ctx ->
            change(
                ctx,
                () ->
                    registry.delete(
                        subject(ctx), ctx.pathParam("version"), flag(ctx, "permanent"))));
  }

  private void schemas(RoutesConfig routes) {
    routes.get("/schemas/types", ctx -> answer(ctx, List.of("JSON", "PROTOBUF", "AVRO")));
    routes.get("/schemas/ids/{id}", this::schema);
    routes.get("/schemas/ids/{id}/schema", ctx -> ctx.result(registry.schema(id(ctx))));
    routes.get(
        "/schemas/ids/{id}/versions",
        ctx ->
            answer(
                ctx,
                uses(ctx).stream()
                    .map(each -> Map.of("subject", each.subject(), "version", each.version()))
                    .toList()));
    routes.get(
        "/schemas/ids/{id}/subjects",
        ctx -> answer(ctx, uses(ctx).stream().map(RegisteredSchema::subject).distinct().toList()));
    // No subject is ever associated: clients then go on with <topic>-value.
    routes.get("/associations/resources/{namespace}/{resource}", ctx -> answer(ctx, List.of()));
  }

  private void rules(RoutesConfig routes) {
    routes.post("/compatibility/subjects/{subject}/versions", this::check);
    routes.post("/compatibility/subjects/{subject}/versions/{version}", this::check);
    routes.get("/config", ctx -> answer(ctx, Map.of("compatibilityLevel", registry.level())));
    routes.put(
        "/config",
        ctx ->
            change(
                ctx,
                () -> {
                  Compatibility level = level(ctx);
                  registry.setLevel(level);
                  return Map.of("compatibility", level);
                }));
    routes.get(
        "/config/{subject}",
        ctx -> answer(ctx, Map.of("compatibilityLevel", level(ctx, flag(ctx, "defaultToGlobal")))));
    routes.put(
        "/config/{subject}",
        ctx ->
            change(
                ctx,
                () -> {
                  Compatibility level = level(ctx);
                  registry.setLevel(subject(ctx), level);
                  return Map.of("compatibility", level);
                }));
    routes.delete(
        "/config/{subject}",
        ctx ->
            change(
                ctx,
                () -> {
                  Compatibility level = level(ctx, false);
                  registry.unsetLevel(subject(ctx));
                  return Map.of("compatibilityLevel", level);
                }));
    routes.get("/mode", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
    routes.get("/mode/{subject}", this::mode);
  }

  private void failures(RoutesConfig routes) {
    routes.exception(
        RegistryException.class,
        (e, ctx) -> refuse(ctx, e.status(), e.errorCode(), e.getMessage()));
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> refuse(ctx, e.getStatus(), e.getStatus(), words(e.getStatus())));
    routes.exception(Refusal.class, (e, ctx) -> refuse(ctx, 500, 50001, e.getMessage()));
  }

  private void register(Context ctx) {
    change(
        ctx,
        () -> registered(registry.register(subject(ctx), schemaText(ctx), flag(ctx, "normalize"))));
  }

  private void lookUp(Context ctx) {
    answer(
        ctx,
        full(
            registry.lookUp(
                subject(ctx), schemaText(ctx), flag(ctx, "normalize"), flag(ctx, "deleted"))));
  }

  private void schema(Context ctx) {
    int id = id(ctx);
    String schema = registry.schema(id);
    Map<String, Object> answer = new LinkedHashMap<>();
    // A subject that doesn't have this schema is passed over, as a real registry does.
    List<RegisteredSchema> uses = registry.uses(id, true);
    uses.stream()
        .filter(each -> each.subject().equals(ctx.queryParam("subject")))
        .findFirst()
        .or(() -> uses.stream().findFirst())
        .ifPresent(
            each -> {
              answer.put("subject", each.subject());
              answer.put("version", each.version());
            });
    answer.put("id", id);
    answer.put("guid", guid(schema));
    answer.put("schemaType", "AVRO");
    answer.put("schema", schema);
    if (flag(ctx, "fetchMaxId")) {
      answer.put("maxId", registry.contents().schemas().size());
    }
    answer(ctx, answer);
  }

  private void check(Context ctx) {
    String text = schemaText(ctx);
    String version = ctx.pathParamMap().getOrDefault("version", "");
    List<String> objections =
        version.isEmpty()
            ? registry.objections(subject(ctx), text)
            : registry.objections(subject(ctx), version, text);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("is_compatible", objections.isEmpty());
    if (flag(ctx, "verbose")) {
      answer.put("messages", objections);
    }
    answer(ctx, answer);
  }

  private void mode(Context ctx) {
    if (!flag(ctx, "defaultToGlobal")) {
      throw new RegistryException(
          404, 40409, "Subject '" + subject(ctx) + "' does not have subject-level mode configured");
    }
    answer(ctx, Map.of("mode", "READWRITE"));
  }

  private List<RegisteredSchema> uses(Context ctx) {
    return registry.uses(id(ctx), flag(ctx, "deleted"));
  }

  private RegisteredSchema version(Context ctx) {
    return registry.version(subject(ctx), ctx.pathParam("version"), flag(ctx, "deleted"));
  }

  private Compatibility level(Context ctx, boolean orGlobal) {
    return registry
        .level(subject(ctx))
        .or(() -> orGlobal ? Optional.of(registry.level()) : Optional.empty())
        .orElseThrow(
            () ->
                new RegistryException(
                    404,
                    40408,
                    "Subject '%s' does not have subject-level compatibility configured"
                        .formatted(subject(ctx))));
  }

  private static Compatibility level(Context ctx) {
    return Compatibility.named(body(ctx).path("compatibility").asText())
        .orElseThrow(
            () ->
                new RegistryException(
                    422,
                    42203,
                    "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive"));
  }

  private static String schemaText(Context ctx) {
    JsonNode body = body(ctx);
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(
          422, 42201, "Invalid schema type " + type + "; this registry keeps AVRO only");
    }
    if (!body.path("references").isEmpty()) {
      throw new RegistryException(
          422, 42201, "This registry knows no references; send one schema that holds all it names");
    }
    return body.path("schema").asText();
  }

  private static JsonNode body(Context ctx) {
    try {
      JsonNode body = MAPPER.readTree(ctx.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // The answer below is the same for both.
    }
    throw new RegistryException(400, 400, "The body of the request is no JSON object");
  }

  private static String subject(Context ctx) {
    return ctx.pathParam("subject");
  }

  private static int id(Context ctx) {
    try {
      return Integer.parseInt(ctx.pathParam("id"));
    } catch (NumberFormatException e) {
      throw new RegistryException(404, 404, words(404));
    }
  }

  private static boolean flag(Context ctx, String name) {
    return Boolean.parseBoolean(ctx.queryParam(name));
  }

  private static Map<String, Object> registered(RegisteredSchema schema) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", schema.id());
    answer.put("version", schema.version());
    answer.put("guid", guid(schema.schema()));
    answer.put("schemaType", "AVRO");
    answer.put("schema", schema.schema());
    return answer;
  }

  private static Map<String, Object> full(RegisteredSchema schema) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("subject", schema.subject());
    answer.putAll(registered(schema));
    return answer;
  }

  /** The same for the same schema in whatever registry. */
  private static UUID guid(String schema) {
    return UUID.nameUUIDFromBytes(schema.getBytes(StandardCharsets.UTF_8));
  }

  private interface Change {
    Object make();
  }

  /** One change at a time, so that the file is never older than the last answer. */
  private synchronized void change(Context ctx, Change change) {
    InMemoryRegistry.Contents before = registry.contents();
    Object made = change.make();
    InMemoryRegistry.Contents after = registry.contents();
    if (!after.equals(before)) {
      file.ifPresent(each -> each.write(after));
    }
    answer(ctx, made);
  }

  private static void refuse(Context ctx, int status, int errorCode, String message) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("error_code", errorCode);
    answer.put("message", message);
    ctx.status(status);
    answer(ctx, answer);
  }

  private static String words(int status) {
    return switch (status) {
      case 404 -> "HTTP 404 Not Found";
      case 405 -> "HTTP 405 Method Not Allowed";
      default -> "HTTP " + status;
    };
  }

  private static void answer(Context ctx, Object answer) {
    try {
      ctx.result(MAPPER.writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists and records are JSON", e);
    }
  }
}
