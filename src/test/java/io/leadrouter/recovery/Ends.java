package io.leadrouter.recovery;

import io.leadrouter.Patience;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions end. A commit is acknowledged before the broker has marked every partition with
 * it, one after the other: who reads what is committed in between sees the transaction in some
 * partitions and not in others.
 */
final class Ends {

  private Ends() {}

  /** The ends, as soon as no transaction is open in any of the partitions. */
  static Map<TopicPartition, Long> settled(
      String bootstrapServers, Collection<TopicPartition> partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return Patience.await()
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> ends(admin, partitions, IsolationLevel.READ_COMMITTED),
              committed ->
                  committed.equals(ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED)));
    }
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Collection<TopicPartition> partitions, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    try {
      Map<TopicPartition, ListOffsetsResultInfo> found =
          admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get();
      found.forEach((partition, end) -> ends.put(partition, end.offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return ends;
  }
}
