package io.leadrouter.sandbox;

import io.leadrouter.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a directory for one broker, of this process or another. A combined broker and controller
 * locks its logs only after the controller has begun to write: a second one would damage the first
 * one's metadata before it is refused.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String FILE = ".sandbox.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the directory, which is created if it does not exist.
   *
   * @throws Refusal if it is taken or can't be used
   */
  static DirectoryLock of(Path directory) {
    FileChannel channel;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new Refusal(
          "The directory " + directory + " can't be used (" + e + "). Give another with --dir.", e);
    }
    DirectoryLock lock = new DirectoryLock(channel);
    try {
      FileLock taken = channel.tryLock();
      if (taken != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // Taken by this process; said below.
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException(e);
    }
    lock.close();
    throw new Refusal(
        "Another broker is using "
            + directory
            + ". Stop it, or give another directory with --dir.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
