package io.leadrouter.recovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadrouter.event.Lead;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** A lead as a marketing platform writes it that has added a field of its own at the end. */
record NewerLead(int schemaId) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes the schema known to the registry, and to nobody else. */
  static NewerLead registered(String registry, String topic) {
    try {
      ObjectNode schema = (ObjectNode) JSON.readTree(Lead.getClassSchema().toString());
      schema
          .withArray("fields")
          .addObject()
          .put("name", "added")
          .put("type", "int")
          .put("default", 0);
      new Schema.Parser().parse(schema.toString());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registry + "/subjects/" + topic + "-value/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      JSON.createObjectNode().put("schema", schema.toString()).toString()))
              .build();
      String answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new NewerLead(JSON.readTree(answer).required("id").intValue());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] encoded(Lead lead) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream header = new DataOutputStream(bytes);
      header.writeByte(0);
      header.writeInt(schemaId);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<>(Lead.class).write(lead, encoder);
      encoder.writeInt(0);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
