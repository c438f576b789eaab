package io.leadrouter.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.cli.Refusal;
import io.leadrouter.kafka.InMemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the registry's contents outlive it: one JSON file, replaced as a whole at each change,
 * which are few. Whoever reads it sees the contents before or after a change. Not thread-safe.
 */
final class RegistryFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path path;

  private RegistryFile(Path path) {
    this.path = path;
  }

  static RegistryFile in(Path directory) {
    return new RegistryFile(directory.resolve("schemas.json"));
  }

  /** What was written last; a new registry if nothing was. */
  InMemoryRegistry read() {
    if (!Files.exists(path)) {
      return new InMemoryRegistry();
    }
    try {
      return new InMemoryRegistry(MAPPER.readValue(path.toFile(), InMemoryRegistry.Contents.class));
    } catch (IOException | RuntimeException e) {
      throw new Refusal(
          path + " does not hold a registry's contents: delete it, and the topics with it.", e);
    }
  }

  void write(InMemoryRegistry.Contents contents) {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    try {
      Files.createDirectories(path.getParent());
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), contents);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal(
          path + " can't be written: free space there, or choose another directory.", e);
    }
  }
}
