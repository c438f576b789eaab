package io.leadrouter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {

  private static final Path SCHEMAS = Path.of("schemas");

  @Test
  void everySchemaFileIsNamedAfterItsTopic() throws Exception {
    Set<String> files;
    try (Stream<Path> list = Files.list(SCHEMAS)) {
      files =
          list.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".avsc"))
              .map(name -> name.replace(".avsc", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    Set<String> topics = new TreeSet<>();
    for (Topic topic : Topic.values()) {
      if (topic != Topic.DEAD_LETTERS) {
        topics.add(topic.bareName());
      }
    }
    assertThat(files).isEqualTo(topics);
  }

  @ParameterizedTest
  @EnumSource
  void itsSchemaIsTheOneInItsFile(Topic topic) throws Exception {
    if (topic == Topic.DEAD_LETTERS) {
      assertThat(topic.schema()).isEmpty();
      return;
    }
    String file = Files.readString(SCHEMAS.resolve(topic.bareName() + ".avsc"));
    assertThat(file).contains("\"name\": \"" + topic.schema().orElseThrow().getName() + "\"");
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsBareNameAndNamedWithItsPrefix(Topic topic) {
    assertThat(Topic.withBareName(topic.bareName())).contains(topic);
    assertThat(topic.named("")).isEqualTo(topic.bareName());
    assertThat(topic.named("acme.")).isEqualTo("acme." + topic.bareName());
  }

  @Test
  void anUnknownNameIsNoTopic() {
    assertThat(Topic.withBareName("leeds")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void personalDataThatIsNotReplacedGoesWithinAMonth(Topic topic) {
    if (topic.holdsPersonalData() && topic.cleanup() == Topic.Cleanup.DELETE) {
      assertThat(topic.retention().orElseThrow()).isLessThanOrEqualTo(Duration.ofDays(30));
      assertThat(topic.configs()).containsEntry("segment.ms", "86400000");
    }
  }

  @ParameterizedTest
  @EnumSource
  void deletingTopicsSayWhenAndOnlyCompactedOnesKeepForEver(Topic topic) {
    boolean deletes = topic.configs().get("cleanup.policy").contains("delete");
    assertThat(topic.configs().containsKey("retention.ms")).isEqualTo(deletes);
    assertThat(topic.retention().isPresent()).isEqualTo(deletes);
  }

  @Test
  void whatComesInIsNeverTooLargeToBeWrittenOn() {
    int largestInput = 0;
    int smallestOutput = Integer.MAX_VALUE;
    for (Topic topic : Topic.values()) {
      int bytes = Integer.parseInt(topic.configs().get("max.message.bytes"));
      assertThat(bytes).isLessThanOrEqualTo(Topic.LARGEST_RECORD);
      if (topic.writer() == Topic.Writer.ROUTER) {
        smallestOutput = Math.min(smallestOutput, bytes);
      } else {
        largestInput = Math.max(largestInput, bytes);
      }
    }
    assertThat(smallestOutput).isGreaterThan(largestInput);
  }

  @Test
  void leadTopicsShareOneCount() {
    assertThat(Topic.LEADS.partitioning())
        .isEqualTo(Topic.LEAD_ACTIVITIES.partitioning())
        .isEqualTo(Topic.LEAD_OUTCOMES.partitioning())
        .isEqualTo(Topic.Partitioning.LEAD);
    assertThat(Topic.ROUTING_POLICIES.partitioning().isFixed()).isTrue();
    assertThat(Topic.ROUTING_POLICIES.partitioning().defaultCount()).isOne();
  }
}
