package io.jcompose.runtime.linux.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
  @ParameterizedTest
  @CsvSource({"0, 64", "256, 64", "1024, 128", "4096, 640", "524288, 16384"})
  void theLimitOfOpenFilesSaysHowManyConnectionsThereMayBe(long openFiles, int connections) {
    assertThat(Capacity.most(openFiles)).isEqualTo(connections);
    assertThat(Capacity.most(Long.MAX_VALUE)).isEqualTo(16384);
  }
}
