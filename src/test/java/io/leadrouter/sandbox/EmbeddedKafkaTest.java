package io.leadrouter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.BrokerTest;
import io.leadrouter.Patience;
import io.leadrouter.cli.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BrokerTest
class EmbeddedKafkaTest {

  @Test
  void whatWasWrittenIsThereAfterARestartOnTheSameDirectory(@TempDir Path directory)
      throws Exception {
    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
      }
      publish(kafka, "kept", "before");
    }
    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      publish(kafka, "kept", "after");
      assertThat(read(kafka, "kept", 2)).containsExactly("before", "after");
    }
  }

  @Test
  void takesTransactions(BrokerTest.Broker broker) throws Exception {
    String topic = broker.create("transactions", 2, Map.of());
    try (var producer =
        new KafkaProducer<String, String>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", topic),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      assertThat(producer.send(new ProducerRecord<>(topic, "k", "v")).get()).isNotNull();
      producer.commitTransaction();
    }
  }

  @Test
  void refusesAPortThatIsInUseInOneSentence(@TempDir Path directory) throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("Port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--port")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void refusesADirectoryOfAnotherBrokerInOneSentence(@TempDir Path directory) throws IOException {
    try (var first = EmbeddedKafka.start(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(directory.toString())
          .hasMessageNotContaining("\n");
      assertThat(first.port()).isPositive();
    }
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> EmbeddedKafka.start(file, 0))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("file");
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    try (var kafka = EmbeddedKafka.start(0)) {
      for (InetAddress address : others) {
        assertThatThrownBy(() -> connect(address, kafka.port()))
            .isInstanceOfAny(ConnectException.class, SocketException.class);
      }
    }
  }

  @Test
  void leavesNoThreadAndNoDataBehind() throws Exception {
    Set<Path> data;
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (var kafka = EmbeddedKafka.start(0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("any", 1, (short) 1))).all().get();
        data = directoriesOf(admin);
      }
      assertThat(data).isNotEmpty().allMatch(Files::exists);
      publish(kafka, "any", "record");
      assertThat(read(kafka, "any", 1)).containsExactly("record");
    }
    Patience.await()
        .untilAsserted(
            () -> {
              Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
              left.removeAll(before);
              assertThat(left).filteredOn(Thread::isAlive).map(Thread::getName).isEmpty();
            });
    assertThat(data).noneMatch(Files::exists);
  }

  @Test
  void aSecondBrokerInTheProcessGoesOnWhenTheFirstIsClosed() throws Exception {
    try (var second = EmbeddedKafka.start(0)) {
      EmbeddedKafka.start(0).close();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("any", 1, (short) 1))).all().get();
      }
      publish(second, "any", "record");
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
    }
  }

  private static Set<Path> directoriesOf(Admin admin) throws Exception {
    Set<Path> directories = new HashSet<>();
    for (var broker : admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
      broker.keySet().forEach(directory -> directories.add(Path.of(directory)));
    }
    return directories;
  }

  private static void publish(EmbeddedKafka kafka, String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<String, String>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static List<String> read(EmbeddedKafka kafka, String topic, int count) {
    try (var consumer =
        new KafkaConsumer<String, String>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      List<String> values = new ArrayList<>();
      Patience.await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
              });
      return values;
    }
  }
}
