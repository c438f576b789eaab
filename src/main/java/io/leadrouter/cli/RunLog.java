package io.leadrouter.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** The log of a router that runs: other commands answer a person, this one is watched by it. */
final class RunLog {

  private RunLog() {}

  /**
   * Says more, and says it as configured. A log configuration of one's own stays as it is.
   *
   * @param json an object a line instead of words
   */
  static void begin(boolean json) {
    if (System.getProperty("logback.configurationFile") == null
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
      begin(loggers, json);
    }
  }

  static void begin(LoggerContext loggers, boolean json) {
    loggers.getLogger("io.leadrouter").setLevel(Level.INFO);
    loggers.getLogger("org.apache.kafka").setLevel(Level.WARN);
    if (json) {
      writeJson(loggers);
    }
  }

  private static void writeJson(LoggerContext loggers) {
    Appender<ILoggingEvent> appender =
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
      LogstashEncoder json = new LogstashEncoder();
      json.setContext(loggers);
      json.start();
      stream.stop();
      stream.setEncoder(json);
      stream.start();
    }
  }
}
