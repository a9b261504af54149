package io.jcompose.runtime.linux.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.KeySequence;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Pipes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputRelayTest {
  private static final KeySequence KEYS = KeySequence.parse("x,y,z");

  @ParameterizedTest
  @CsvSource({
    "abc, abc, false",
    "abxyzcd, ab, true",
    "xyxyz, xy, true",
    "xxyz, x, true",
    "xyab, xyab, false",
    "axyz, a, true",
    "xyz, '', true",
    "abxy, abxy, false",
  })
  void keysToDetachDoNotReachTheContainerAndAllElseDoes(
      String typed, String arrived, boolean detached) {
    Pipes.Ends pipe = Pipes.create();
    InputRelay relay =
        InputRelay.start(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), pipe.writing(), KEYS);

    assertThat(readAll(pipe)).isEqualTo(arrived);
    assertThat(relay.isDetached()).isEqualTo(detached);
  }

  /** Reads until the relay closes its end. */
  private static String readAll(Pipes.Ends pipe) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[64];
    for (int n = Descriptors.read(pipe.reading(), buffer);
        n > 0;
        n = Descriptors.read(pipe.reading(), buffer)) {
      all.write(buffer, 0, n);
    }
    Descriptors.close(pipe.reading());
    return all.toString(StandardCharsets.UTF_8);
  }
}
