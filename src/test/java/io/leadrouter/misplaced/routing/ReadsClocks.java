package io.leadrouter.misplaced.routing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

final class ReadsClocks {
  final Supplier<Instant> now = Instant::now;
  final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  final Clock clock = Clock.systemUTC();
  final long wall = System.currentTimeMillis();
  final long elapsed = System.nanoTime();
}
