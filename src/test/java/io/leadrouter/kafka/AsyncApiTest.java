package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What other teams read of the topics, {@code schemas/asyncapi.yaml}, is what the router does. */
class AsyncApiTest {

  private static final Path SCHEMAS = Path.of("schemas");
  private static final Path TOPOLOGY =
      Path.of("src/test/resources/io/leadrouter/topology/topology.txt");

  private static final JsonNode DOCUMENT = document();

  private static JsonNode document() {
    try {
      LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
      Object yaml =
          new Load(settings).loadFromString(Files.readString(SCHEMAS.resolve("asyncapi.yaml")));
      return new ObjectMapper().valueToTree(yaml);
    } catch (Exception e) {
      throw new AssertionError("The document cannot be read", e);
    }
  }

  @Test
  void everyTopicIsInItAndNothingElse() {
    List<String> topics = Stream.of(Topic.values()).map(Topic::bareName).toList();
    assertThat(names(DOCUMENT.get("channels"))).containsExactlyInAnyOrderElementsOf(topics);
    DOCUMENT
        .get("channels")
        .properties()
        .forEach(
            channel ->
                assertThat(channel.getValue().get("address").asText()).isEqualTo(channel.getKey()));
  }

  @Test
  void everyMessageIsOfAChannelAndEverySchemaFileOfAMessage() throws Exception {
    Set<String> used = new TreeSet<>();
    Set<String> schemas = new TreeSet<>();
    for (Topic topic : Topic.values()) {
      used.addAll(names(channel(topic).get("messages")));
      channel(topic)
          .get("messages")
          .properties()
          .forEach(
              message ->
                  assertThat(message.getValue().get("$ref").asText())
                      .isEqualTo("#/components/messages/" + message.getKey()));
      topic.schema().ifPresent(schema -> schemas.add(schemaFile(topic)));
    }
    assertThat(names(DOCUMENT.at("/components/messages")))
        .containsExactlyInAnyOrderElementsOf(used);
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".avsc"))
          .containsExactlyInAnyOrderElementsOf(schemas);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTopicIsCreatedAsItSays(Topic topic) {
    JsonNode kafka = channel(topic).at("/bindings/kafka");
    Map<String, String> written = new LinkedHashMap<>();
    kafka
        .get("topicConfiguration")
        .properties()
        .forEach(
            entry ->
                written.put(
                    entry.getKey(),
                    entry.getValue().isArray()
                        ? String.join(",", texts(entry.getValue()))
                        : entry.getValue().asText()));
    Map<String, String> configs = new LinkedHashMap<>(topic.configs());
    configs.keySet().retainAll(List.of("cleanup.policy", "retention.ms", "max.message.bytes"));
    assertThat(written).isEqualTo(configs);
    assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitioning().defaultCount());
    assertThat(says(topic, "x-partitions")).isEqualToIgnoringCase(topic.partitioning().name());
  }

  @ParameterizedTest
  @EnumSource
  void itSaysWhoWritesAndForHowLongAndWhose(Topic topic) {
    String writer =
        switch (topic.writer()) {
          case MARKETING -> "marketing platforms";
          case CRM -> "CRM connectors";
          case POLICY_PUBLISHER -> "`policy publish`";
          case ROUTER -> "router";
        };
    assertThat(says(topic, "x-written-by")).startsWith(writer);

    List<String> kept = new ArrayList<>();
    if (topic.configs().get("cleanup.policy").contains("compact")) {
      kept.add("latest");
    }
    topic.retention().ifPresent(retention -> kept.add(retention.toDays() + " days"));
    assertThat(says(topic, "x-kept")).isEqualTo(String.join(", ", kept));

    assertThat(says(topic, "x-personal-data").isEmpty()).isEqualTo(!topic.holdsPersonalData());
    assertThat(says(topic, "description")).isNotEmpty();
    assertThat(says(topic, "x-order")).isNotEmpty();
    assertThat(says(topic, "x-idempotency")).isNotEmpty();
  }

  @Test
  void theReadmeSaysTheSame() throws Exception {
    List<String> rows = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      String row =
          Stream.of("x-key", "x-written-by", "x-personal-data", "x-kept")
              .map(column -> says(topic, column))
              .reduce("| `" + topic.bareName() + "` |", (left, cell) -> left + " " + cell + " |");
      rows.add(row.replaceAll(" +", " "));
    }
    List<String> readme =
        Files.readAllLines(Path.of("README.md")).stream()
            .dropWhile(line -> !line.equals("## Topics"))
            .takeWhile(line -> !line.startsWith("`leads`"))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(readme).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void theRouterReceivesWhatItsTopologyReadsAndSendsWhatThatWrites() throws Exception {
    String topology = Files.readString(TOPOLOGY);
    Set<String> operations = new TreeSet<>();
    all("topics: \\[([\\w-]+)]", topology).forEach(topic -> operations.add("receive " + topic));
    all("topic: ([\\w-]+)", topology).forEach(topic -> operations.add("send " + topic));
    // Kafka Streams' own handler writes these, beside the topology.
    operations.add("send " + Topic.DEAD_LETTERS.bareName());

    Set<String> written = new TreeSet<>();
    DOCUMENT
        .get("operations")
        .properties()
        .forEach(
            operation -> {
              String action = operation.getValue().get("action").asText();
              String topic =
                  operation.getValue().at("/channel/$ref").asText().replace("#/channels/", "");
              assertThat(operation.getKey()).isEqualTo(action + "-" + topic);
              written.add(action + " " + topic);
            });
    assertThat(written).isEqualTo(operations);
    for (Topic topic : Topic.values()) {
      assertThat(written.contains("send " + topic.bareName()))
          .as("the router writes %s", topic)
          .isEqualTo(topic.writer() == Topic.Writer.ROUTER);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTERS")
  void everyTopicHasAnExampleThatItsReadersCanRead(Topic topic) throws Exception {
    Schema schema = PublishedSchema.withoutJavaProperties(topic.schema().orElseThrow());
    JsonNode examples = message(topic).get("examples");
    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      GenericRecord record = PlainJson.record(schema, example.get("payload"));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();

      TrustedTypes.register();
      SpecificRecord read =
          new SpecificDatumReader<SpecificRecord>(schema, topic.schema().orElseThrow())
              .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));

      assertThat(read.getSchema().getName()).isEqualTo(messageName(topic));
    }
  }

  /** The record's key names the example, so that it says what the field does that it equals. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "LEADS",
        "LEAD_ACTIVITIES",
        "LEAD_OUTCOMES",
        "REPS",
        "ACCOUNTS",
        "ASSIGNMENTS",
        "ROUTING_DECISIONS",
        "CONVERSIONS",
        "REP_DIRECTORY",
        "SCORING_MODELS"
      })
  void anExampleIsNamedByItsKey(Topic topic) {
    JsonNode example = message(topic).get("examples").get(0);
    String field = topic.schema().orElseThrow().getFields().get(0).name();
    if (topic == Topic.ROUTING_DECISIONS) {
      field = "leadId";
    }
    assertThat(example.get("name").asText()).isEqualTo(example.at("/payload/" + field).asText());
  }

  @ParameterizedTest
  @EnumSource
  void whatANullMeansIsSaidWhereItMeansSomething(Topic topic) {
    Pattern says = Pattern.compile("null value|value is null|null only");
    boolean removes = topic.schema().stream().anyMatch(each -> says.matcher(each.getDoc()).find());
    Set<String> messages = new TreeSet<>(Set.of(messageName(topic)));
    if (removes) {
      String removal = messageName(topic) + "Removed";
      messages.add(removal);
      JsonNode message = DOCUMENT.at("/components/messages/" + removal);
      assertThat(message.at("/payload/type").asText()).isEqualTo("null");
      assertThat(message.get("summary").asText()).isNotEmpty();
    }
    assertThat(names(channel(topic).get("messages"))).isEqualTo(messages);
  }

  private static JsonNode channel(Topic topic) {
    return DOCUMENT.get("channels").path(topic.bareName());
  }

  private static String messageName(Topic topic) {
    return topic.schema().map(Schema::getName).orElse("DeadLetter");
  }

  private static JsonNode message(Topic topic) {
    return DOCUMENT.at("/components/messages/" + messageName(topic));
  }

  private static String schemaFile(Topic topic) {
    String file = message(topic).at("/payload/schema/$ref").asText();
    assertThat(file).isEqualTo("./" + topic.bareName() + ".avsc");
    return file.substring(2);
  }

  private static String says(Topic topic, String field) {
    return channel(topic).path(field).asText();
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Stream<String> all(String regex, String text) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    return matcher.results().map(result -> result.group(1));
  }
}
