package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkNameTest {
  @Test
  void lettersDigitsAndSomeMarksMakeAName() {
    assertThat(new NetworkName("shop_front.1-a")).hasToString("shop_front.1-a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_front", "-front", "front net", "a/b"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkName(text))
        .withMessage(
            "network name '"
                + text
                + "' must start with a letter or a digit and go on with letters, digits, '_', '.'"
                + " and '-'");
  }
}
