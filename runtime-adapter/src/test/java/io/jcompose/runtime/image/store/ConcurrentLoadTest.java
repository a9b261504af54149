package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several loads at once, and loads that are killed. */
@Privileged
class ConcurrentLoadTest {
  @TempDir private Path scratch;

  private static byte[] manyFiles(int count) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < count; i++) {
      tar.file("d" + i % 100 + "/f" + i, "content " + i);
    }
    return tar.bytes();
  }

  private Path archive(String name, byte[]... layers) throws IOException {
    return Files.write(
        scratch.resolve(name + ".tar"), Archives.dockerSave(name + ":1", "{}", layers));
  }

  @Test
  void loadsAtTheSameTimeShareALayerAndBothSucceed()
      throws IOException, InterruptedException, ExecutionException {
    byte[] shared = manyFiles(500);
    Path one = archive("one", shared, new TarBytes().file("one", "1").bytes());
    Path two = archive("two", shared, new TarBytes().file("two", "2").bytes());
    CountDownLatch bothAreInTheLayer = new CountDownLatch(2);
    Progress meeting =
        (what, done, total) -> {
          bothAreInTheLayer.countDown();
          try {
            bothAreInTheLayer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<List<Image>> first =
          threads.submit(() -> ImageStoreTest.storeIn(scratch).load(one, meeting));
      Future<List<Image>> second =
          threads.submit(() -> ImageStoreTest.storeIn(scratch).load(two, meeting));

      assertThat(first.get()).hasSize(1);
      assertThat(second.get()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
    ImageStore store = ImageStoreTest.storeIn(scratch);
    assertThat(store.list()).hasSize(2);
    assertThat(names(scratch.resolve("state/images/layers"))).hasSize(3);
    assertThat(names(scratch.resolve("state/images/staging"))).isEmpty();
  }

  @Test
  void aKilledLoadLeavesNothingThatIsUsedAndTheNextOneCleansUp()
      throws IOException, InterruptedException {
    ImageStoreTest.storeIn(scratch).load(archive("kept", manyFiles(3)), Progress.SILENT);
    Path big = archive("big", manyFiles(6_000));
    Path staging = scratch.resolve("state/images/staging");

    Process load =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                LoadingProgram.class.getName(),
                scratch.toString(),
                big.toString())
            .inheritIO()
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> isUnpacking(staging));
    } finally {
      load.destroyForcibly(); // SIGKILL
      load.waitFor();
    }

    assertThat(names(staging)).hasSize(1);
    ImageStore store = ImageStoreTest.storeIn(scratch);
    assertThat(store.list()).hasSize(1);
    assertThat(store.find(new ImageReference("big:1"))).isEmpty();

    store.load(big, Progress.SILENT);

    assertThat(names(staging)).isEmpty();
    Image loaded = store.find(new ImageReference("big:1")).orElseThrow();
    assertThat(store.layers(loaded.id()).get(0).resolve("d99/f5999")).hasContent("content 5999");
  }

  private static boolean isUnpacking(Path staging) throws IOException {
    if (!Files.isDirectory(staging)) {
      return false;
    }
    try (Stream<Path> all = Files.walk(staging)) {
      return all.limit(200).count() == 200;
    } catch (UncheckedIOException e) {
      return false; // it was removed while we looked
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(child -> String.valueOf(child.getFileName())).toList();
    }
  }
}
