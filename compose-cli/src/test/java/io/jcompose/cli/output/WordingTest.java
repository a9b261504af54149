package io.jcompose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "PT0.9S, Less than a second",
    "PT1S, 1 second",
    "PT59S, 59 seconds",
    "PT60S, About a minute",
    "PT2M, 2 minutes",
    "PT60M, About an hour",
    "PT47H, 47 hours",
    "P2D, 2 days",
    "P14D, 2 weeks",
    "P60D, 2 months",
    "P800D, 2 years"
  })
  void timesAreSaidRoughlyAsDockerSaysThem(Duration duration, String text) {
    assertThat(Ago.of(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0B", "999, 999B", "4223456, 4.22MB", "42234567, 42.2MB", "373000000, 373MB"})
  void sizesHaveThreeDigits(long bytes, String text) {
    assertThat(ByteSize.of(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0B",
    "1023, 1023B",
    "815104, 796KiB",
    "67108864, 64MiB",
    "1325400000, 1.234GiB",
    "1, 1B"
  })
  void memoryIsCountedInPowersOf1024(long bytes, String text) {
    assertThat(ByteSize.ofMemory(bytes)).isEqualTo(text);
  }

  @Test
  void whatMovesTheCursorIsShownAsAQuestionMark() {
    assertThat(PlainText.of("sh\033[2J -c \u009bé\n")).isEqualTo("sh?[2J -c ?é?");
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("NAME", "STATUS").row("shop-web-1", "Up").row("db", "").lines())
        .containsExactly("NAME         STATUS", "shop-web-1   Up", "db");
  }

  @Test
  void jsonEscapesWhatMustBeEscaped() {
    assertThat(JsonText.of(Map.of("a", List.of("x\"\n", 1, true))))
        .isEqualTo("{\"a\":[\"x\\\"\\n\",1,true]}");
  }
}
