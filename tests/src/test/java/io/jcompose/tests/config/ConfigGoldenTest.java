package io.jcompose.tests.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.load.LoadOptions.Phase;
import io.jcompose.model.load.ResolvedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ConfigGoldenTest {
  /** Numbers are equal by value: docker compose writes 1.0 as 1. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? decimal(one).compareTo(decimal(other))
              : one.equals(other) ? 0 : 1;

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static Stream<Case> cases() throws IOException {
    return Cases.golden().stream().map(Case::new).filter(found -> !found.needsTheCommand());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTreeIsTheOneThatDockerComposePrints(Case golden) {
    JsonNode expected = json.readTree(golden.text("expected.json"));

    JsonNode found = json.readTree(golden.load().resolved().toJson());

    assertThat(expected.equals(BY_VALUE, found))
        .withFailMessage(
            () ->
                "%s%nexpected:%n%s%nbut was:%n%s"
                    .formatted(golden, sorted(expected), sorted(found)))
        .isTrue();
  }

  /** What loads as a whole loads and prints in part, and says no less for it. */
  @ParameterizedTest
  @MethodSource("cases")
  void anyPhaseMayBeLeftOut(Case golden) {
    List<String> all = golden.load().resolved().services();

    for (Phase phase : Phase.values()) {
      // services named keep what they depend on, and some of that is implied
      List<String> services = phase == Phase.NORMALIZATION ? List.of() : all;
      ResolvedFile part = golden.loadWithout(phase).resolved();

      assertThat(part.services()).as(phase.name()).containsAll(services);
      assertThat(part.hashes().keySet()).as(phase.name()).containsAll(services);
      assertThat(part.toYaml()).as(phase.name()).contains("services:");
      assertThat(json.readTree(part.toJson()).get("services").propertyNames())
          .as(phase.name())
          .containsAll(services);
    }
  }

  private static BigDecimal decimal(JsonNode number) {
    return number.decimalValue();
  }

  private static String sorted(JsonNode tree) {
    return JsonMapper.builder()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(new JsonMapper().treeToValue(tree, Object.class));
  }
}
