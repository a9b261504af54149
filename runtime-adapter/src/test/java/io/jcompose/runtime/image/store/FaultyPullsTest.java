package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.registry.ClientSettings;
import io.jcompose.runtime.image.registry.FakeRegistry;
import io.jcompose.runtime.image.registry.Fault;
import io.jcompose.runtime.image.registry.Passage;
import io.jcompose.runtime.image.store.RegistryImages.Layer;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many pulls over a bad line, from a bad registry: each ends correct, or with a clear error. */
@Privileged
class FaultyPullsTest {
  private static final int PULLS = 200;
  private static final int IMAGES = 6;
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final String PATH = "team/app";

  private final Random random = new Random(6);
  private final FakeRegistry registry = FakeRegistry.plain();
  @TempDir private Path scratch;

  @AfterEach
  void close() {
    registry.close();
  }

  /** Returns a layer that gzip makes hardly smaller, so that a fault may strike in its middle. */
  private Layer layer(int files) {
    TarBytes tar = new TarBytes().directory("d/");
    byte[] content = new byte[3000];
    for (int i = 0; i < files; i++) {
      random.nextBytes(content);
      tar.file("d/f" + random.nextInt(), content);
    }
    byte[] bytes = tar.bytes();
    return switch (files % 3) {
      case 0 -> Layer.plain(bytes);
      case 1 -> Layer.gzip(bytes);
      default -> Layer.zstd(bytes);
    };
  }

  @Test
  void eachEndsCorrectOrWithAClearErrorAndTheStoreStaysSound() throws IOException {
    List<String> ids = new ArrayList<>();
    RegistryImages images = new RegistryImages(registry, PATH);
    Layer shared = layer(10);
    for (int i = 0; i < IMAGES; i++) {
      Layer[] layers = {shared, layer(3 + i), layer(20 + i)};
      images.image("v" + i, layers);
      ids.add(RegistryImages.id(layers));
    }
    StoreOnDisk disk = new StoreOnDisk(scratch);
    ImageStore store = disk.with(ClientSettings.DEFAULT.withIdleTimeout(PATIENCE)).open();
    List<String> unclear = new ArrayList<>();
    int pulled = 0;

    for (int i = 0; i < PULLS; i++) {
      int which = random.nextInt(IMAGES);
      List<Image> before = store.list();
      try (Line line = line()) {
        ImageReference name = new ImageReference(line.authority() + "/" + PATH + ":v" + which);
        try {
          Image image = store.pull(name, Optional.empty(), Progress.SILENT);
          assertThat(image.id()).as(line.fault()).isEqualTo(ids.get(which));
          assertThat(store.layers(image.id())).allSatisfy(layer -> assertThat(layer).exists());
          pulled++;
          // the next one shall fetch something again
          image.names().forEach(store::remove);
        } catch (RuntimeFailure e) {
          if (e.hint().isBlank() || !String.valueOf(e.getMessage()).contains(line.authority())) {
            unclear.add(line.fault() + ": " + e.getMessage());
          }
          assertThat(store.list()).as(line.fault()).isEqualTo(before);
        }
      }
      assertThat(disk.names("staging")).isEmpty();
    }

    assertThat(unclear).isEmpty();
    assertThat(pulled).as("pulls that overcame their fault").isBetween(PULLS / 3, PULLS - 10);
    disk.assertSound();
    disk.assertBare();
  }

  /** A way to the registry, and what is wrong with it. */
  private record Line(String authority, String fault, Optional<Passage> passage)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (passage.isPresent()) {
        passage.get().close();
      }
    }
  }

  /** Returns a way on which one or several requests will be struck by a fault. */
  private Line line() {
    registry.behave();
    int times = 1 + random.nextInt(8);
    if (random.nextInt(5) == 0) {
      int bytes = random.nextInt(80_000);
      Passage passage = Passage.resetting(registry.port(), bytes, times);
      String fault = times + " resets after " + bytes + " bytes";
      return new Line(passage.authority(), fault, Optional.of(passage));
    }
    String where = List.of("", "manifests", "blobs").get(random.nextInt(3));
    String fault = times + " of '" + where + "': ";
    switch (random.nextInt(5)) {
      case 0 -> {
        int bytes = random.nextInt(60_000);
        registry.misbehave("GET .*blobs", times, Fault.truncate(bytes));
        fault += "truncated after " + bytes;
      }
      case 1 -> {
        registry.misbehave("GET .*blobs", times, Fault.corrupt());
        fault += "corrupt";
      }
      case 2 -> {
        Duration delay = Duration.ofMillis(random.nextInt(2 * (int) PATIENCE.toMillis()));
        registry.misbehave("GET .*" + where, Math.min(times, 3), Fault.late(delay));
        fault += "late by " + delay;
      }
      case 3 -> {
        registry.misbehave(
            "GET .*" + where, times, Fault.busy(random.nextBoolean() ? "1" : "7200"));
        fault += "429";
      }
      default -> {
        registry.misbehave(
            "GET .*" + where, times, Fault.status(500, "UNKNOWN", "something broke here"));
        fault += "500";
      }
    }
    return new Line(registry.authority(), fault, Optional.empty());
  }
}
