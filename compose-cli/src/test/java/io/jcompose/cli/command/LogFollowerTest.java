package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.cli.output.TerminalFacts;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LogFollowerTest {
  private static final ContainerName WEB = new ContainerName("shop-web-1");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aLogThatIsNotThereYetIsTriedAgainWhenTheContainerIsListedAgain() {
    AtomicInteger tries = new AtomicInteger();
    Logs logs =
        (name, selection) -> {
          if (tries.incrementAndGet() == 1) {
            throw new RuntimeFailure("there is no log of " + name, "wait for it");
          }
          return new OneLine("hello");
        };
    try (LogFollower follower = new LogFollower(logs, printer())) {
      await()
          .untilAsserted(
              () -> {
                follower.follow(WEB, "id", Logs.LogSelection.ALL);
                assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("hello\n");
              });
    }
    assertThat(tries).hasValue(2);
  }

  private LogPrinter printer() {
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new LogPrinter(
        new Console(InputStream.nullInputStream(), stream, stream, TerminalFacts.NONE),
        new LogPrinter.Style(false, false, Colours.OFF));
  }

  /** The log of container "id", which never gets longer. */
  private static final class OneLine implements Logs.LogReader {
    private final ConcurrentLinkedQueue<Logs.LogLine> lines = new ConcurrentLinkedQueue<>();

    OneLine(String text) {
      lines.add(new Logs.LogLine(WEB, Instant.EPOCH, false, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String containerId() {
      return "id";
    }

    @Override
    public Optional<Logs.LogLine> next(Duration patience) {
      return Optional.ofNullable(lines.poll());
    }

    @Override
    public void close() {}
  }
}
