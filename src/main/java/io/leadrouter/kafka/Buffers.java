package io.leadrouter.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * One thread's encoder, decoder and bytes, shared by all its serializers: none calls another while
 * it encodes. What a large record needed is given back at once.
 */
final class Buffers extends OutputStream {

  private static final int USUAL = 1024;
  private static final int LARGEST_KEPT = 1 << 20;
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private static final ThreadLocal<Buffers> OF_THREAD = ThreadLocal.withInitial(Buffers::new);

  private byte[] bytes = new byte[USUAL];
  private int length;
  private BinaryEncoder spareEncoder;
  private BinaryDecoder decoder;

  private Buffers() {}

  static Buffers mine() {
    return OF_THREAD.get();
  }

  /** The header, then the record in Avro's binary form. */
  <T> byte[] encode(byte[] header, DatumWriter<T> writer, T record) throws IOException {
    length = 0;
    write(header, 0, header.length);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(this, spareEncoder);
    // One that fails half-way still holds bytes, and would begin the next record with them.
    spareEncoder = null;
    writer.write(record, encoder);
    encoder.flush();
    spareEncoder = encoder;
    byte[] encoded = Arrays.copyOf(bytes, length);
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[USUAL];
    }
    return encoded;
  }

  /**
   * The record after a header of that many bytes.
   *
   * @throws IOException if the bytes end too early or too late; damage shows in runtime exceptions,
   *     too
   */
  <T> T decode(int header, DatumReader<T> reader, byte[] data) throws IOException {
    decoder = DecoderFactory.get().binaryDecoder(data, header, data.length - header, decoder);
    T record = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("bytes are left over");
    }
    return record;
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    makeRoom(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void makeRoom(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, LARGEST);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }
}
