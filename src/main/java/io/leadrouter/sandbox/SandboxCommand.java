package io.leadrouter.sandbox;

import ch.qos.logback.classic.Level;
import io.leadrouter.cli.ExtraCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code sandbox}: a broker, a schema registry and the router in this process, with leads flowing
 * in. Exit codes: 0 when it was stopped, or when every lead ended in exactly one place; 1
 * otherwise.
 */
@Command(
    name = "sandbox",
    description = {
      "Runs everything in one process: a Kafka broker, a schema registry, the router, a sample of"
          + " leads and a CRM that answers. Nothing outside this machine can reach it."
    })
public final class SandboxCommand implements ExtraCommand {

  private static final double VISIBLE_PACE = 20;
  private static final long LEADS_TO_ACCOUNT_FOR = 5_000;
  // Whoever pressed Ctrl-C is waiting.
  private static final long LONGEST_STOP_S = 20;

  private static final List<String> QUIET =
      List.of("kafka", "org.apache.kafka.streams.StreamsConfig", "io.leadrouter.topology");

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Of the broker; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--registry-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description = "Of the schema registry; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int registryPort;

  @Option(
      names = "--http-port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "Of metrics and health; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      description = "Keeps all data there for the next run (default: it is deleted at the end).")
  private Path directory;

  @Option(
      names = "--leads",
      paramLabel = "N",
      description = "How many leads (default: no end; with --exit, 5000).")
  private Long leads;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Leads a second (default: 20; with --exit, as fast as possible, and reps who need no"
              + " time).")
  private Double rate;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed gives the same leads (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--policy",
      paramLabel = "NAME|FILE",
      description =
          "Routes by an example policy ('policy example' names them) or by a file of yours; its"
              + " groups are emea, amer and apac.")
  private String policy;

  @Option(
      names = "--exit",
      description = "Ends when all leads are accounted for, with a summary as its last line.")
  private boolean exit;

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    sayLess();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread onCtrlC = new Thread(() -> stopAndWait(stop, ended), "sandbox-stop");
    Runtime.getRuntime().addShutdownHook(onCtrlC);
    try {
      Screen screen = new Screen(spec.commandLine().getOut(), Screen.isTerminal());
      return new Sandbox(plan(), screen, stop).run() ? 0 : 1;
    } finally {
      ended.countDown();
      if (stop.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(onCtrlC);
      }
    }
  }

  private Sandbox.Plan plan() {
    return new Sandbox.Plan(
        port,
        registryPort,
        httpPort,
        Optional.ofNullable(directory),
        leads != null
            ? OptionalLong.of(leads)
            : exit ? OptionalLong.of(LEADS_TO_ACCOUNT_FOR) : OptionalLong.empty(),
        rate != null
            ? OptionalDouble.of(rate)
            : exit ? OptionalDouble.empty() : OptionalDouble.of(VISIBLE_PACE),
        seed,
        Optional.ofNullable(policy).map(ChosenPolicy::read),
        exit);
  }

  private void requireSense() {
    if (leads != null && leads < 1) {
      throw new ParameterException(spec.commandLine(), "--leads must be 1 or more");
    }
    if (rate != null && !(rate > 0)) {
      throw new ParameterException(spec.commandLine(), "--rate must be above 0");
    }
  }

  /**
   * What these say is for whoever runs a cluster: here, unreadable leads are part of the sample,
   * and what can't go on ends the run with a sentence. A log configuration of one's own stays as it
   * is.
   */
  private static void sayLess() {
    if (System.getProperty("logback.configurationFile") == null) {
      for (String name : QUIET) {
        if (LoggerFactory.getLogger(name) instanceof ch.qos.logback.classic.Logger logger) {
          logger.setLevel(name.equals("kafka") ? Level.OFF : Level.ERROR);
        }
      }
    }
  }

  private static void stopAndWait(CountDownLatch stop, CountDownLatch ended) {
    stop.countDown();
    try {
      ended.await(LONGEST_STOP_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
