package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.registry.FakeRegistry;
import io.jcompose.runtime.image.store.RegistryImages.Layer;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they pull and load: the next one finds a sound store. */
@Privileged
class KilledPullsTest {
  private static final int KILLS = 25;
  private static final int LONGEST_MILLIS = 400;
  private static final Layer SHARED = Layer.gzip(manyFiles("shared", 300));
  private static final Layer ONE = Layer.gzip(manyFiles("one", 200));
  private static final Layer TWO = Layer.zstd(manyFiles("two", 200));

  private final Random random = new Random(9);
  private final FakeRegistry registry = FakeRegistry.plain();
  @TempDir private Path scratch;

  @AfterEach
  void close() {
    registry.close();
  }

  private static byte[] manyFiles(String name, int count) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < count; i++) {
      tar.file(name + i % 10 + "/f" + i, "content " + i);
    }
    return tar.bytes();
  }

  @Test
  void theNextPullAfterAKilledOneSucceeds() throws IOException, InterruptedException {
    RegistryImages images = new RegistryImages(registry, "team/app");
    images.image("1", SHARED, ONE);
    images.image("2", SHARED, TWO);

    killAndGoOn(
        List.of(registry.authority() + "/team/app:1", registry.authority() + "/team/app:2"));
  }

  @Test
  void theNextLoadAfterAKilledOneSucceeds() throws IOException, InterruptedException {
    killAndGoOn(List.of(archive("one", SHARED, ONE), archive("two", SHARED, TWO)));
  }

  @Test
  void layersThatADeadProcessMovedToTheirPlaceAreOfNoImageAndGo() throws IOException {
    StoreOnDisk disk = new StoreOnDisk(scratch);
    ImageStore store = disk.open();
    PullingProgram.take(store, archive("one", SHARED, ONE));
    Path images = scratch.resolve("state/images");
    byte[] names = Files.readAllBytes(images.resolve("names.json"));
    PullingProgram.take(store, archive("two", SHARED, TWO));
    // as if it had died before the catalogue was written
    Files.write(images.resolve("names.json"), names);
    Files.createDirectory(images.resolve("staging/of-somebody-who-died"));

    store.tag(new ImageReference("one:1"), new ImageReference("other:1"));

    assertThat(disk.names("layers")).hasSize(2);
    assertThat(disk.names("blobs/sha256")).hasSize(1);
    disk.assertSound();
  }

  private String archive(String name, Layer lower, Layer upper) throws IOException {
    byte[] content =
        Archives.dockerSave(name + ":1", "{\"Cmd\":[\"sh\"]}", lower.tar(), upper.tar());
    return Files.write(scratch.resolve(name + ".tar"), content).toString();
  }

  private void killAndGoOn(List<String> images) throws IOException, InterruptedException {
    StoreOnDisk disk = new StoreOnDisk(scratch);
    Process next = PullingProgram.start(scratch, images);
    int struck = 0;
    try {
      for (int i = 0; i < KILLS; i++) {
        Process present = next;
        next = PullingProgram.start(scratch, images); // gets ready meanwhile
        killSomeTime(present);
        struck += disk.names("staging").size();

        ImageStore store = disk.open();
        // whatever is in the list is there whole
        store.list().forEach(image -> assertThat(store.layers(image.id())).isNotEmpty());
        Image taken = PullingProgram.take(store, images.get(i % 2));

        assertThat(taken.id())
            .isEqualTo(
                i % 2 == 0 ? RegistryImages.id(SHARED, ONE) : RegistryImages.id(SHARED, TWO));
        assertThat(store.layers(taken.id())).hasSize(2);
        assertThat(store.layers(taken.id()).get(1).resolve("shared9/f299"))
            .hasContent("content 299");
        disk.assertSound();
        store.list().forEach(image -> image.names().forEach(store::remove));
        disk.assertBare();
      }
    } finally {
      next.destroyForcibly().waitFor();
    }
    assertThat(struck).as("kills in the midst of something").isPositive();
  }

  /** Lets the program begin, and kills it (SIGKILL) after a random time. */
  private void killSomeTime(Process program) throws IOException, InterruptedException {
    try {
      assertThat(program.getInputStream().read()).isEqualTo('r');
      program.getOutputStream().write('g');
      program.getOutputStream().flush();
      boolean ended = program.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      assertThat(ended).as("it fails by itself").isFalse();
    } finally {
      program.destroyForcibly().waitFor();
    }
  }
}
