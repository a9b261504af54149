package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySequenceTest {
  @Test
  void keysAreTheBytesThatATerminalSends() {
    assertThat(KeySequence.parse("ctrl-p,ctrl-q").bytes())
        .isEqualTo(List.of((byte) 0x10, (byte) 0x11));
    assertThat(KeySequence.parse("ctrl-@,a,ctrl-\\,Z").bytes())
        .isEqualTo(List.of((byte) 0, (byte) 'a', (byte) 0x1c, (byte) 'Z'));
    assertThat(KeySequence.parse("")).isEqualTo(KeySequence.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ctrl-", "ctrl-1", "ctrl-pp", "ab", "a,,b", ",", "é"})
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> KeySequence.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("' names no keys: '")
        .hasMessageContaining("' is neither a character nor 'ctrl-' and one");
  }
}
