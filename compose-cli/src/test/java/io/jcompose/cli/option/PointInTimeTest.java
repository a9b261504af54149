package io.jcompose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "10m, 2026-11-20T11:50:00Z",
    "1h30m, 2026-11-20T10:30:00Z",
    "1.5h, 2026-11-20T10:30:00Z",
    "250ms, 2026-11-20T11:59:59.750Z",
    "0s, 2026-11-20T12:00:00Z",
    "2026-11-19, 2026-11-18T22:00:00Z",
    "2026-11-19T08:00:00, 2026-11-19T06:00:00Z",
    "2026-11-19 08:00:00, 2026-11-19T06:00:00Z",
    "2026-11-19T08:00:00.5Z, 2026-11-19T08:00:00.500Z",
    "2026-11-19T08:00:00+05:00, 2026-11-19T03:00:00Z",
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.25, 2023-11-14T22:13:20.250Z"
  })
  void momentsAreReadAsDockerReadsThem(String text, Instant moment) {
    assertThat(PointInTime.parse(text, NOW, ZoneOffset.ofHours(2))).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-5m", "5x", "1.2.3h", "h", "2026-13-40", "12:00"})
  void anythingElseIsSaidToBeNone(String text) {
    assertThatThrownBy(() -> PointInTime.parse(text, NOW, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is no point in time");
  }
}
