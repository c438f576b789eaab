package io.leadrouter.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The rules of a schema registry for Avro, kept in memory: who gets which id and version, what is
 * compatible, what is gone. The same schema has the same id under every subject; another doc or
 * another property makes another schema. Deleting a version hides it, and its id stays readable.
 *
 * <p>Stands behind {@code mock://NAME} and behind the sandbox's HTTP registry. Refusals are {@link
 * RegistryException}s with Confluent's status and error codes. Thread-safe.
 */
public final class InMemoryRegistry {

  private static final ConcurrentMap<String, InMemoryRegistry> NAMED = new ConcurrentHashMap<>();
  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,8}");
  private static final JsonMapper SORTED =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final NavigableMap<Integer, String> schemas = new TreeMap<>();
  private final NavigableMap<String, NavigableMap<Integer, Version>> subjects = new TreeMap<>();
  private final NavigableMap<String, Compatibility> levels = new TreeMap<>();
  private Compatibility level = Compatibility.BACKWARD;

  private record Version(int id, boolean deleted) {}

  /**
   * All that a registry knows, for keeping it somewhere.
   *
   * @param schemas text by id
   * @param versions by subject, then in order
   * @param levels by subject, where one was set
   */
  public record Contents(
      Map<Integer, String> schemas,
      List<Entry> versions,
      Map<String, Compatibility> levels,
      Compatibility level) {

    /** One version of a subject. */
    public record Entry(String subject, int version, int id, boolean deleted) {}
  }

  public InMemoryRegistry() {}

  /** The registry that held these contents. */
  public InMemoryRegistry(Contents contents) {
    schemas.putAll(contents.schemas());
    for (Contents.Entry each : contents.versions()) {
      subjects
          .computeIfAbsent(each.subject(), subject -> new TreeMap<>())
          .put(each.version(), new Version(each.id(), each.deleted()));
    }
    levels.putAll(contents.levels());
    level = contents.level();
  }

  /** The one registry of this process behind {@code mock://name}; made when first asked for. */
  public static InMemoryRegistry named(String name) {
    return NAMED.computeIfAbsent(name, made -> new InMemoryRegistry());
  }

  /** Forgets what is behind {@code mock://name}; who holds it already keeps it. */
  public static void forget(String name) {
    NAMED.remove(name);
  }

  /** All that this registry knows now. */
  public synchronized Contents contents() {
    List<Contents.Entry> versions = new ArrayList<>();
    subjects.forEach(
        (subject, ofSubject) ->
            ofSubject.forEach(
                (number, each) ->
                    versions.add(new Contents.Entry(subject, number, each.id(), each.deleted()))));
    return new Contents(new TreeMap<>(schemas), versions, new TreeMap<>(levels), level);
  }

  /**
   * Registers a schema, unless the subject has it already.
   *
   * @param normalize whether the order of a schema's attributes makes no difference
   * @throws RegistryException 422 for what is no schema, 409 for one that is incompatible
   */
  public synchronized RegisteredSchema register(String subject, String text, boolean normalize) {
    Schema schema = parse(text);
    Optional<RegisteredSchema> present = find(subject, schema, normalize, false);
    if (present.isPresent()) {
      return present.get();
    }
    Compatibility demanded = levels.getOrDefault(subject, level);
    List<String> objections = demanded.objections(schema, parsed(newestFirst(subject)));
    if (!objections.isEmpty()) {
      throw new RegistryException(
          409,
          40901,
          "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s, compatibility: %s"
              .formatted(subject, objections, demanded));
    }
    NavigableMap<Integer, Version> versions =
        subjects.computeIfAbsent(subject, made -> new TreeMap<>());
    int number = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    Version version = new Version(idFor(schema.toString()), false);
    versions.put(number, version);
    return registered(subject, number, version);
  }

  /**
   * The version of a subject that is this schema.
   *
   * @param deleted whether deleted versions count
   * @throws RegistryException 404 for an unknown subject or schema, 422 for what is no schema
   */
  public synchronized RegisteredSchema lookUp(
      String subject, String text, boolean normalize, boolean deleted) {
    Schema schema = parse(text);
    require(subject, deleted);
    return find(subject, schema, normalize, deleted)
        .orElseThrow(() -> new RegistryException(404, 40403, "Schema not found"));
  }

  /** Every subject with a version, in order. */
  public synchronized List<String> subjects(boolean deleted) {
    return subjects.keySet().stream().filter(each -> !present(each, deleted).isEmpty()).toList();
  }

  /** The versions of a subject, oldest first. */
  public synchronized List<Integer> versions(String subject, boolean deleted) {
    return List.copyOf(require(subject, deleted).keySet());
  }

  /**
   * A version of a subject.
   *
   * @param version a number from 1, or {@code latest} (or {@code -1})
   * @throws RegistryException 404 for an unknown subject or version, 422 for no version at all
   */
  public synchronized RegisteredSchema version(String subject, String version, boolean deleted) {
    NavigableMap<Integer, Version> versions;
    if (isLatest(version)) {
      versions = require(subject, deleted);
      return registered(subject, versions.lastKey(), versions.lastEntry().getValue());
    }
    int number = number(version);
    versions = require(subject, deleted);
    Version found = versions.get(number);
    if (found == null) {
      throw new RegistryException(404, 40402, "Version " + number + " not found.");
    }
    return registered(subject, number, found);
  }

  /** The schema with an id, as the text that was registered. */
  public synchronized String schema(int id) {
    String text = schemas.get(id);
    if (text == null) {
      throw new RegistryException(404, 40403, "Schema " + id + " not found");
    }
    return text;
  }

  /** The versions that are the schema with an id, by subject. */
  public synchronized List<RegisteredSchema> uses(int id, boolean deleted) {
    schema(id);
    List<RegisteredSchema> uses = new ArrayList<>();
    for (String subject : subjects.keySet()) {
      present(subject, deleted)
          .forEach(
              (number, each) -> {
                if (each.id() == id) {
                  uses.add(registered(subject, number, each));
                }
              });
    }
    return uses;
  }

  /**
   * Why a schema would not be compatible with a version of a subject; empty if it would, also
   * because there is no such subject.
   */
  public synchronized List<String> objections(String subject, String version, String text) {
    Schema schema = parse(text);
    if (isLatest(version) && present(subject, false).isEmpty()) {
      return List.of();
    }
    RegisteredSchema earlier = version(subject, version, false);
    return levels
        .getOrDefault(subject, level)
        .objections(schema, List.of(new Schema.Parser().parse(earlier.schema())));
  }

  /** Why a schema could not become the next version of a subject; empty if it could. */
  public synchronized List<String> objections(String subject, String text) {
    Schema schema = parse(text);
    return levels.getOrDefault(subject, level).objections(schema, parsed(newestFirst(subject)));
  }

  /** The level of every subject that has none of its own; BACKWARD at first. */
  public synchronized Compatibility level() {
    return level;
  }

  public synchronized void setLevel(Compatibility level) {
    this.level = level;
  }

  /** The level of a subject; empty where it has none of its own. */
  public synchronized Optional<Compatibility> level(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  public synchronized void setLevel(String subject, Compatibility level) {
    levels.put(subject, level);
  }

  /** The level that a subject had of its own; it has none from now on. */
  public synchronized Optional<Compatibility> unsetLevel(String subject) {
    return Optional.ofNullable(levels.remove(subject));
  }

  /**
   * Hides a subject, or takes a hidden one away for good.
   *
   * @return the versions concerned, oldest first
   */
  public synchronized List<Integer> delete(String subject, boolean permanent) {
    if (permanent) {
      NavigableMap<Integer, Version> versions = require(subject, true);
      if (!present(subject, false).isEmpty()) {
        throw new RegistryException(
            404,
            40405,
            "Subject '" + subject + "' was not deleted first before being permanently deleted");
      }
      subjects.remove(subject);
      levels.remove(subject);
      return List.copyOf(versions.keySet());
    }
    List<Integer> versions = versions(subject, false);
    versions.forEach(number -> hide(subject, number));
    return versions;
  }

  /**
   * Hides a version of a subject, or takes a hidden one away for good.
   *
   * @return the version's number
   */
  public synchronized int delete(String subject, String version, boolean permanent) {
    int number = version(subject, version, permanent).version();
    if (!permanent) {
      hide(subject, number);
    } else if (!subjects.get(subject).get(number).deleted()) {
      throw new RegistryException(
          404,
          40407,
          "Subject '%s' Version %d was not deleted first before being permanently deleted"
              .formatted(subject, number));
    } else {
      subjects.get(subject).remove(number);
    }
    return number;
  }

  private void hide(String subject, int number) {
    subjects.get(subject).computeIfPresent(number, (same, each) -> new Version(each.id(), true));
  }

  private int idFor(String text) {
    for (Map.Entry<Integer, String> each : schemas.entrySet()) {
      if (each.getValue().equals(text)) {
        return each.getKey();
      }
    }
    int id = schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
    schemas.put(id, text);
    return id;
  }

  private Optional<RegisteredSchema> find(
      String subject, Schema schema, boolean normalize, boolean deleted) {
    String text = form(schema.toString(), normalize);
    return present(subject, deleted).entrySet().stream()
        .filter(each -> form(schemas.get(each.getValue().id()), normalize).equals(text))
        .map(each -> registered(subject, each.getKey(), each.getValue()))
        .findFirst();
  }

  private NavigableMap<Integer, Version> present(String subject, boolean deleted) {
    NavigableMap<Integer, Version> versions =
        new TreeMap<>(subjects.getOrDefault(subject, new TreeMap<>()));
    if (!deleted) {
      versions.values().removeIf(Version::deleted);
    }
    return versions;
  }

  private NavigableMap<Integer, Version> require(String subject, boolean deleted) {
    NavigableMap<Integer, Version> versions = present(subject, deleted);
    if (versions.isEmpty()) {
      throw new RegistryException(404, 40401, "Subject '" + subject + "' not found.");
    }
    return versions;
  }

  private List<Version> newestFirst(String subject) {
    return List.copyOf(present(subject, false).descendingMap().values());
  }

  private List<Schema> parsed(List<Version> versions) {
    return versions.stream()
        .map(each -> new Schema.Parser().parse(schemas.get(each.id())))
        .toList();
  }

  private RegisteredSchema registered(String subject, int number, Version version) {
    return new RegisteredSchema(subject, number, version.id(), schemas.get(version.id()));
  }

  private static boolean isLatest(String version) {
    return version.equals("latest") || version.equals("-1");
  }

  private static int number(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new RegistryException(
          422,
          42202,
          "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
              .formatted(version));
    }
    return Integer.parseInt(version);
  }

  private static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw new RegistryException(
          422, 42201, "The input schema is not a valid Avro schema: " + e.getMessage());
    }
  }

  /**
   * A schema's text; where the order of its attributes is to make no difference, in their order.
   */
  private static String form(String text, boolean normalize) {
    if (!normalize) {
      return text;
    }
    try {
      return SORTED.writeValueAsString(SORTED.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A schema is JSON", e);
    }
  }
}
