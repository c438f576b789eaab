package io.leadrouter.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The data that predictions are measured on: UCI Bank Marketing (S. Moro, P. Cortez, P. Rita 2014,
 * CC BY 4.0), which is not part of the project.
 */
final class PublicData {

  /** Where the files are, as a system property. */
  static final String DIRECTORY = "bench.data";

  private static final List<String> ENDINGS = List.of(".csv.gz", ".csv");

  private PublicData() {}

  /**
   * The file of a data set.
   *
   * @throws MissingDataException when it is not there
   */
  static Path file(String name) {
    Path directory = Path.of(System.getProperty(DIRECTORY, ""));
    return ENDINGS.stream()
        .map(ending -> directory.resolve(name + ending))
        .filter(Files::isReadable)
        .findFirst()
        .orElseThrow(
            () ->
                new MissingDataException(
                    "%s.csv (or .csv.gz) is not in %s; get \"Bank Marketing\" of UCI,"
                            .formatted(name, directory.toAbsolutePath().normalize())
                        + " https://doi.org/10.24432/C5K306 (CC BY 4.0), and say where it is:"
                        + " -Dbench.data=DIRECTORY"));
  }

  /** A data set that is not there; the message says how to get it. */
  static final class MissingDataException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingDataException(String message) {
      super(message);
    }
  }
}
