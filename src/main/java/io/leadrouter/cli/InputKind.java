package io.leadrouter.cli;

import io.leadrouter.kafka.Topic;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** What {@code publish} publishes, and which ids it makes for rows that have none. */
enum InputKind {
  LEADS(Topic.LEADS, "leadId", Map.of("leadId", Ids.ROW, "eventId", Ids.CONTENT)),
  ACTIVITIES(Topic.LEAD_ACTIVITIES, "leadId", Map.of("eventId", Ids.CONTENT)),
  OUTCOMES(Topic.LEAD_OUTCOMES, "leadId", Map.of("outcomeId", Ids.CONTENT)),
  // A row's number is no identity here: a line put into the file would turn every rep behind it
  // into another.
  REPS(Topic.REPS, "repId", Map.of()),
  ACCOUNTS(Topic.ACCOUNTS, "accountId", Map.of());

  private final Topic topic;
  private final String key;
  private final Map<String, String> generatedIds;

  InputKind(Topic topic, String key, Map<String, String> generatedIds) {
    this.topic = topic;
    this.key = key;
    this.generatedIds = generatedIds;
  }

  Topic topic() {
    return topic;
  }

  Schema schema() {
    return topic.schema().orElseThrow();
  }

  /** The field that is the record's key. */
  String key() {
    return key;
  }

  /** Templates by field, for rows without a value there. */
  Map<String, String> generatedIds() {
    return generatedIds;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class Ids {
    static final String ROW = "{file}-{row}";

    /** The same row published again is a duplicate, a mended one is not. */
    static final String CONTENT = "{file}-{row}-{fingerprint}";
  }
}
