package io.leadrouter.kafka;

/** Confluent's wire format: byte 0, the schema's id as a big-endian int32, then Avro binary. */
final class WireFormat {

  static final byte MAGIC = 0;

  /** Bytes before the record itself. */
  static final int HEADER = 5;

  private WireFormat() {}

  static byte[] header(int id) {
    return new byte[] {MAGIC, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
  }

  static int id(byte[] data) {
    return (data[1] & 0xff) << 24
        | (data[2] & 0xff) << 16
        | (data[3] & 0xff) << 8
        | (data[4] & 0xff);
  }
}
