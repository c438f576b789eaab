package io.leadrouter.kafka;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** Confluent's strategies for the subject under which a record's schema is registered. */
enum SubjectNaming {
  /** {@code <topic>-value}, or {@code <topic>-key}. */
  TOPIC("TopicNameStrategy") {
    @Override
    String subject(String topic, boolean isKey, String recordName) {
      return topic + (isKey ? "-key" : "-value");
    }
  },
  /** The record's full name, whatever the topic. */
  RECORD("RecordNameStrategy") {
    @Override
    String subject(String topic, boolean isKey, String recordName) {
      return recordName;
    }
  },
  /** {@code <topic>-<full name>}. */
  TOPIC_RECORD("TopicRecordNameStrategy") {
    @Override
    String subject(String topic, boolean isKey, String recordName) {
      return topic + "-" + recordName;
    }
  };

  private static final String CONFLUENT = "io.confluent.kafka.serializers.subject.";

  private final String simpleName;

  SubjectNaming(String simpleName) {
    this.simpleName = simpleName;
  }

  abstract String subject(String topic, boolean isKey, String recordName);

  /** The name of Confluent's class, which need not be there. */
  String className() {
    return CONFLUENT + simpleName;
  }

  static SubjectNaming of(String key, String className) {
    return Arrays.stream(values())
        .filter(each -> each.className().equals(className))
        .findAny()
        .orElseThrow(
            () ->
                new ConfigException(
                    key,
                    className,
                    Arrays.stream(values())
                        .map(SubjectNaming::className)
                        .collect(Collectors.joining(", ", "use one of ", ""))));
  }
}
