package io.leadrouter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How the rows of a file are read; for every command that reads one. */
final class RowOptions {
  private static final Pattern EXTENSIONS =
      Pattern.compile("(\\.(csv|tsv|txt|json|jsonl|ndjson))?(\\.gz)?$", Pattern.CASE_INSENSITIVE);

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

  /**
   * Opens a file.
   *
   * @param file its name; - for standard input
   * @param base what holds unless the options say otherwise
   * @param clock says what {@code {now}} is
   * @throws Refusal when it can't be read
   */
  RowFile open(String file, Mapping base, Clock clock) {
    Mapping mapping =
        base.with(Optional.ofNullable(mappingFile).map(Mapping::read).orElse(Mapping.NONE))
            .with(flags());
    InputFile input = InputFile.open(file, charset(mapping));
    try {
      RowFormat chosen = Optional.ofNullable(format).orElseGet(() -> RowFormat.of(file, input));
      Rows rows = chosen.rows(input, mapping.delimiter().map(RowOptions::delimiter));
      InstantText instants = new InstantText(mapping.timeFormat(), zone(mapping));
      return new RowFile(input, rows, mapping, instants, nameInIds(file), clock);
    } catch (Refusal e) {
      closeQuietly(input);
      throw e;
    }
  }

  private static void closeQuietly(InputFile input) {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  private String nameInIds(String file) {
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
