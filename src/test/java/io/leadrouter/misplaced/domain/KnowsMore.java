package io.leadrouter.misplaced.domain;

import io.leadrouter.misplaced.kafka.ReadsWire;

final class KnowsMore {
  ReadsWire reader;
}
