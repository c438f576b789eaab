package io.leadrouter.misplaced.sandbox;

import io.leadrouter.misplaced.cli.KnowsTheSandbox;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.common.serialization.Serializer;

public abstract class ReadsWireHere implements Serializer<String> {
  BinaryDecoder decoder;
  KnowsTheSandbox cli;
}
