package io.leadrouter.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every Avro file in {@code schemas/}, read as other teams read them: as JSON. */
class ContractTest {

  static Stream<Path> schemas() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("schemas"))) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .sorted()
          .collect(Collectors.toList())
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyTypeAndEveryFieldSaysWhatItMeans(Path file) throws Exception {
    everyNode(
        file,
        node -> {
          if (isDefinition(node) || isField(node)) {
            assertThat(node.path("doc").asText()).as("doc of %s", node).hasSizeGreaterThan(3);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyEnumHasASymbolForWhatAnOldReaderDoesNotKnow(Path file) throws Exception {
    everyNode(
        file,
        node -> {
          if (node.path("type").asText().equals("enum")) {
            assertThat(node.path("default").asText()).as(node.toString()).isEqualTo("UNKNOWN");
            assertThat(node.path("symbols").get(0).asText()).isEqualTo("UNKNOWN");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void moneyIsDecimalAndTimesAreInMicroseconds(Path file) throws Exception {
    everyNode(
        file,
        node -> {
          if (isField(node) && node.path("name").asText().endsWith("At")) {
            assertThat(node.path("type").toString()).contains("timestamp-micros");
          }
          if (node.has("logicalType")) {
            assertThat(node.path("logicalType").asText())
                .isIn("timestamp-micros", "date", "decimal");
          }
          assertThat(node.path("type").asText()).isNotEqualTo("float");
        });
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void whatMayBeAbsentIsAbsentByDefault(Path file) throws Exception {
    everyNode(
        file,
        node -> {
          JsonNode type = node.path("type");
          if (isField(node) && type.isArray() && type.get(0).asText().equals("null")) {
            assertThat(node.has("default") && node.get("default").isNull())
                .as("default of %s", node)
                .isTrue();
          }
        });
  }

  /** An enum of the domain with a symbol too few would make a mapping throw. */
  @Test
  void theDomainKnowsEverySymbol() {
    assertSymbols(Consent.values(), io.leadrouter.domain.Consent.values());
    assertSymbols(Lifecycle.values(), io.leadrouter.domain.Lifecycle.values());
    assertSymbols(Disposition.values(), io.leadrouter.domain.Disposition.values());
    assertSymbols(RepStatus.values(), io.leadrouter.domain.RepStatus.values());
    assertSymbols(AssignmentStatus.values(), io.leadrouter.domain.AssignmentStatus.values());
    assertSymbols(DecisionKind.values(), io.leadrouter.domain.DecisionKind.values());
    assertSymbols(ModelOrigin.values(), io.leadrouter.domain.ModelOrigin.values());
    assertSymbols(ConversionResult.values(), io.leadrouter.domain.ConversionResult.values());
    assertSymbols(
        io.leadrouter.event.state.Presence.values(), io.leadrouter.domain.Presence.values());
    assertSymbols(
        io.leadrouter.event.state.Standing.values(), io.leadrouter.domain.Standing.values());
    assertSymbols(io.leadrouter.event.state.Fate.values(), io.leadrouter.domain.Fate.values());
    assertSymbolsButUnknown(LeadStatus.values(), io.leadrouter.domain.LeadStatus.values());
    assertSymbolsButUnknown(LeadChange.values(), io.leadrouter.domain.LeadChange.values());
  }

  private static void assertSymbols(Enum<?>[] contract, Enum<?>[] domain) {
    assertThat(names(contract)).containsExactlyInAnyOrderElementsOf(names(domain));
  }

  private static void assertSymbolsButUnknown(Enum<?>[] contract, Enum<?>[] domain) {
    List<String> known = names(contract);
    known.remove("UNKNOWN");
    assertThat(known).containsExactlyInAnyOrderElementsOf(names(domain));
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).collect(Collectors.toList());
  }

  private static boolean isDefinition(JsonNode node) {
    String type = node.path("type").asText();
    return type.equals("record") || type.equals("enum");
  }

  private static boolean isField(JsonNode node) {
    return node.has("name") && node.has("type") && !isDefinition(node);
  }

  private static void everyNode(Path file, Consumer<JsonNode> check) throws Exception {
    walk(new ObjectMapper().readTree(Files.readString(file)), check);
  }

  private static void walk(JsonNode node, Consumer<JsonNode> check) {
    if (node.isObject()) {
      check.accept(node);
    }
    node.forEach(child -> walk(child, check));
  }
}
