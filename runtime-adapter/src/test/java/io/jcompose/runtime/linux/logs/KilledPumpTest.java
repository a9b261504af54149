package io.jcompose.runtime.linux.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledPumpTest {
  private static final int ROUNDS = 6;

  /** So small that many of the kills are in the midst of a rotation; nothing is given up. */
  private static final Rotation ROTATION = new Rotation(200, 1_000_000);

  @Test
  void whereverTheCollectingProcessIsKilledEveryLineIsReadOnce(@TempDir Path directory)
      throws Exception {
    ContainerLog log = log(directory);
    Files.createDirectory(log.directory());
    log.create();
    log.createPipes();
    var written = new AtomicInteger();
    var stop = new AtomicBoolean();
    try (var pipe = new RandomAccessFile(log.stdout().toFile(), "rw")) {
      var writer = new Thread(() -> writeNumbers(pipe, written, stop), "container");
      writer.start();
      try {
        for (int round = 0; round < ROUNDS; round++) {
          Process collector = collectInAnotherProcess(directory);
          try {
            long before = new SegmentRow(log.directory()).numbers().last();
            await().until(() -> new SegmentRow(log.directory()).numbers().last() > before + 20);
          } finally {
            // SIGKILL: nothing in that process gets a chance to tidy up
            assertThat(collector.destroyForcibly().waitFor()).isEqualTo(128 + 9);
          }
        }
      } finally {
        stop.set(true);
        try (var pump = new LogPump(Clock.systemUTC(), warning -> {})) {
          pump.collect(log, LogSettings.kept(ROTATION)); // the writer may be waiting for room
          writer.join();
          pump.finish(log, () -> LogSettings.kept(ROTATION));
        }
      }
    }

    try (LogReader reader = log.read("", LogSelection.ALL)) {
      for (int number = 0; number < written.get(); number++) {
        assertThat(reader.next(Duration.ZERO))
            .map(LogLine::text)
            .contains(Integer.toString(number));
      }
      assertThat(reader.next(Duration.ZERO)).isEmpty();
    }
  }

  private static void writeNumbers(
      RandomAccessFile pipe, AtomicInteger written, AtomicBoolean stop) {
    while (!stop.get()) {
      try {
        pipe.write((written.get() + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      written.incrementAndGet();
      LockSupport.parkNanos(20_000);
    }
  }

  private static Process collectInAnotherProcess(Path directory) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Collector.class.getName(),
                directory.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ContainerLog log(Path directory) {
    return new ContainerLog(
        new ContainerName("web-1"),
        directory.resolve("log"),
        directory.resolve("stdout.pipe"),
        directory.resolve("stderr.pipe"));
  }

  /** The process that is killed. */
  static final class Collector {
    private Collector() {}

    public static void main(String[] arguments) throws InterruptedException {
      var pump = new LogPump(Clock.systemUTC(), warning -> {});
      pump.collect(log(Path.of(arguments[0])), LogSettings.kept(ROTATION));
      Thread.currentThread().join();
    }
  }
}
