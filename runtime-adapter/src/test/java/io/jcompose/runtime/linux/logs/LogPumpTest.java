package io.jcompose.runtime.linux.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPumpTest {
  private static final String ID = "0123456789abcdef";

  private final Rotation rotation = Rotation.NEVER;
  private final List<String> warnings = new ArrayList<>();
  private LogPump pump = new LogPump(Clock.systemUTC(), warnings::add);
  @TempDir Path directory;
  private ContainerLog log;
  // the test is the container: like one it holds its pipes open for reading and writing
  private RandomAccessFile stdout;
  private RandomAccessFile stderr;

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
    stderr = new RandomAccessFile(log.stderr().toFile(), "rw");
  }

  @AfterEach
  void close() throws IOException {
    pump.close();
    stdout.close();
    stderr.close();
    assertThat(warnings).isEmpty();
  }

  @Test
  void linesOfBothStreamsComeInTheOrderOfTheirArrival() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    write(stdout, "one\n");
    awaitLines(1);
    write(stderr, "two\n");
    awaitLines(2);
    write(stdout, "three\n");
    pump.finish(log, () -> LogSettings.kept(rotation));

    assertThat(read(LogSelection.ALL)).containsExactly("out one", "err two", "out three");
  }

  @Test
  void aLineInSeveralPiecesIsOneLineWithTheTimeOfItsFirstPart() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    write(stdout, "be");
    await().until(() -> Files.size(first().index()) > 0);
    long pieces = Files.size(first().index());
    write(stdout, "gun\n");
    await().until(() -> Files.size(first().index()) > pieces);

    try (LogReader reader = log.read(ID, LogSelection.ALL);
        Index index = Index.openForReading(first().index())) {
      LogLine line = reader.next(Duration.ZERO).orElseThrow();
      assertThat(line.text()).isEqualTo("begun");
      assertThat(line.at()).isEqualTo(index.get(0).at());
    }
  }

  @Test
  void aLastLineWithoutALineFeedIsALineOnceTheRunHasEnded() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    write(stdout, "one\ntwo");
    awaitLines(1);
    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      assertThat(reader.next(Duration.ZERO)).map(LogLine::text).contains("one");
      assertThat(reader.next(Duration.ZERO)).isEmpty();
      pump.finish(log, () -> LogSettings.kept(rotation));
      assertThat(reader.next(Duration.ZERO)).map(LogLine::text).contains("two");
    }
  }

  @Test
  void aRunsUnfinishedLineIsNotJoinedWithTheNextRun() throws IOException {
    write(stdout, "first");
    pump.finish(log, () -> LogSettings.kept(rotation));
    write(stdout, "second\n");
    pump.finish(log, () -> LogSettings.kept(rotation));

    assertThat(read(LogSelection.ALL)).containsExactly("out first", "out second");
    assertThat(read(last(1))).containsExactly("out second");
    assertThat(read(last(2))).containsExactly("out first", "out second");
  }

  @Test
  void whatEndedWhileNobodyCollectedIsStillThere() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    write(stdout, "while collected\n");
    awaitLines(1);
    pump.close();
    write(stdout, "while nobody did\nthe end");

    pump = new LogPump(Clock.systemUTC(), warnings::add);
    pump.finish(log, () -> LogSettings.kept(rotation));

    assertThat(read(LogSelection.ALL))
        .containsExactly("out while collected", "out while nobody did", "out the end");
  }

  @Test
  void bytesThatAKilledProcessMovedWithoutAnEntryAreReadOnce() throws IOException {
    write(stdout, "one\n");
    pump.finish(log, () -> LogSettings.kept(rotation));
    Files.writeString(first().bytes(Stream.STDOUT), "two\nth", StandardOpenOption.APPEND);
    assertThat(read(LogSelection.ALL)).containsExactly("out one");

    pump.collect(log, LogSettings.kept(rotation));
    write(stdout, "ree\n");
    pump.finish(log, () -> LogSettings.kept(rotation));

    assertThat(read(LogSelection.ALL)).containsExactly("out one", "out two", "out three");
  }

  @Test
  void halfAnEntryOfAPowerFailureIsForgotten() throws IOException {
    write(stdout, "one\n");
    pump.finish(log, () -> LogSettings.kept(rotation));
    Files.write(first().index(), new byte[IndexEntry.BYTES / 2], StandardOpenOption.APPEND);
    write(stdout, "two\n");
    pump.finish(log, () -> LogSettings.kept(rotation));

    assertThat(read(LogSelection.ALL)).containsExactly("out one", "out two");
  }

  @Test
  void theTailIsTheLastLinesOfBothStreamsTogether() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    for (int i = 0; i < 50; i++) {
      write(i % 3 == 0 ? stderr : stdout, "line " + i + "\n");
      awaitLines(i + 1);
    }
    List<String> all = read(LogSelection.ALL);
    assertThat(all).hasSize(50);
    for (int tail : List.of(0, 1, 2, 7, 49, 50, 51)) {
      assertThat(read(last(tail))).isEqualTo(all.subList(Math.max(0, 50 - tail), 50));
    }
  }

  @Test
  void theTailOfALogThatIsBeingWrittenGoesOn() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    write(stdout, "one\ntwo\nthr");
    await().until(() -> Files.size(first().bytes(Stream.STDOUT)) == 11);
    try (LogReader reader = log.read(ID, last(1))) {
      assertThat(reader.next(Duration.ZERO)).map(LogLine::text).contains("two");
      write(stdout, "ee\nfour\n");
      assertThat(reader.next(Duration.ofSeconds(5))).map(LogLine::text).contains("three");
      assertThat(reader.next(Duration.ofSeconds(5))).map(LogLine::text).contains("four");
    }
  }

  @Test
  void everyLineOfALargeOutputIsReadOnce() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    int lines = 200_000;
    for (int from = 0; from < lines; from += 1000) {
      var text = new StringBuilder();
      IntStream.range(from, from + 1000).forEach(i -> text.append(i).append('\n'));
      write(stdout, text.toString());
    }
    pump.finish(log, () -> LogSettings.kept(rotation));

    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      for (int i = 0; i < lines; i++) {
        assertThat(reader.next(Duration.ZERO)).map(LogLine::text).contains(Integer.toString(i));
      }
      assertThat(reader.next(Duration.ZERO)).isEmpty();
    }
    assertThat(read(last(2))).containsExactly("out 199998", "out 199999");
  }

  @Test
  void aLineWithoutEndIsCutSoThatReadingNeedsNoMoreMemory() throws IOException {
    pump.collect(log, LogSettings.kept(rotation));
    byte[] half = new byte[LineCutter.LONGEST_BYTES / 2];
    Arrays.fill(half, (byte) 'x');
    stdout.write(half);
    stdout.write(half);
    write(stdout, "rest\n");
    pump.finish(log, () -> LogSettings.kept(rotation));

    assertThat(read(LogSelection.ALL))
        .extracting(String::length)
        .containsExactly(4 + LineCutter.LONGEST_BYTES, 4 + "rest".length());
  }

  @Test
  void aLineHasTheBytesThatWereWritten() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    all['\n'] = 'n';
    stdout.write(all);
    write(stdout, "\n\r\n\n");
    pump.finish(log, () -> LogSettings.kept(rotation));

    var written = new ByteArrayOutputStream();
    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      for (int line = 0; line < 3; line++) {
        reader.next(Duration.ZERO).orElseThrow().writeTo(written);
        written.write('\n');
      }
    }
    assertThat(written.toByteArray()).startsWith(all).endsWith('\n', '\r', '\n', '\n').hasSize(260);
  }

  @Test
  void anInterruptedReaderStopsWaitingAndCanReadOn() throws IOException {
    write(stdout, "one\n");
    pump.finish(log, () -> LogSettings.kept(rotation));
    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      Thread.currentThread().interrupt();
      assertThat(reader.next(Duration.ofMinutes(1))).map(LogLine::text).contains("one");
      assertThat(reader.next(Duration.ofMinutes(1))).isEmpty();
      assertThat(Thread.interrupted()).isTrue();
      write(stdout, "two\n");
      pump.finish(log, () -> LogSettings.kept(rotation));
      assertThat(reader.next(Duration.ZERO)).map(LogLine::text).contains("two");
    }
  }

  private static void write(RandomAccessFile pipe, String text) throws IOException {
    pipe.write(text.getBytes(UTF_8));
  }

  private void awaitLines(int count) {
    await().until(() -> read(LogSelection.ALL).size() == count);
  }

  private static LogSelection last(int lines) {
    return new LogSelection(OptionalInt.of(lines), Optional.empty(), Optional.empty());
  }

  private SegmentFiles first() {
    return new SegmentFiles(log.directory(), 0);
  }

  private List<String> read(LogSelection tail) {
    List<String> lines = new ArrayList<>();
    try (LogReader reader = log.read(ID, tail)) {
      Optional<LogLine> line = reader.next(Duration.ZERO);
      while (line.isPresent()) {
        lines.add((line.get().stderr() ? "err " : "out ") + line.get().text());
        line = reader.next(Duration.ZERO);
      }
    }
    return lines;
  }
}
