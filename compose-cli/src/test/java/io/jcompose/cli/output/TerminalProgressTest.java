package io.jcompose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.StepLabel;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final StepLabel START_DB = label(1, "start", "shop-db-1");
  private static final StepLabel START_WEB = label(2, "start", "shop-web-1");

  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();

  private static StepLabel label(int number, String action, String name) {
    return new StepLabel(
        number, action, "container", name, action + " container " + name, "it is new");
  }

  private ProgressDisplay display(int rows) {
    TerminalFacts facts =
        new TerminalFacts(true, true, true, () -> new TerminalFacts.Size(rows, 45));
    PrintStream stream = new PrintStream(drawn, true, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), stream, stream, facts);
    return new Appearance(Colours.OFF, Colours.OFF, Appearance.Progress.IN_PLACE).display(console);
  }

  private String takeDrawing() {
    String text = drawn.toString(StandardCharsets.UTF_8);
    drawn.reset();
    return text;
  }

  @Test
  void aLineStandsForEachThingAndIsDrawnAnewInItsPlace() {
    try (ProgressDisplay display = display(24)) {
      display.on(new Event.StepStarted(NOON, START_DB, 2));
      assertThat(takeDrawing()).isEqualTo("\u001b[2K ⠿ Container shop-db-1  Starting       0.0s\n");

      display.on(new Event.StepStarted(NOON, START_WEB, 2));
      takeDrawing();
      display.on(new Event.StepSucceeded(NOON.plusMillis(1500), START_DB));
      assertThat(takeDrawing())
          .isEqualTo(
              "\u001b[2A"
                  + "\u001b[2K ✔ Container shop-db-1   Started       1.5s\n"
                  + "\u001b[2K ⠿ Container shop-web-1  Starting      0.0s\n");
    }
  }

  @Test
  void whereTheTerminalIsTooLowTheLastLinesAreSeen() {
    try (ProgressDisplay display = display(2)) {
      display.on(new Event.StepStarted(NOON, START_DB, 2));
      takeDrawing();
      display.on(new Event.StepStarted(NOON, START_WEB, 2));

      assertThat(takeDrawing())
          .isEqualTo("\u001b[1A\u001b[2K ⠿ Container shop-web-1  Starting      0.0s\n");
    }
  }
}
