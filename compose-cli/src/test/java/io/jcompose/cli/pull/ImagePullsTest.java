package io.jcompose.cli.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.cli.output.TransferDisplay;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.time.SystemTimer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ImagePullsTest {
  private final SystemTimer timer = new SystemTimer(Clock.systemUTC());
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private final Told told = new Told();

  @AfterEach
  void end() {
    timer.close();
  }

  private static List<NeededImage> images(String... names) {
    return Stream.of(names)
        .map(
            name ->
                new NeededImage(
                    new ImageReference(name),
                    Optional.empty(),
                    PullPolicy.parse("always"),
                    Set.of()))
        .toList();
  }

  @Test
  void allAreFetchedAndTheDisplayIsToldOfEach() throws InterruptedException {
    runtime.offer("one:1").offer("two:2");

    assertThat(new ImagePulls(runtime.images(), told).pull(images("one:1", "two:2"))).isEmpty();

    assertThat(told.lines)
        .filteredOn(line -> line.startsWith("Image one:1"))
        .containsExactly("Image one:1 began", "Image one:1 layer 1 10/10", "Image one:1 succeeded");
    assertThat(runtime.images().find(new ImageReference("one:1"))).isPresent();
    assertThat(runtime.images().find(new ImageReference("two:2"))).isPresent();
  }

  @Test
  void oneThatFailsKeepsNoOtherAwayAndFailuresComeInTheOrderTheyWereWanted()
      throws InterruptedException {
    runtime.offer("one:1").offer("two:2");

    List<ImagePulls.Failure> failures =
        new ImagePulls(runtime.images(), told)
            .pull(images("z:1", "one:1", "b:1", "a:1", "c:1", "d:1", "two:2"));

    assertThat(failures)
        .extracting(failure -> failure.image().image().value())
        .containsExactly("z:1", "b:1", "a:1", "c:1", "d:1");
    assertThat(failures.get(0).reason()).hasMessageContaining("'z:1'");
    assertThat(told.lines).contains("Image z:1 began", "Image z:1 failed", "Image two:2 succeeded");
  }

  @Test
  void nothingWantedIsASuccess() throws InterruptedException {
    assertThat(new ImagePulls(runtime.images(), told).pull(List.of())).isEmpty();
  }

  @Test
  void anInterruptBreaksOffWhatIsBeingFetched() throws InterruptedException {
    runtime.offer("one:1");
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch brokenOff = new CountDownLatch(1);
    TransferDisplay stuck =
        new Told() {
          @Override
          public void began(String subject) {
            fetching.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              brokenOff.countDown();
              Thread.currentThread().interrupt();
            }
          }
        };
    Thread self = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              try {
                fetching.await();
                self.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    interrupter.start();

    assertThatThrownBy(() -> new ImagePulls(runtime.images(), stuck).pull(images("one:1")))
        .isInstanceOf(InterruptedException.class);

    brokenOff.await();
    interrupter.join();
  }

  /** Keeps what it is told as lines. */
  private static class Told implements TransferDisplay {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void began(String subject) {
      lines.add(subject + " began");
    }

    @Override
    public void at(String subject, String part, long done, long total) {
      lines.add(subject + " " + part + " " + done + "/" + total);
    }

    @Override
    public void succeeded(String subject) {
      lines.add(subject + " succeeded");
    }

    @Override
    public void failed(String subject) {
      lines.add(subject + " failed");
    }
  }
}
