package io.leadrouter.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** A generated class's schema as other languages should see it. */
final class PublishedSchema {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PublishedSchema() {}

  /** The schema without {@code avro.java.string}, which says into which class Java reads a text. */
  static Schema withoutJavaProperties(Schema schema) {
    try {
      JsonNode tree = MAPPER.readTree(schema.toString());
      strip(tree);
      return new Schema.Parser().setValidateDefaults(false).parse(MAPPER.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A schema is JSON", e);
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(GenericData.STRING_PROP);
    }
    node.forEach(PublishedSchema::strip);
  }
}
