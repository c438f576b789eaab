package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class RunLogTest {

  /** Of its own, as whatever else still runs in this JVM writes to the log of all. */
  private final LoggerContext loggers = new LoggerContext();

  private final Logger log = loggers.getLogger("io.leadrouter.test");
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private void beginAsShipped(boolean json) throws JoranException {
    loggers.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator shipped = new JoranConfigurator();
    shipped.setContext(loggers);
    shipped.doConfigure(RunLog.class.getResource("/logback.xml"));
    RunLog.begin(loggers, json);
    var stderr = loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    ((ConsoleAppender<ILoggingEvent>) stderr).setOutputStream(written);
  }

  @Test
  void writesAnObjectALineForPrograms() throws Exception {
    beginAsShipped(true);

    log.atInfo().addKeyValue("leadId", "l-1").log("two\nlines");

    assertThat(lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines()[0]);
    assertThat(line.path("leadId").asText()).isEqualTo("l-1");
    assertThat(line.path("message").asText()).isEqualTo("two\nlines");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("@timestamp").asText()).isNotEmpty();
  }

  @Test
  void writesALineForPeopleThatNoIdFromOutsideBreaks() throws Exception {
    beginAsShipped(false);

    log.info("lead {}", "l-1\n2026-01-01 ERROR forged");

    assertThat(lines()).hasSize(1);
    assertThat(lines()[0]).endsWith("lead l-1 2026-01-01 ERROR forged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
        "org.apache.kafka.streams.processor.internals.assignment.DefaultStandbyTaskAssignor"
      })
  void doesNotWarnOfWhatEveryHealthyStartDoes(String quiet) throws Exception {
    beginAsShipped(false);
    Class<?> ofKafka = Class.forName(quiet);

    loggers.getLogger(ofKafka).warn("at every start");
    loggers.getLogger(ofKafka).error("not at every start");
    loggers.getLogger(ofKafka.getPackageName()).warn("nor this");

    assertThat(lines()).hasSize(2);
    assertThat(lines()[0]).endsWith("not at every start");
    assertThat(lines()[1]).endsWith("nor this");
  }

  private String[] lines() {
    return written.toString(StandardCharsets.UTF_8).strip().split("\n");
  }
}
