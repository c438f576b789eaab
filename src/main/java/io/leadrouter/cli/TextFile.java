package io.leadrouter.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A text that somebody names by its file. */
final class TextFile {

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @param what is in it, for people, such as policy
   * @throws Refusal when it is no text
   */
  static String read(Path file, String what) {
    if (Files.isDirectory(file)) {
      throw new Refusal("%s is a directory; name the %s's file".formatted(file, what));
    }
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Refusal("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new Refusal(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file, over what is there.
   *
   * @throws Refusal when it can't be written
   */
  static void write(Path file, String text) {
    if (Files.isDirectory(file)) {
      throw new Refusal(file + " is a directory; name a file in it");
    }
    try {
      Files.writeString(file, text);
    } catch (NoSuchFileException e) {
      throw new Refusal(file + " cannot be written: there is no directory of it", e);
    } catch (IOException e) {
      throw new Refusal("%s cannot be written: %s".formatted(file, e), e);
    }
  }
}
