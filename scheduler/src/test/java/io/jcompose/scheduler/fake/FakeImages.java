package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images of a {@link FakeRuntime}: names and configurations. */
final class FakeImages implements Images {
  private final Map<ImageReference, Image> images = new TreeMap<>();
  private int added;

  synchronized void put(ImageReference reference, String id, ImageConfig config) {
    images.put(
        reference, new Image(id, Optional.empty(), List.of(reference), 0, Instant.EPOCH, config));
  }

  /** Takes in a new image; without a name it is known by its id. */
  synchronized Image add(Optional<ImageReference> name, ImageConfig config) {
    String id = "sha256:" + String.format(Locale.ROOT, "%064x", ++added);
    ImageReference key = name.orElseGet(() -> new ImageReference(id));
    Image image = new Image(id, Optional.empty(), name.stream().toList(), 0, Instant.EPOCH, config);
    images.put(key, image);
    return image;
  }

  @Override
  public synchronized Optional<Image> find(ImageReference reference) {
    Optional<String> directory = reference.rootfs();
    if (directory.isPresent()) {
      return Files.isDirectory(Path.of(directory.get()))
          ? Optional.of(
              new Image(
                  reference.value(),
                  Optional.empty(),
                  List.of(),
                  0,
                  Instant.EPOCH,
                  ImageConfig.EMPTY))
          : Optional.empty();
    }
    return Optional.ofNullable(images.get(reference))
        .or(
            () ->
                images.values().stream()
                    .filter(image -> image.id().equals(reference.value()))
                    .findFirst());
  }

  @Override
  public synchronized List<Image> list() {
    return List.copyOf(images.values());
  }

  @Override
  public synchronized void remove(ImageReference reference) {
    images.remove(reference);
    images.values().removeIf(image -> image.id().equals(reference.value()));
  }

  @Override
  public List<Image> load(Path archive, Progress progress) {
    throw new RuntimeFailure(
        "cannot load " + archive + ": this runtime keeps names only", "use another runtime");
  }
}
