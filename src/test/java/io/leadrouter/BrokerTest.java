package io.leadrouter;

import io.leadrouter.sandbox.EmbeddedKafka;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test on a real broker: {@code @BrokerTest class FlowTest { @Test void flows(Broker broker) …}}.
 * All test classes of the JVM share one broker; a test that takes a {@link Broker} gets a topic
 * prefix of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrokerTest.Extension.class)
public @interface BrokerTest {

  /** The shared broker, as one test sees it. */
  record Broker(String bootstrapServers, String prefix, Admin admin) {

    /** The test's own name of a topic. */
    public String named(String topic) {
      return prefix + topic;
    }

    /** Creates a topic under the test's prefix, ready to be written, and returns its full name. */
    public String create(String topic, int partitions, Map<String, String> configs) {
      String name = named(topic);
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)));
      // Records sent before every partition has a leader can be lost (KAFKA-15591).
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++) {
        latest.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
      Patience.await()
          .ignoreExceptions()
          .until(() -> admin.listOffsets(latest).all().get().size() == partitions);
      return name;
    }
  }

  /** Starts the broker with the first test that needs it, and stops it after the last. */
  final class Extension implements ParameterResolver {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == Broker.class;
    }

    @Override
    public Broker resolveParameter(ParameterContext parameter, ExtensionContext test) {
      SharedBroker shared =
          test.getRoot()
              .getStore(ExtensionContext.Namespace.create(BrokerTest.class))
              .computeIfAbsent(SharedBroker.class, key -> new SharedBroker(), SharedBroker.class);
      return new Broker(
          shared.kafka.bootstrapServers(), "t" + TESTS.incrementAndGet() + "-", shared.admin);
    }
  }

  /** Closed by JUnit when all tests are done. */
  final class SharedBroker implements AutoCloseable {

    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));

    @Override
    public void close() {
      admin.close();
      kafka.close();
    }
  }
}
