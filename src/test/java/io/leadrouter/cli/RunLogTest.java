package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RunLogTest {

  private static final Logger LOG = LoggerFactory.getLogger("io.leadrouter.test");

  private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void listenToTheLogAsItIsShipped() throws JoranException {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    loggers.reset();
    JoranConfigurator shipped = new JoranConfigurator();
    shipped.setContext(loggers);
    shipped.doConfigure(RunLog.class.getResource("/logback.xml"));
  }

  @AfterEach
  void asBefore() throws JoranException {
    System.setErr(before);
    loggers.reset();
    new ContextInitializer(loggers).autoConfig();
  }

  @Test
  void writesAnObjectALineForPrograms() throws Exception {
    RunLog.begin(true);

    LOG.atInfo().addKeyValue("leadId", "l-1").log("two\nlines");

    assertThat(lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines()[0]);
    assertThat(line.path("leadId").asText()).isEqualTo("l-1");
    assertThat(line.path("message").asText()).isEqualTo("two\nlines");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("@timestamp").asText()).isNotEmpty();
  }

  @Test
  void writesALineForPeopleThatNoIdFromOutsideBreaks() {
    RunLog.begin(false);

    LOG.info("lead {}", "l-1\n2026-01-01 ERROR forged");

    assertThat(lines()).hasSize(1);
    assertThat(lines()[0]).endsWith("lead l-1 2026-01-01 ERROR forged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
        "org.apache.kafka.streams.processor.internals.assignment.DefaultStandbyTaskAssignor"
      })
  void doesNotWarnOfWhatEveryHealthyStartDoes(String quiet) throws ClassNotFoundException {
    RunLog.begin(false);
    Class<?> ofKafka = Class.forName(quiet);

    LoggerFactory.getLogger(ofKafka).warn("at every start");
    LoggerFactory.getLogger(ofKafka).error("not at every start");
    LoggerFactory.getLogger(ofKafka.getPackageName()).warn("nor this");

    assertThat(lines()).hasSize(2);
    assertThat(lines()[0]).endsWith("not at every start");
    assertThat(lines()[1]).endsWith("nor this");
  }

  private String[] lines() {
    return written.toString(StandardCharsets.UTF_8).strip().split("\n");
  }
}
