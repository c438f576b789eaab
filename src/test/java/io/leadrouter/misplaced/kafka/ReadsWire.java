package io.leadrouter.misplaced.kafka;

import org.apache.avro.io.BinaryDecoder;

/** In its place. */
public final class ReadsWire {
  BinaryDecoder decoder;
}
