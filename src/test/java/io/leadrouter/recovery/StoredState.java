package io.leadrouter.recovery;

import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.event.States;
import io.leadrouter.kafka.EarlierSchemas;
import io.leadrouter.kafka.StateSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a group's stores hold, without times, as text by key: read from the committed changelogs,
 * from which the next owner would restore them.
 */
record StoredState(
    Map<String, String> seats,
    Map<String, String> tallies,
    Map<String, String> groups,
    Map<String, String> leads) {

  static StoredState read(Site site, String applicationId) {
    Map<String, String> leads = new TreeMap<>();
    Deserializer<OpenLead> lead =
        StateSerde.of(
                io.leadrouter.event.OpenLead.class,
                EarlierSchemas.of(io.leadrouter.event.OpenLead.class, 3),
                States::read,
                States::write)
            .deserializer();
    for (String store : List.of("open-leads", "settled-leads")) {
      changelog(site, applicationId, store, lead, StoredState::text)
          .forEach((key, value) -> leads.put(store + "/" + key, value));
    }
    return new StoredState(
        changelog(
            site,
            applicationId,
            "rep-seats",
            StateSerde.of(
                    io.leadrouter.event.state.RepSeat.class,
                    EarlierSchemas.of(io.leadrouter.event.state.RepSeat.class, 3),
                    States::read,
                    States::write)
                .deserializer(),
            StoredState::text),
        changelog(
            site,
            applicationId,
            "pool-tallies",
            StateSerde.of(io.leadrouter.event.state.PoolTally.class, States::read, States::write)
                .deserializer(),
            StoredState::text),
        changelog(
            site,
            applicationId,
            "groups",
            StateSerde.of(
                    io.leadrouter.event.state.GroupState.class,
                    EarlierSchemas.of(io.leadrouter.event.state.GroupState.class, 1),
                    States::read,
                    States::write)
                .deserializer(),
            StoredState::text),
        leads);
  }

  private static String text(RepSeat seat) {
    return "load %d, tags %s, turns %s, version %d, %s"
        .formatted(
            seat.load(),
            new TreeMap<>(seat.tags()),
            new TreeMap<>(seat.lastTurns()),
            seat.version(),
            seat.presence());
  }

  private static String text(PoolTally tally) {
    return "%d this month".formatted(tally.counts().month());
  }

  private static String text(GroupState group) {
    return "sequence %d, V %s".formatted(group.sequence(), new TreeMap<>(group.virtualTimes()));
  }

  private static String text(OpenLead lead) {
    return "%s, cycle %d, attempt %d, rep %s, units %d"
        .formatted(
            lead.status(),
            lead.cycle(),
            lead.attempt(),
            lead.holding().repId(),
            lead.holding().units());
  }

  private static <T> Map<String, String> changelog(
      Site site,
      String applicationId,
      String store,
      Deserializer<T> values,
      Function<T, String> text) {
    String topic = site.broker().prefix() + applicationId + "-" + store + "-changelog";
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", site.broker().bootstrapServers());
    properties.put("isolation.level", "read_committed");
    Map<String, String> latest = new TreeMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.value() == null) {
            latest.remove(record.key());
          } else {
            latest.put(record.key(), text.apply(values.deserialize(topic, record.value())));
          }
        }
      }
    }
    return latest;
  }
}
