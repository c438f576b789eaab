package io.leadrouter.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes.ByteArraySerde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMetersTest {

  @Test
  void tellsOfTheJvmTheProcessTheBuildAndKafkaStreams(@TempDir Path state) {
    StreamsBuilder topology = new StreamsBuilder();
    topology.stream("leads").to("copy");
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "process-meters",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:1",
            StreamsConfig.STATE_DIR_CONFIG,
            state.toString(),
            StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
            ByteArraySerde.class,
            StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
            ByteArraySerde.class));
    List<String> dropped = new ArrayList<>();

    // Never started: its own meters exist from the beginning, and no broker is needed.
    try (KafkaStreams streams = new KafkaStreams(topology.build(), properties);
        ProcessMeters meters = new ProcessMeters()) {
      meters
          .registry()
          .config()
          .onMeterRegistrationFailed((id, reason) -> dropped.add(id.getName() + ": " + reason));
      new RouterMetrics(meters.registry(), new PolicyStanding());

      meters.watch(streams);
      meters.watchDisk(state);

      assertThat(meters.registry().scrape())
          .contains(
              "jvm_memory_used_bytes{",
              "jvm_threads_live_threads",
              "process_uptime_seconds",
              "process_files_open_files",
              "system_cpus",
              "disk_free_bytes{path=\"" + state,
              "disk_total_bytes{path=\"" + state,
              "kafka_stream_client_state",
              "kafka_stream_failed_stream_threads_total",
              "leadrouter_build{kafka=\"4.3.1\",version=\"unpackaged\"} 1.0",
              "leadrouter_policy_version 0.0");
    }
    assertThat(dropped).isEmpty();
  }
}
