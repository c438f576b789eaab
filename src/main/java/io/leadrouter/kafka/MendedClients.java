package io.leadrouter.kafka;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Kafka Streams' own clients, with two things mended in the consumer of its threads.
 *
 * <p>A thread whose task was corrupted joins the group anew. Otherwise it loses records: Kafka
 * Streams 4.3.1 closes the task, notes that its inputs have to be read again from what was
 * committed, and asks for a rebalance, which throws the task away together with the note. What had
 * been polled and not committed is then never processed. A commit that times out is enough.
 *
 * <p>A thread that ends, be it for a failure or because the client is closed, leaves the group.
 * Otherwise whoever takes its place, the thread that replaces it included, gets nothing to do until
 * the group misses it ({@code session.timeout.ms}, by default 45 s). A static member stays, for
 * that is what it is for.
 */
public final class MendedClients implements KafkaClientSupplier {

  /** How Kafka Streams gives its reason for that rebalance. */
  private static final String TASKS_CORRUPTED = "Active tasks corrupted";

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new Member(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class Member extends KafkaConsumer<byte[], byte[]> {

    private final boolean isStatic;

    private Member(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      isStatic = config.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG) != null;
    }

    @Override
    public void enforceRebalance(String reason) {
      if (TASKS_CORRUPTED.equals(reason)) {
        // What Kafka Streams answers with closing all tasks of the thread, and reading on from
        // what was committed.
        throw new TaskMigratedException(reason);
      }
      super.enforceRebalance(reason);
    }

    @Override
    public void close(CloseOptions options) {
      super.close(
          isStatic
              ? options
              : CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
