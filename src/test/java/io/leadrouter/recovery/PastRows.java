package io.leadrouter.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Leads of the past in their order, and what became of them. */
final class PastRows {

  /** What was known of a lead, and whether it converted. */
  record Row(Map<String, String> attributes, boolean converted) {}

  private PastRows() {}

  /** So many that are made up: who asks for a demo converts more often. */
  static List<Row> madeUp(int count) {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean demo = random.nextInt(3) == 0;
      Map<String, String> attributes =
          Map.of(
              "asks",
              demo ? "demo" : "newsletter",
              "age",
              Integer.toString(20 + random.nextInt(50)),
              "note",
              "note " + random.nextInt(1_000));
      rows.add(new Row(attributes, random.nextDouble() < (demo ? 0.7 : 0.2)));
    }
    return rows;
  }

  /**
   * Those of a file of values between semicolons, perhaps in quotes and compressed, with a header.
   *
   * @param outcome the column that says what became of a lead, and what it says of a conversion
   * @param ignored a column that is known only afterwards
   */
  static List<Row> of(Path file, String outcome, String ignored) throws IOException {
    String[] converted = outcome.split("=", 2);
    List<Row> rows = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      String[] header = cells(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = cells(line);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
          attributes.put(header[i], cells[i]);
        }
        boolean won = attributes.remove(converted[0]).equals(converted[1]);
        attributes.remove(ignored);
        rows.add(new Row(attributes, won));
      }
    }
    return rows;
  }

  private static String[] cells(String line) {
    return line.replace("\"", "").split(";", -1);
  }
}
