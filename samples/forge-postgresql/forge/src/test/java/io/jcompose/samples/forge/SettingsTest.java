package io.jcompose.samples.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "FORGE_REPOSITORIES", "/data",
          "FORGE_DATABASE_URL", "jdbc:postgresql://postgresql/forge",
          "FORGE_DATABASE_USER", "forge",
          "FORGE_DATABASE_PASSWORD", "s3cret",
          "FORGE_ADMIN", "admin",
          "FORGE_ADMIN_PASSWORD", "s3cret");

  @Test
  void thePortIs3000UnlessTheEnvironmentSaysOtherwise() {
    assertThat(Settings.of(ENVIRONMENT).port()).isEqualTo(3000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FORGE_REPOSITORIES", "FORGE_DATABASE_URL", "FORGE_ADMIN", "FORGE_ADMIN_PASSWORD"})
  void whatIsMissingIsNamed(String variable) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.remove(variable);

    assertThatThrownBy(() -> Settings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("set " + variable + " in the environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "65536", ""})
  void aPortThatIsNoneIsNamed(String port) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("FORGE_PORT", port);

    assertThatThrownBy(() -> Settings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FORGE_PORT is not a port: '" + port + "'");
  }

  @Test
  void passwordsAreNotShown() {
    assertThat(Settings.of(ENVIRONMENT).toString()).doesNotContain("s3cret");
  }
}
