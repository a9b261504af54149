package io.jcompose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("+02:00");

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T08:30:00Z, 2026-11-27T08:30:00Z",
    "2026-11-27T08:30:00.000000001Z, 2026-11-27T08:30:00.000000001Z",
    "2026-11-27T08:30:00.5+01:00, 2026-11-27T07:30:00.500Z",
    "2026-11-27T08:30:00, 2026-11-27T06:30:00Z",
    "2026-11-27T08:30:00.25, 2026-11-27T06:30:00.250Z",
    "2026-11-27T08:30, 2026-11-27T06:30:00Z",
    "2026-11-27T08, 2026-11-27T06:00:00Z",
    "2026-11-27, 2026-11-26T22:00:00Z",
    "2026-11-27Z, 2026-11-27T00:00:00Z",
    "1795000000, 2026-11-18T11:06:40Z",
    "1795000000.5, 2026-11-18T11:06:40.500Z",
    "0, 1970-01-01T00:00:00Z",
    "10m, 2026-11-27T11:50:00Z",
    "1h30m, 2026-11-27T10:30:00Z",
    "1.5s, 2026-11-27T11:59:58.500Z",
    "-1m, 2026-11-27T12:01:00Z",
  })
  void timesAreReadAsDockerReadsThem(String text, Instant time) {
    assertThat(PointInTime.parse(text).at(NOW, ZONE)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-13-01", "2026-11-27T25:00:00Z", "10x", "2026-11-27 8"})
  void whatIsNoTimeIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> PointInTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is no time: write one like '2026-11-27T08:30:00', or how long ago, like '10m'",
            text);
  }
}
