package io.leadrouter.sandbox;

import com.yammer.metrics.core.MetricsRegistry;
import io.leadrouter.cli.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process: one KRaft node that is broker and controller, on the
 * loopback interface only. It keeps its data in a directory, and a broker started later on the same
 * directory has the same topics and records.
 *
 * <p>{@link #start} returns when the broker takes requests; {@link #close} returns when its threads
 * have ended. Safe to use from any thread. The settings suit one developer's machine: one replica
 * of everything and few partitions for Kafka's own topics.
 */
public final class EmbeddedKafka implements AutoCloseable {

  // The id must be the same at every start on a directory; nothing else ever joins this cluster.
  private static final String CLUSTER_ID = "TGVhZFJvdXRlclNhbmRib3g";
  private static final int NODE_ID = 1;
  private static final String CLIENTS = "PLAINTEXT";
  private static final String CONTROLLER = "CONTROLLER";
  // Nobody takes over a single node's partitions, so there is no hand-over to wait for.
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);
  private static final AtomicInteger RUNNING = new AtomicInteger();

  private final Optional<TemporaryDirectory> temporary;
  private final DirectoryLock lock;
  private final int port;
  private final Metrics metrics;
  private final BrokerServer broker;
  private final ControllerServer controller;
  private boolean closed;

  /**
   * Starts a broker that keeps its data in a directory.
   *
   * @param directory created if it does not exist
   * @param port 0 to 65535; 0 takes a free one
   * @throws Refusal if the port is in use or the directory can't be used
   */
  public static EmbeddedKafka start(Path directory, int port) {
    return new EmbeddedKafka(directory, Optional.empty(), port);
  }

  /**
   * Starts a broker whose data is deleted when it is closed.
   *
   * @param port 0 to 65535; 0 takes a free one
   * @throws Refusal if the port is in use
   */
  public static EmbeddedKafka start(int port) {
    TemporaryDirectory temporary = TemporaryDirectory.create("lead-router-kafka");
    return new EmbeddedKafka(temporary.path(), Optional.of(temporary), port);
  }

  private EmbeddedKafka(Path directory, Optional<TemporaryDirectory> temporary, int port) {
    this.temporary = temporary;
    lock = DirectoryLock.of(directory);
    // Sockets are bound here and handed to Kafka: a port is ours or refused before anything starts,
    // and an ephemeral one is known before the configuration that names it.
    Map<String, ServerSocketChannel> sockets = new HashMap<>();
    RUNNING.incrementAndGet();
    try {
      this.port = bind(sockets, CLIENTS, port);
      KafkaConfig config = config(directory, this.port, bind(sockets, CONTROLLER, 0));
      format(config, directory);
      var properties =
          KafkaRaftServer.initializeLogDirs(
              config, LoggerFactory.getLogger(EmbeddedKafka.class), "");
      MetaPropertiesEnsemble ensemble = properties._1();
      BootstrapMetadata bootstrap = properties._2();
      metrics = Server.initializeMetrics(config, Time.SYSTEM, CLUSTER_ID);
      SharedServer shared =
          new SharedServer(
              config,
              ensemble,
              Time.SYSTEM,
              metrics,
              CompletableFuture.completedFuture(
                  QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
              List.of(),
              // Kafka's own handler ends the process; this one is somebody else's too.
              (name, fatal, action) -> new LoggingFaultHandler(name, action),
              handedOver(sockets));
      broker = new BrokerServer(shared);
      controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
    } catch (Throwable e) {
      sockets.values().forEach(EmbeddedKafka::closeQuietly);
      released();
      lock.close();
      temporary.ifPresent(TemporaryDirectory::close);
      throw e;
    }
    try {
      controller.startup();
      broker.startup();
    } catch (Throwable e) {
      close();
      sockets.values().forEach(EmbeddedKafka::closeQuietly);
      throw new Refusal(
          "The broker did not start in "
              + directory
              + ": "
              + e.getMessage()
              + ". Give a directory that is empty or that the sandbox made.",
          e);
    }
  }

  /** For Kafka's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The port that clients connect to, 1 to 65535. */
  public int port() {
    return port;
  }

  /** Stops the broker and waits until its threads have ended. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    broker.shutdown(SHUTDOWN);
    controller.shutdown();
    metrics.close();
    released();
    lock.close();
    temporary.ifPresent(TemporaryDirectory::close);
  }

  private static int bind(Map<String, ServerSocketChannel> sockets, String listener, int port) {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      sockets.put(listener, socket);
      socket.configureBlocking(false);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket.socket().getLocalPort();
    } catch (BindException e) {
      throw new Refusal(
          "Port "
              + port
              + " is in use, so the broker can't listen on it. Stop the program that uses it, or"
              + " choose another with --port (0 takes a free one).",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocketFactory handedOver(Map<String, ServerSocketChannel> sockets) {
    return (listener, address, backlog, receiveBuffer) -> sockets.get(listener);
  }

  private static KafkaConfig config(Path directory, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", directory.toAbsolutePath().toString());
    settings.put(
        "listeners",
        CLIENTS + "://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", CLIENTS + "://127.0.0.1:" + port);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Fewer threads and smaller buffers than a server with dozens of disks and clients needs.
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    // The least Kafka allows; a stopped sandbox must not wait for the election of the only voter.
    settings.put("controller.quorum.election.timeout.ms", "100");
    settings.put("controller.quorum.election.backoff.max.ms", "100");
    return new KafkaConfig(settings, false);
  }

  private static void format(KafkaConfig config, Path directory) {
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setNodeId(NODE_ID)
          .setClusterId(CLUSTER_ID)
          .addDirectory(directory.toAbsolutePath().toString())
          .setMetadataLogDirectory(config.metadataLogDir())
          .setControllerListenerName(CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new Refusal(
          "The broker can't keep its data in "
              + directory
              + ": "
              + e.getMessage()
              + ". Give a directory that is empty or that the sandbox made.",
          e);
    }
  }

  /** Kafka's server metrics tick on threads that belong to the process, not to a broker. */
  private static void released() {
    if (RUNNING.decrementAndGet() == 0) {
      MetricsRegistry registry = KafkaYammerMetrics.defaultRegistry();
      registry.shutdown();
    }
  }

  private static void closeQuietly(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was never used; the process's end closes it.
    }
  }
}
