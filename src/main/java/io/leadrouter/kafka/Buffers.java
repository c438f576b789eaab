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

  private static final ThreadLocal<Buffers> OF_THREAD = ThreadLocal.withInitial(Buffers::new);

  private byte[] bytes = new byte[USUAL];
  private int length;
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  private Buffers() {}

  static Buffers mine() {
    return OF_THREAD.get();
  }

  /**
   * Confluent's wire format: 0, the schema's id in four bytes, the record in Avro's binary form.
   */
  <T> byte[] encode(int id, DatumWriter<T> writer, T record) throws IOException {
    begin();
    bytes[0] = WireFormat.MAGIC;
    WireFormat.putId(id, bytes);
    length = WireFormat.HEADER;
    return finish(writer, record);
  }

  /** State: its version in one byte, the record in Avro's binary form. */
  <T> byte[] encodeState(int version, DatumWriter<T> writer, T record) throws IOException {
    begin();
    write(version);
    return finish(writer, record);
  }

  private void begin() {
    // An encoding that failed half-way left bytes in the encoder, which it flushes when it is given
    // its output again; only then does the output begin.
    encoder = EncoderFactory.get().binaryEncoder(this, encoder);
    length = 0;
  }

  private <T> byte[] finish(DatumWriter<T> writer, T record) throws IOException {
    writer.write(record, encoder);
    encoder.flush();
    byte[] encoded = Arrays.copyOf(bytes, length);
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[USUAL];
    }
    return encoded;
  }

  <T> T decode(DatumReader<T> reader, byte[] data) throws IOException {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(data, WireFormat.HEADER, data.length - WireFormat.HEADER, decoder);
    return reader.read(null, decoder);
  }

  /** What {@link #encodeState} wrote; its version is the caller's to read. */
  <T> T decodeState(DatumReader<T> reader, byte[] data) throws IOException {
    decoder = DecoderFactory.get().binaryDecoder(data, 1, data.length - 1, decoder);
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
      bytes =
          Arrays.copyOf(
              bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }
  }
}
