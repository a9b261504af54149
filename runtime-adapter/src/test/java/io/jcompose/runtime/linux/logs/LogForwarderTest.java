package io.jcompose.runtime.linux.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.logs.driver.LogTarget;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogForwarderTest {
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private LogPump pump = new LogPump(Clock.systemUTC(), warnings::add);
  @TempDir Path directory;
  private ContainerLog log;
  private RandomAccessFile stdout;

  @BeforeEach
  void makeLog() throws IOException {
    log =
        new ContainerLog(
            new ContainerName("web-1"),
            Files.createDirectory(directory.resolve("log")),
            directory.resolve("web-1.stdout"),
            directory.resolve("web-1.stderr"));
    log.create();
    log.createPipes();
    stdout = new RandomAccessFile(log.stdout().toFile(), "rw");
  }

  @AfterEach
  void close() throws IOException {
    pump.close();
    stdout.close();
  }

  /** A server that is there or not. */
  private final class Server implements LogTarget {
    @Override
    public void send(LogLine line) throws IOException {
      if (away) {
        throw new IOException("nobody is there");
      }
      arrived.add(line.text());
    }

    @Override
    public String toString() {
      return "the server";
    }

    @Override
    public void close() {}
  }

  private LogSettings settings() {
    return new LogSettings(new Rotation(100, 100), Optional.of(new Server()));
  }

  @Test
  void everyLineIsPassedOnOnceAndInOrderOverRotations() throws IOException {
    pump.collect(log, settings());
    write(0, 200);

    await().untilAsserted(() -> assertThat(arrived).isEqualTo(lines(0, 200)));
    assertThat(warnings).isEmpty();
  }

  @Test
  void anotherProcessGoesOnWhereTheOneBeforeStopped() throws IOException {
    pump.collect(log, settings());
    write(0, 50);
    await().untilAsserted(() -> assertThat(arrived).hasSize(50));
    pump.close();
    write(50, 80);

    pump = new LogPump(Clock.systemUTC(), warnings::add);
    pump.collect(log, settings());

    await().untilAsserted(() -> assertThat(arrived).isEqualTo(lines(0, 80)));
  }

  @Test
  void aTargetThatIsAwayIsToldOnceAndGetsEverythingWhenItIsBack() throws IOException {
    away = true;
    pump.collect(log, settings());
    write(0, 100);
    pump.finish(log, this::settings);
    await().until(() -> !warnings.isEmpty());
    assertThat(arrived).isEmpty();

    away = false;

    await().untilAsserted(() -> assertThat(arrived).isEqualTo(lines(0, 100)));
    assertThat(warnings)
        .containsExactly("the log of 'web-1' waits to be passed on to the server: nobody is there");
  }

  @Test
  void theEndPassesOnWhatIsThere() throws IOException {
    pump.collect(log, settings());
    write(0, 100);
    pump.finish(log, this::settings);
    pump.close();

    assertThat(arrived).isEqualTo(lines(0, 100));
  }

  private void write(int from, int to) throws IOException {
    for (String line : lines(from, to)) {
      stdout.write((line + "\n").getBytes(UTF_8));
    }
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "line " + number).toList();
  }
}
