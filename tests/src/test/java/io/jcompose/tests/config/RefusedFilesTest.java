package io.jcompose.tests.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.error.JcomposeException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedFilesTest {

  static Stream<Case> cases() throws IOException {
    return Cases.refused().stream().map(Case::new).filter(found -> !found.needsTheCommand());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatDockerComposeRefusesIsRefusedWithAMessage(Case refused) {
    assertThatThrownBy(refused::load)
        .as("%s: %s", refused, refused.text("why").strip())
        .isInstanceOf(JcomposeException.class);
  }
}
