package io.leadrouter.cli;

import io.leadrouter.kafka.AvroSerde;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish leads|reps|accounts|activities|outcomes FILE}. */
@Command(
    name = "publish",
    description = {
      "Publishes a file: CSV with a header, or JSON lines; gzipped or not.",
      "",
      "A column goes to the field it is mapped to (--map), or to the field of its name, or into the attributes. Fields"
          + " are named as in the schemas, with a path where they are nested: person.email, company.revenue.amount,"
          + " attributes.age. Lists are separated by |, an account's owners are written role:repId.",
      "",
      "Where there is no id, one is made from the file's name and the row, so that publishing the same file again makes"
          + " duplicates and not doubles."
    },
    footer = {
      "",
      "For example:",
      "  lead-router publish leads fair.csv --set source=trade-fair \\",
      "      --set submittedAt={now} --map person.email=E-Mail \\",
      "      --map 'company.name={firm} {legal form}'"
    })
final class PublishCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  /** Larger batches than a router's, because nobody waits for a single row here. */
  private static final Map<String, Object> FAST =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, "20",
          ProducerConfig.BATCH_SIZE_CONFIG, "262144",
          ProducerConfig.BUFFER_MEMORY_CONFIG, "67108864");

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Parameters(index = "0", paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
  private InputKind kind;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file; - for standard input.")
  private String file;

  @Mixin private RowOptions options;

  @Option(
      names = "--errors",
      paramLabel = "FILE",
      description = "Write every bad row's line and problem there.")
  private Path errors;

  @Option(names = "--dry-run", description = "Check every row and send none.")
  private boolean dryRun;

  @Override
  public Integer call() {
    RouterConfig config = cluster.config();
    PrintWriter err = spec.commandLine().getErr();
    try (RowFile rows = options.open(file, Mapping.NONE, Clock.systemUTC());
        BadRowReport report = new BadRowReport(rows.label(), SHOWN, errors, err)) {
      RowMapper mapper = rows.mapper(kind, Map.of());
      ProgressBar progress = new ProgressBar(err, ProgressBar.isWatched());
      Publication publication =
          new Publication(
              rows.rows(), mapper, kind.schema().getField(kind.key()).pos(), report::add);
      Runnable show = () -> progress.show(publication.read(), rows.bytesRead(), rows.size());
      try {
        if (dryRun) {
          publication.check(show);
        } else {
          send(config, publication, show);
        }
      } finally {
        progress.end();
        report.end();
      }
      err.printf(
          Locale.ROOT,
          "%,d %s, %,d bad%n",
          publication.published(),
          dryRun ? "good" : "published",
          publication.bad());
      return publication.bad() == 0 ? Main.DONE : Main.FAILED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(RouterConfig config, Publication publication, Runnable show) {
    String topic = kind.topic().named(config.topicPrefix());
    try (Cluster brokers = new Cluster(config)) {
      brokers.requireTopic(topic);
    }
    Map<String, Object> properties = new HashMap<>(FAST);
    properties.putAll(config.producerProperties());
    try (AvroSerde<SpecificRecord> values =
            AvroSerde.of(Schemas.typeOf(kind.schema()), config.serdeConfig());
        KafkaProducer<String, SpecificRecord> producer =
            new KafkaProducer<>(properties, new StringSerializer(), values.serializer())) {
      publication.send(producer, topic, show);
    }
  }
}
