package io.leadrouter.cli;

import io.leadrouter.kafka.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail TOPIC}: records as JSON lines. */
@Command(
    name = "tail",
    description = {
      "Prints the committed records of a topic as JSON lines, and goes on until it is stopped.",
      "",
      "What can't be decoded is shown as bytes in base64, dead letters with their headers."
    })
final class TailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Parameters(
      paramLabel = "TOPIC",
      completionCandidates = TopicNames.class,
      description = "The topic without its prefix: ${COMPLETION-CANDIDATES}.")
  private String topic;

  @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
  private String key;

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      defaultValue = "LATEST",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Log.From from;

  @Option(names = "--max", paramLabel = "N", description = "End after so many records.")
  private long max = Long.MAX_VALUE;

  @Option(
      names = "--no-follow",
      description =
          "Print what is there, from the beginning unless --from says otherwise, and end.")
  private boolean noFollow;

  static final class TopicNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  @Override
  public Integer call() {
    RouterConfig config = cluster.config();
    Topic known =
        Topic.withBareName(topic)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "there is no topic '%s'%s"
                            .formatted(topic, Suggestion.of(topic, names()))));
    String name = known.named(config.topicPrefix());
    try (Cluster brokers = new Cluster(config)) {
      brokers.requireTopic(name);
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean fromGiven = spec.commandLine().getParseResult().hasMatchedOption("--from");
    Log.From begin = noFollow && !fromGiven ? Log.From.BEGINNING : from;
    try (RecordJson json = new RecordJson(config, known);
        Log log = new Log(config, name, begin)) {
      Printer printer = new Printer(json, out);
      if (noFollow) {
        log.readToEnd(printer::print, printer::goesOn);
      } else {
        log.follow(printer::print, out::flush, printer::goesOn);
      }
      out.flush();
    }
    return Main.DONE;
  }

  private static List<String> names() {
    return Arrays.stream(Topic.values()).map(Topic::bareName).toList();
  }

  private final class Printer {
    private final RecordJson json;
    private final PrintWriter out;
    private final Optional<byte[]> wanted =
        Optional.ofNullable(key).map(text -> text.getBytes(StandardCharsets.UTF_8));
    private long printed;

    Printer(RecordJson json, PrintWriter out) {
      this.json = json;
      this.out = out;
    }

    void print(ConsumerRecord<byte[], byte[]> record) {
      boolean matches = wanted.map(bytes -> Arrays.equals(bytes, record.key())).orElse(true);
      if (matches && printed < max) {
        printed++;
        out.println(json.line(record));
      }
    }

    /** No longer, too, when whoever read our output has gone, as {@code head} does. */
    boolean goesOn() {
      return printed < max && !out.checkError();
    }
  }
}
