package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "shop_default", "9-lives.net"})
  void aNameIsWrittenAsItIsRead(String name) {
    assertThat(new NetworkName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_a", "a b", "a/b"})
  void whatIsNoNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkName(name))
        .withMessageStartingWith("network name '" + name + "' must start with a letter");
  }
}
