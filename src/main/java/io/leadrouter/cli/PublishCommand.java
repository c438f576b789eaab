package io.leadrouter.cli;

import io.leadrouter.kafka.AvroSerde;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
  private static final Pattern EXTENSIONS =
      Pattern.compile("(\\.(csv|tsv|txt|json|jsonl|ndjson))?(\\.gz)?$", Pattern.CASE_INSENSITIVE);

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

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description =
          "Fill a field from a column, or from a text with {column}, {row}, {line}, {file} or {now} in it.")
  private Map<String, String> map = new LinkedHashMap<>();

  @Option(
      names = "--set",
      paramLabel = "FIELD=TEXT",
      description =
          "Fill a field with a text, which may hold the same; where --map fills it too, for rows without a value.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      split = ",",
      description = "Leave a column out; * for all that no field takes.")
  private List<String> ignore = List.of();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "YAML with map, set, ignore, delimiter, charset, timeFormat and timeZone; flags override it.")
  private Path mappingFile;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: by the file's name or first line).")
  private RowFormat format;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Between columns (default: what the header has most of , ; tab |).")
  private String delimiter;

  @Option(names = "--charset", paramLabel = "NAME", description = "Character set (default: UTF-8).")
  private String charset;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "As in dd.MM.yyyy HH:mm (default: ISO 8601, or seconds, milliseconds or microseconds since 1970).")
  private String timeFormat;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Of times without an offset, as in Europe/Berlin (default: UTC).")
  private String timeZone;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description =
          "What {file} and the ids made from it say (default: the file's name; for standard input a new one each time).")
  private String name;

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
    Mapping mapping =
        Optional.ofNullable(mappingFile).map(Mapping::read).orElse(Mapping.NONE).with(flags());
    PrintWriter err = spec.commandLine().getErr();
    try (InputFile input = InputFile.open(file, charset(mapping));
        BadRowReport report = new BadRowReport(input.label(), SHOWN, errors, err)) {
      Rows rows = rows(input, mapping);
      RowMapper mapper =
          new RowMapper(
              kind,
              mapping,
              new InstantText(mapping.timeFormat(), zone(mapping)),
              nameInIds(),
              Clock.systemUTC());
      rows.header().ifPresent(mapper::checkHeader);
      ProgressBar progress = new ProgressBar(err, ProgressBar.isWatched());
      Publication publication =
          new Publication(rows, mapper, kind.schema().getField(kind.key()).pos(), report::add);
      Runnable show = () -> progress.show(publication.read(), input.bytesRead(), input.size());
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

  private Mapping flags() {
    return new Mapping(
        map,
        set,
        ignore,
        Optional.ofNullable(delimiter),
        Optional.ofNullable(charset),
        Optional.ofNullable(timeFormat),
        Optional.ofNullable(timeZone));
  }

  private Rows rows(InputFile input, Mapping mapping) {
    RowFormat chosen = Optional.ofNullable(format).orElseGet(() -> RowFormat.of(file, input));
    return chosen.rows(input, mapping.delimiter().map(PublishCommand::delimiter));
  }

  private String nameInIds() {
    if (name != null) {
      return name;
    }
    if (file.equals("-")) {
      // Two texts piped in would otherwise share their ids, and one person would become another.
      return "stdin-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    }
    return EXTENSIONS.matcher(Path.of(file).getFileName().toString()).replaceFirst("");
  }

  private static char delimiter(String text) {
    String meant = text.equals("\\t") || text.equalsIgnoreCase("tab") ? "\t" : text;
    if (meant.length() != 1 || meant.equals("\"")) {
      throw new Refusal("the delimiter must be one character (tab for a tabulator)");
    }
    return meant.charAt(0);
  }

  private static Charset charset(Mapping mapping) {
    try {
      return mapping.charset().map(Charset::forName).orElse(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "there is no character set '%s'; UTF-8, ISO-8859-1 and windows-1252 are common ones"
              .formatted(mapping.charset().orElse("")),
          e);
    }
  }

  private static ZoneId zone(Mapping mapping) {
    try {
      return mapping.timeZone().map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Refusal(
          "there is no time zone '%s'; write it as in Europe/Berlin"
              .formatted(mapping.timeZone().orElse("")),
          e);
    }
  }
}
