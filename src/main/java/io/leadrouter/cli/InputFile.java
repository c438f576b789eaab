package io.leadrouter.cli;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * A text that somebody publishes: a file or standard input, gzipped or not, and how much of it has
 * been read.
 */
final class InputFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String label;
  private final OptionalLong size;
  private final AtomicLong read = new AtomicLong();
  private final BufferedReader reader;

  private InputFile(String label, OptionalLong size, InputStream raw, Charset charset)
      throws IOException {
    this.label = label;
    this.size = size;
    InputStream counted = new BufferedInputStream(new Counting(raw, read), BUFFER);
    InputStream text = gzipped(counted) ? new GZIPInputStream(counted, BUFFER) : counted;
    this.reader = new BufferedReader(new InputStreamReader(text, charset), BUFFER);
  }

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @throws Refusal when it can't be read
   */
  static InputFile open(String name, Charset charset) {
    try {
      if (name.equals("-")) {
        return new InputFile("stdin", OptionalLong.empty(), System.in, charset);
      }
      Path file = Path.of(name);
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new Refusal("there is no file " + file + " that can be read");
      }
      return new InputFile(
          file.getFileName().toString(),
          OptionalLong.of(Files.size(file)),
          Files.newInputStream(file),
          charset);
    } catch (IOException e) {
      throw new Refusal(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The name to put before line numbers. */
  String label() {
    return label;
  }

  /** Size in bytes; empty for standard input. */
  OptionalLong size() {
    return size;
  }

  /** Bytes read so far, to be compared with {@link #size()}. */
  long bytesRead() {
    return read.get();
  }

  /** Whether the next text, blanks aside, begins with this character. Takes nothing away. */
  boolean startsWith(char first) {
    try {
      reader.mark(BUFFER);
      int c;
      do {
        c = reader.read();
      } while (c == BYTE_ORDER_MARK || Character.isWhitespace(c));
      reader.reset();
      return c == first;
    } catch (IOException e) {
      throw new Refusal(label + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The next line without its end; null at the end. A byte-order mark is left out. */
  String readLine() {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new Refusal(label + " cannot be read any further: " + e.getMessage(), e);
    }
  }

  static String withoutByteOrderMark(String line) {
    return !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
  }

  /** Whether some bytes of the line were no text in the character set. */
  static boolean undecodable(String line) {
    return line.indexOf(REPLACEMENT) >= 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** By its first bytes and not by its name, so that standard input may be gzipped too. */
  private static boolean gzipped(InputStream stream) throws IOException {
    stream.mark(2);
    boolean gzipped = stream.read() == GZIP_FIRST && stream.read() == GZIP_SECOND;
    stream.reset();
    return gzipped;
  }

  private static final class Counting extends FilterInputStream {
    private final AtomicLong count;

    Counting(InputStream in, AtomicLong count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        count.incrementAndGet();
      }
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      if (n > 0) {
        count.addAndGet(n);
      }
      return n;
    }
  }
}
