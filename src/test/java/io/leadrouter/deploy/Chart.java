package io.leadrouter.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** The chart, as Helm sees it. */
final class Chart {
  static final Path DIRECTORY = Path.of("helm", "lead-router");
  static final String NAME = "acme-lead-router";

  /** Stands for {@code helm.sh/hook} where hooks are to be seen. */
  static final String SEEN_HOOK = "seen.helm.sh/hook";

  private static final String RELEASE = "acme";
  private static final String NAMESPACE = "sales";

  /** The oldest that the chart supports. */
  private static final String KUBERNETES = "1.27.0";

  private Chart() {}

  static LintResult lint() {
    return new Helm(DIRECTORY).lint().strict().call();
  }

  /**
   * What would be installed, without hooks.
   *
   * @param values over those of the chart, as YAML
   * @throws IllegalStateException with Helm's own words when it refuses the values
   */
  static Manifests render(String values) {
    return render(DIRECTORY, RELEASE, values);
  }

  static Manifests renderAs(String release, String values) {
    return render(DIRECTORY, release, values);
  }

  /**
   * What would be installed, and the hooks, which Helm's own library keeps to itself: so the
   * annotation that makes them hooks is renamed in a copy of the chart.
   */
  static Manifests renderWithHooks(String values) {
    try {
      Path copy = Files.createTempDirectory("chart");
      try {
        copy(copy);
        return render(copy, RELEASE, values);
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What somebody who installs it is told. */
  static String notes(String values) {
    return withFile(
        values,
        file ->
            new Helm(DIRECTORY)
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(file)
                .clientOnly()
                .dryRun()
                .call()
                .getOutput());
  }

  private static Manifests render(Path chart, String release, String values) {
    return Manifests.parse(
        withFile(
            values,
            file ->
                new Helm(chart)
                    .template()
                    .withName(release)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file)
                    .call()));
  }

  private interface Step {
    String run(Path file);
  }

  private static String withFile(String values, Step step) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, values);
        return step.run(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(DIRECTORY)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(DIRECTORY.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, Files.readString(file).replace("helm.sh/hook:", SEEN_HOOK + ":"));
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
