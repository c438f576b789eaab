package io.leadrouter.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** How much the process says in its log, changed while it runs. Thread-safe. */
final class LogLevels {

  private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

  /** The levels that were set, by logger; every other logger has that of the nearest above it. */
  Map<String, String> levels() {
    Map<String, String> levels = new TreeMap<>();
    for (Logger logger : loggers.getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), logger.getLevel().toString());
      }
    }
    return levels;
  }

  /**
   * Sets a logger's level.
   *
   * @return false when there is no such level
   */
  boolean set(String logger, String level) {
    Optional<Level> known =
        Optional.ofNullable(Level.toLevel(level.toUpperCase(Locale.ROOT), null));
    known.ifPresent(loggers.getLogger(logger)::setLevel);
    return known.isPresent();
  }
}
