package io.leadrouter.cli;

import io.leadrouter.scoring.InvalidModelException;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.ModelText;
import java.nio.file.Path;

/** A model in a file. */
final class ModelFile {

  private ModelFile() {}

  /**
   * Reads a file.
   *
   * @throws Refusal when it is no model, with the line
   */
  static Model read(Path file) {
    try {
      return ModelText.read(TextFile.read(file, "model"));
    } catch (InvalidModelException e) {
      throw new Refusal(file + ": " + e.getMessage(), e);
    }
  }
}
