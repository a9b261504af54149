package io.jcompose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TransferDisplayTest {
  private static final String DB = "Image db:1";
  private static final int MEGA = 1_000_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
  private final HandClock clock = new HandClock();

  private TransferDisplay display(Appearance.Progress progress, TransferWords words) {
    TerminalFacts facts = new TerminalFacts(true, true, true, () -> new TerminalFacts.Size(24, 80));
    Console console = new Console(InputStream.nullInputStream(), stream(out), stream(drawn), facts);
    return new Appearance(Colours.OFF, Colours.OFF, progress)
        .transferDisplay(console, words, clock);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String takeDrawing() {
    String text = drawn.toString(StandardCharsets.UTF_8);
    drawn.reset();
    return text;
  }

  @Test
  void plainLinesTellTheBeginningAndTheEnd() {
    TransferDisplay display = display(Appearance.Progress.PLAIN, TransferWords.PULL);

    display.began(DB);
    display.at(DB, "layer 1", 1, 2);
    display.succeeded(DB);
    display.failed("Image web:2");

    assertThat(takeDrawing())
        .isEqualTo(" Image db:1  Pulling\n Image db:1  Pulled\n Image web:2  Failed\n");
    assertThat(out.size()).isZero();
  }

  @Test
  void whatIsSentIsToldInOtherWords() {
    TransferDisplay display = display(Appearance.Progress.PLAIN, TransferWords.PUSH);

    display.began(DB);
    display.succeeded(DB);

    assertThat(takeDrawing()).isEqualTo(" Image db:1  Pushing\n Image db:1  Pushed\n");
  }

  @Test
  void quietShowsNothing() {
    TransferDisplay display = display(Appearance.Progress.QUIET, TransferWords.PULL);

    display.began(DB);
    display.at(DB, "layer 1", 1, 2);
    display.succeeded(DB);
    display.failed(DB);

    assertThat(takeDrawing()).isEmpty();
    assertThat(out.size()).isZero();
  }

  @Test
  void onATerminalEachPartHasABarThatMoves() {
    TransferDisplay display = display(Appearance.Progress.IN_PLACE, TransferWords.PULL);
    display.began(DB);
    assertThat(takeDrawing()).contains("⠿ Image db:1  Pulling").doesNotContain("\u001b[1A");

    display.at(DB, "layer 1", 0, 10 * MEGA);
    assertThat(takeDrawing())
        .startsWith("\u001b[1A")
        .contains("⠿   layer 1   [                    ] 0B / 10.0MB");

    clock.pass(Duration.ofSeconds(1));
    display.at(DB, "layer 1", 5 * MEGA, 10 * MEGA);
    assertThat(takeDrawing())
        .startsWith("\u001b[2A")
        .contains("⠿   layer 1   [==========          ] 5.00MB / 10.0MB");

    display.at(DB, "layer 1", 10 * MEGA, 10 * MEGA);
    assertThat(takeDrawing()).contains("✔   layer 1   [====================] 10.0MB / 10.0MB");

    display.succeeded(DB);
    assertThat(takeDrawing()).contains("✔ Image db:1  Pulled");
  }

  @Test
  void partsStandBelowWhatTheyBelongToInWhateverOrderTheyCome() {
    TransferDisplay display = display(Appearance.Progress.IN_PLACE, TransferWords.PULL);
    display.began(DB);
    display.began("Image web:2");
    display.at("Image web:2", "layer 1", 5, 5);
    takeDrawing();

    display.at(DB, "layer 1", 7, 7);

    assertThat(takeDrawing().lines().map(line -> line.replaceAll("\u001b\\[\\w+| {2,}.*", "")))
        .containsExactly(" ⠿ Image db:1", " ✔", " ⠿ Image web:2", " ✔");
    display.at(DB, "layer 2", 8, 8);
    assertThat(takeDrawing())
        .containsSubsequence("Image db:1", "7B / 7B", "8B / 8B", "Image web:2", "5B / 5B");
  }

  @Test
  void aPartThatIsCompleteIsDrawnAtOnceAndOnlyOnce() {
    TransferDisplay display = display(Appearance.Progress.IN_PLACE, TransferWords.PULL);
    display.began(DB);
    display.at(DB, "layer 1", 1, 2);
    takeDrawing();

    display.at(DB, "layer 1", 2, 2);
    assertThat(takeDrawing()).contains("2B / 2B");
    display.at(DB, "layer 1", 2, 2);
    assertThat(takeDrawing()).isEmpty();
  }

  @Test
  void thePictureIsDrawnTenTimesASecondAtMost() {
    TransferDisplay display = display(Appearance.Progress.IN_PLACE, TransferWords.PULL);
    display.began(DB);
    display.at(DB, "layer 1", 1, 1000);
    takeDrawing();

    clock.pass(Duration.ofMillis(50));
    display.at(DB, "layer 1", 2, 1000);
    assertThat(takeDrawing()).isEmpty();

    clock.pass(Duration.ofMillis(51));
    display.at(DB, "layer 1", 3, 1000);
    assertThat(takeDrawing()).contains("3B / 1.00kB");
  }

  @Test
  void aPartOfUnknownSizeTellsHowMuchIsThere() {
    TransferDisplay display = display(Appearance.Progress.IN_PLACE, TransferWords.PULL);

    display.at(DB, "layer 1", 3 * MEGA, 0);

    assertThat(takeDrawing()).contains("⠿   layer 1   3.00MB");
  }

  /** Time that passes when a test says so. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
