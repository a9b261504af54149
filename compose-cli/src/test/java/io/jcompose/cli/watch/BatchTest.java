package io.jcompose.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
  private final Batch batch = new Batch();

  /** Changes at these moments in milliseconds; what is gathered then is taken at that moment. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                         | 499  | -
          0                         | 500  | 0
          0 100 200                 | 600  | -
          0 100 200                 | 700  | 0 100 200
          0 499                     | 998  | -
          0 499                     | 999  | 0 499
          0 400 800 1200 1600 2000 2400 2800 3200 3600 4000 4400 4800 | 4999 | -
          0 400 800 1200 1600 2000 2400 2800 3200 3600 4000 4400 4800 | 5000 | 0 400 800 1200 1600 2000 2400 2800 3200 3600 4000 4400 4800
          """)
  void changesAreCompleteAfterHalfASecondOfQuietAndAfterFiveSecondsInAnyCase(
      String changes, long taken, String expected) {
    for (String moment : changes.split(" ", -1)) {
      batch.add(touched(moment), nanos(Long.parseLong(moment)));
    }

    String complete =
        batch
            .takeIfComplete(nanos(taken))
            .map(all -> all.touched().stream().map(Path::toString).collect(Collectors.toSet()))
            .map(
                all -> Arrays.stream(changes.split(" ", -1)).allMatch(all::contains) ? changes : "")
            .orElse("-");

    assertThat(complete).isEqualTo(expected);
  }

  private static Changes touched(String... files) {
    return new Changes(set(files), new TreeSet<>());
  }

  private static NavigableSet<Path> set(String... files) {
    return Arrays.stream(files).map(Path::of).collect(Collectors.toCollection(TreeSet::new));
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  void nothingIsNeverComplete() {
    batch.add(Changes.NONE, 0);

    assertThat(batch.untilComplete(nanos(60_000))).isEmpty();
    assertThat(batch.takeIfComplete(nanos(60_000))).isEmpty();
  }

  @Test
  void whoWaitsIsToldHowLong() {
    batch.add(touched("a"), nanos(100));

    assertThat(batch.untilComplete(nanos(250))).contains(Duration.ofMillis(350));
    assertThat(batch.untilComplete(nanos(2000))).contains(Duration.ZERO);
  }

  @Test
  void whatWasTakenIsNotTakenAgain() {
    batch.add(touched("a"), 0);

    assertThat(batch.takeIfComplete(nanos(500))).isPresent();
    assertThat(batch.takeIfComplete(nanos(5000))).isEmpty();
    batch.add(touched("b"), nanos(6000));
    assertThat(batch.takeIfComplete(nanos(6500))).contains(touched("b"));
  }

  @Test
  void aFileThatCameBackIsStillTold() {
    batch.add(new Changes(set(), set("a")), 0);
    batch.add(touched("a"), 1);

    assertThat(batch.takeIfComplete(nanos(501))).contains(new Changes(set("a"), set("a")));
  }
}
