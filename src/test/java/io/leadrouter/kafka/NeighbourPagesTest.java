package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadrouter.neighbour.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The pages for those who publish leads and those who consume assignments, by the schemas. */
class NeighbourPagesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Page PUBLISHING = Page.named("publishing-leads");

  /** {@code NeighboursTest} runs what is compiled. */
  @ParameterizedTest
  @CsvSource({
    "publishing-leads, LeadPublisher",
    "consuming-assignments, AssignmentConnector",
  })
  void theJavaOfAPageIsWhatIsCompiled(String page, String type) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/leadrouter/neighbour", type + ".java"));
    assertThat(Page.named(page).code("java"))
        .isEqualTo(source.substring(source.indexOf("import ")));
  }

  @Test
  void theJsonForHttpIsALeadUnderItsKey() throws IOException {
    JsonNode record = MAPPER.readTree(PUBLISHING.code("json"));
    JsonNode data = record.at("/value/data");

    Schema schema = schema(Topic.LEADS);
    GenericRecord lead =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().jsonDecoder(schema, data.toString()));

    // A decoder passes over what it does not know.
    assertThat(data.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(schema.getFields().stream().map(Schema.Field::name).toList());
    assertThat(lead.get("leadId")).hasToString(record.at("/key/data").asText());
  }

  @Test
  void theLeadInJavaScriptIsALead() throws IOException {
    Matcher literal =
        Pattern.compile("const lead = (\\{.*?\\n {2}});", Pattern.DOTALL)
            .matcher(PUBLISHING.code("js"));
    assertThat(literal.find()).isTrue();
    // An object of JavaScript is YAML, but for comments and what is computed.
    String yaml = literal.group(1).replaceAll(" //.*", "").replace("Date.now() * 1000", "1000");
    ObjectNode lead =
        MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));

    assertThat(PlainJson.record(schema(Topic.LEADS), lead).get("leadId")).isEqualTo("web-4711");
  }

  @Test
  void theConsumerInTheReadmeReadsFieldsOfAnAssignment() throws IOException {
    Matcher fields = Pattern.compile("\\ba\\.(\\w+)").matcher(Page.readme().code("js"));
    Schema schema = schema(Topic.ASSIGNMENTS);
    assertThat(fields.results().map(field -> field.group(1)))
        .isNotEmpty()
        .allMatch(field -> schema.getField(field) != null);
  }

  private static Schema schema(Topic topic) {
    return PublishedSchema.withoutJavaProperties(topic.schema().orElseThrow());
  }
}
