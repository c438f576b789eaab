package io.leadrouter.sandbox;

import io.leadrouter.cli.Refusal;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.LoggerFactory;

/** A directory that is deleted with everything in it when it is closed. */
record TemporaryDirectory(Path path) implements AutoCloseable {

  static TemporaryDirectory create(String name) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory(name));
    } catch (IOException e) {
      throw new Refusal(
          "There is no room for temporary data (" + e.getMessage() + "); give a place with --dir.",
          e);
    }
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (NoSuchFileException e) {
      // Somebody tidied up before us.
    } catch (IOException e) {
      LoggerFactory.getLogger(TemporaryDirectory.class)
          .warn("Could not delete temporary data in {}", path, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
