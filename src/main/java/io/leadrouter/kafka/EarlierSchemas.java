package io.leadrouter.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The schemas in which earlier releases stored what they remembered. */
public final class EarlierSchemas {

  private EarlierSchemas() {}

  /**
   * As {@link StateSerde} wants them, version 1 first.
   *
   * @param count how many of the class there were before the present one
   */
  public static List<Schema> of(Class<? extends SpecificRecord> type, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(version -> "/io/leadrouter/state/" + type.getSimpleName() + "-" + version)
        .map(name -> parse(name + ".avsc"))
        .toList();
  }

  private static Schema parse(String resource) {
    try (InputStream schema = EarlierSchemas.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(schema);
    } catch (IOException e) {
      throw new UncheckedIOException("A schema of the application cannot fail to be read", e);
    }
  }
}
