package io.leadrouter.cli;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns rows into records. A column goes to the field it is mapped to, or else to the field of its
 * name, or else into the attributes where the record has some. Not thread-safe.
 */
final class RowMapper {
  /** Rows of JSON lines differ in their columns; most files have a few shapes. */
  private static final int REMEMBERED = 256;

  private static final String EVERYTHING_ELSE = "*";

  private final InputKind kind;
  private final Mapping mapping;
  private final Map<String, String> fallbacks;
  private final String fileName;
  private final Clock clock;
  private final FieldPaths fields;
  private final ValueReaders readers;
  private final Map<List<String>, RecordPlan> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, RecordPlan> eldest) {
          return size() > REMEMBERED;
        }
      };

  private List<String> latestColumns = List.of();
  private RecordPlan latestPlan;

  /**
   * @param fallbacks template by field, for rows without a value there
   * @param fileName what {@code {file}} stands for
   * @throws Refusal when the mapping names a field there is not
   */
  RowMapper(
      InputKind kind,
      Mapping mapping,
      Map<String, String> fallbacks,
      InstantText instants,
      String fileName,
      Clock clock) {
    this.kind = kind;
    this.mapping = mapping;
    this.fallbacks = new LinkedHashMap<>(kind.generatedIds());
    this.fallbacks.putAll(fallbacks);
    this.fileName = fileName;
    this.clock = clock;
    this.fields = new FieldPaths(kind.schema());
    this.readers = new ValueReaders(instants);
    mapping.map().keySet().forEach(path -> fields.require(path, kind.toString()));
    mapping.set().keySet().forEach(path -> fields.require(path, kind.toString()));
  }

  /**
   * Makes sure that a file with these columns can be published.
   *
   * @throws Refusal when a column has nowhere to go, one that the mapping names is not there, or
   *     nothing fills a field that every record needs
   */
  void checkHeader(List<String> columns) {
    try {
      Map<String, Source> sources = sources(columns, true);
      for (Schema.Field field : kind.schema().getFields()) {
        if (!field.hasDefaultValue() && !sources.containsKey(field.name())) {
          boolean time = field.schema().getLogicalType() != null;
          throw new Refusal(
              "no column fills %1$s, which %2$s must have; say --map %1$s=COLUMN or --set %1$s=%3$s"
                  .formatted(field.name(), kind, time ? "{now}" : "TEXT"));
        }
      }
    } catch (Unreadable e) {
      throw new Refusal(e.getMessage(), e);
    }
  }

  /** The record of a row. */
  SpecificRecord record(Row row) throws BadRow {
    if (row.columns() != latestColumns) {
      latestPlan = plan(row);
      latestColumns = row.columns();
    }
    return latestPlan.record(row);
  }

  private RecordPlan plan(Row row) throws BadRow {
    RecordPlan plan = plans.get(row.columns());
    if (plan == null) {
      try {
        plan = new RecordPlan(kind.schema(), sources(row.columns(), false), readers);
      } catch (Unreadable e) {
        throw new BadRow(row.line(), "row", e.getMessage());
      }
      plans.put(row.columns(), plan);
    }
    return plan;
  }

  private Map<String, Source> sources(List<String> columns, boolean everyRowHasThem)
      throws Unreadable {
    Map<String, Source> sources = new LinkedHashMap<>();
    Set<String> used = new HashSet<>(mapping.ignore());
    mapping
        .map()
        .forEach((field, text) -> sources.put(field, mapped(text, columns, used, everyRowHasThem)));
    mapping
        .set()
        .forEach(
            (field, text) -> {
              Source constant = template(text, columns, new HashSet<>(), everyRowHasThem);
              sources.merge(field, constant, Source::orElse);
            });
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (!used.contains(column)) {
        Optional<String> field = fields.ofColumn(column).filter(path -> !sources.containsKey(path));
        if (field.isEmpty() && used.contains(EVERYTHING_ELSE)) {
          continue;
        }
        sources.put(
            field
                .or(() -> fields.attributes().map(map -> map + "." + column))
                .orElseThrow(() -> nowhere(column)),
            Source.ofColumn(i));
      }
    }
    fallbacks.forEach(
        (field, template) -> {
          Source id = template(template, columns, used, everyRowHasThem);
          sources.merge(field, id, Source::orElse);
        });
    return sources;
  }

  private Source mapped(
      String text, List<String> columns, Set<String> used, boolean everyRowHasThem) {
    if (text.indexOf('{') >= 0 && !columns.contains(text)) {
      return template(text, columns, used, everyRowHasThem);
    }
    used.add(text);
    return column(text, columns, everyRowHasThem);
  }

  private Source template(
      String text, List<String> columns, Set<String> used, boolean everyRowHasThem) {
    return Source.ofTemplate(
        text,
        fileName,
        clock,
        name -> {
          used.add(name);
          return column(name, columns, everyRowHasThem);
        });
  }

  private static Source column(String name, List<String> columns, boolean everyRowHasThem) {
    int index = columns.indexOf(name);
    if (index >= 0) {
      return Source.ofColumn(index);
    }
    if (everyRowHasThem) {
      throw new Refusal("there is no column '%s'%s".formatted(name, Suggestion.of(name, columns)));
    }
    return row -> "";
  }

  private Unreadable nowhere(String column) {
    return new Unreadable(
        "%s have no field for column '%s'%s; map it with --map FIELD=%s or leave it out with --ignore %s"
            .formatted(kind, column, fields.nearest(column), column, column));
  }
}
