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
import java.time.Instant;
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

class RotationTest {
  private static final String ID = "0123456789abcdef";
  private static final Rotation KEEP_ALL = new Rotation(100, 1_000);
  private static final Rotation KEEP_TWO = new Rotation(100, 2);

  private final List<String> warnings = new ArrayList<>();
  private LogPump pump = new LogPump(Clock.systemUTC(), warnings::add);
  @TempDir Path directory;
  private ContainerLog log;
  private SegmentRow row;
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
    row = new SegmentRow(log.directory());
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
  void everyLineIsReadOnceAndInOrderOverManySegments() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    List<String> written = writeNumbers(0, 500);
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));

    assertThat(row.numbers()).hasSizeGreaterThan(10);
    assertThat(read(LogSelection.ALL)).isEqualTo(written);
  }

  @Test
  void whoLooksOnSeesWhatIsWrittenFromThenOnOverManySegments() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    writeNumbers(0, 100);
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));
    var seen = new ByteArrayOutputStream();
    var all = new ByteArrayOutputStream();
    List<String> written;

    try (LiveOutput late = log.live(true);
        LiveOutput early = log.live(false)) {
      pump.collect(log, LogSettings.kept(KEEP_ALL));
      written = writeNumbers(100, 400);
      pump.finish(log, () -> LogSettings.kept(KEEP_ALL));
      assertThat(late.moveTo((error, bytes, length) -> seen.write(bytes, 0, length))).isTrue();
      assertThat(late.moveTo((error, bytes, length) -> seen.write(bytes, 0, length))).isFalse();
      assertThat(early.moveTo((error, bytes, length) -> all.write(bytes, 0, length))).isTrue();
    }

    assertThat(seen.toString(UTF_8).lines().toList()).isEqualTo(written);
    assertThat(all.toString(UTF_8).lines().toList()).endsWith(written.toArray(String[]::new));
    assertThat(all.toString(UTF_8).lines().toList()).isEqualTo(read(LogSelection.ALL));
  }

  @Test
  void aSegmentEndsWithALine() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    writeNumbers(0, 500);
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));

    for (long number : row.numbers()) {
      String text = Files.readString(row.files(number).bytes(Stream.STDOUT));
      assertThat(text).endsWith("\n").hasSizeLessThan(120);
    }
  }

  @Test
  void anOutputWithoutLinesIsCutAllTheSame() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    byte[] dots = new byte[100_000];
    Arrays.fill(dots, (byte) '.');
    for (int i = 0; i < 30; i++) {
      stdout.write(dots);
    }
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));

    assertThat(row.numbers()).hasSizeBetween(3, 4);
    assertThat(read(LogSelection.ALL))
        .extracting(String::length)
        .containsExactly(
            LineCutter.LONGEST_BYTES,
            LineCutter.LONGEST_BYTES,
            3_000_000 - 2 * LineCutter.LONGEST_BYTES);
  }

  @Test
  void theOldestSegmentsAreGivenUp() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_TWO));
    List<String> written = writeNumbers(0, 500);
    pump.finish(log, () -> LogSettings.kept(KEEP_TWO));

    assertThat(row.numbers()).hasSize(2);
    List<String> kept = read(LogSelection.ALL);
    assertThat(kept).hasSizeBetween(10, 40);
    assertThat(written).endsWith(kept.toArray(String[]::new));
    try (var files = Files.list(log.directory())) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void oneSegmentIsEnough() throws IOException {
    Rotation one = new Rotation(100, 1);
    pump.collect(log, LogSettings.kept(one));
    writeNumbers(0, 500);
    pump.finish(log, () -> LogSettings.kept(one));

    assertThat(row.numbers()).hasSize(1);
    assertThat(read(LogSelection.ALL)).contains("line 499");
  }

  @Test
  void aReaderFollowsFromSegmentToSegment() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      for (int from = 0; from < 300; from += 7) {
        List<String> written = writeNumbers(from, from + 7);
        for (String line : written) {
          assertThat(reader.next(Duration.ofSeconds(10))).map(LogLine::text).contains(line);
        }
      }
      assertThat(reader.next(Duration.ZERO)).isEmpty();
    }
    assertThat(row.numbers()).hasSizeGreaterThan(10);
  }

  @Test
  void aReaderThatWasOvertakenGoesOnWithTheOldestThatIsThere() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_TWO));
    writeNumbers(0, 1);
    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      assertThat(reader.next(Duration.ofSeconds(10))).map(LogLine::text).contains("line 0");
      List<String> written = new ArrayList<>(writeNumbers(1, 500));
      pump.finish(log, () -> LogSettings.kept(KEEP_TWO));

      List<String> rest = readAll(reader);

      assertThat(written).containsSubsequence(rest).endsWith("line 499");
      assertThat(rest).doesNotHaveDuplicates().endsWith("line 499").hasSizeLessThan(60);
    }
  }

  @Test
  void aReaderKeepsToItsLogWhenAnotherTakesItsPlace() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    writeNumbers(0, 5);
    try (LogReader reader = log.read(ID, LogSelection.ALL)) {
      assertThat(reader.next(Duration.ofSeconds(10))).map(LogLine::text).contains("line 0");
      writeNumbers(5, 60);
      pump.finish(log, () -> LogSettings.kept(KEEP_ALL));
      Files.move(log.directory(), directory.resolve("elsewhere"));
      log.create();
      write(stdout, "another\n");
      pump.finish(log, () -> LogSettings.kept(KEEP_ALL));

      assertThat(readAll(reader)).isEqualTo(numbers(1, 60));
      assertThat(read(LogSelection.ALL)).containsExactly("another");
    }
  }

  @Test
  void aLineThatGoesOnInTheNextSegmentIsOneLine() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    write(stderr, "this is ");
    await().until(() -> Files.size(row.files(0).bytes(Stream.STDERR)) == 8);
    writeNumbers(0, 50);
    await().until(() -> row.numbers().size() > 2);
    write(stderr, "one line\n");
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));

    assertThat(read(LogSelection.ALL)).hasSize(51).contains("this is one line");
    assertThat(read(last(51))).hasSize(51).contains("this is one line");
  }

  @Test
  void theTailGoesBackOverSegments() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    writeNumbers(0, 200);
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));
    List<String> all = read(LogSelection.ALL);

    for (int tail : List.of(0, 1, 10, 11, 12, 13, 50, 199, 200, 201)) {
      assertThat(read(last(tail))).isEqualTo(all.subList(Math.max(0, 200 - tail), 200));
    }
  }

  @Test
  void theTailOfWhatWasWrittenUntilATimeLeavesOutTheRest() throws IOException {
    pump.collect(log, LogSettings.kept(KEEP_ALL));
    writeNumbers(0, 30);
    await().until(() -> read(LogSelection.ALL).size() == 30);
    Instant between = Instant.now();
    await().until(() -> Instant.now().isAfter(between));
    writeNumbers(30, 60);
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));

    var until = Optional.of(between);
    assertThat(read(new LogSelection(OptionalInt.of(2), Optional.empty(), until)))
        .containsExactly("line 28", "line 29");
    assertThat(read(new LogSelection(OptionalInt.of(2), until, Optional.empty())))
        .containsExactly("line 58", "line 59");
    assertThat(read(new LogSelection(OptionalInt.empty(), until, Optional.empty())))
        .hasSize(30)
        .startsWith("line 30");
    assertThat(read(new LogSelection(OptionalInt.empty(), until, until))).isEmpty();
  }

  @Test
  void killedBeforeTheNextIndexIsThereThePresentSegmentIsWrittenOn() throws IOException {
    writeAndFinish(0, 12);
    // as begin() leaves it one step before the rename
    Files.createFile(row.files(1).bytes(Stream.STDOUT));
    Files.createFile(row.files(1).bytes(Stream.STDERR));
    Files.write(log.directory().resolve("index.draft"), new byte[IndexEntry.BYTES]);

    assertThat(read(LogSelection.ALL)).hasSize(12);
    writeAndFinish(12, 60);

    assertThat(read(LogSelection.ALL)).isEqualTo(numbers(0, 60));
  }

  @Test
  void killedOnceTheNextIndexIsThereTheNextSegmentIsWrittenOn() throws IOException {
    writeAndFinish(0, 12);
    long size = Files.size(row.files(0).bytes(Stream.STDOUT));
    row.begin(1, new Both<>(size, 0L), Instant.now());

    assertThat(read(LogSelection.ALL)).hasSize(12);
    writeAndFinish(12, 14);

    assertThat(Files.size(row.files(0).bytes(Stream.STDOUT))).isEqualTo(size);
    assertThat(read(LogSelection.ALL)).isEqualTo(numbers(0, 14));
    assertThat(read(last(1))).containsExactly("line 13");
    assertThat(read(last(3))).containsExactly("line 11", "line 12", "line 13");
  }

  @Test
  void killedWhileTheOldestIsRemovedItsRestIsRemovedLater() throws IOException {
    writeAndFinish(0, 60);
    long oldest = row.numbers().first();
    Files.delete(row.files(oldest).index());
    assertThat(read(LogSelection.ALL)).endsWith("line 59").doesNotContain("line 0");

    pump.collect(log, LogSettings.kept(KEEP_TWO));
    writeNumbers(60, 61);
    pump.finish(log, () -> LogSettings.kept(KEEP_TWO));

    try (var files = Files.list(log.directory())) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void aSegmentWhoseBeginningAPowerFailureTookIsBegunAnew() throws IOException {
    writeAndFinish(0, 12);
    Files.createFile(row.files(1).index());
    Files.createFile(row.files(1).bytes(Stream.STDOUT));

    writeAndFinish(12, 60);

    assertThat(read(LogSelection.ALL)).startsWith("line 0").endsWith("line 59").hasSize(60);
  }

  @Test
  void bytesThatAKilledProcessMovedWithoutAnEntryStayInTheirSegment() throws IOException {
    writeAndFinish(0, 40);
    Path newest = row.files(row.numbers().last()).bytes(Stream.STDOUT);
    Files.writeString(newest, "li", StandardOpenOption.APPEND);

    write(stdout, "ne 40\n");
    writeAndFinish(41, 60);

    assertThat(read(LogSelection.ALL)).isEqualTo(numbers(0, 60));
  }

  private void writeAndFinish(int from, int to) throws IOException {
    writeNumbers(from, to);
    pump.finish(log, () -> LogSettings.kept(KEEP_ALL));
  }

  private List<String> writeNumbers(int from, int to) throws IOException {
    List<String> lines = numbers(from, to);
    for (String line : lines) {
      write(stdout, line + "\n");
    }
    return lines;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "line " + number).toList();
  }

  private static void write(RandomAccessFile pipe, String text) throws IOException {
    pipe.write(text.getBytes(UTF_8));
  }

  private static LogSelection last(int lines) {
    return new LogSelection(OptionalInt.of(lines), Optional.empty(), Optional.empty());
  }

  private List<String> read(LogSelection selection) {
    try (LogReader reader = log.read(ID, selection)) {
      return readAll(reader);
    }
  }

  private static List<String> readAll(LogReader reader) {
    List<String> lines = new ArrayList<>();
    Optional<LogLine> line = reader.next(Duration.ZERO);
    while (line.isPresent()) {
      lines.add(line.get().text());
      line = reader.next(Duration.ZERO);
    }
    return lines;
  }
}
