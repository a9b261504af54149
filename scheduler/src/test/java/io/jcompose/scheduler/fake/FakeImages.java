package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
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
  private final Map<ImageReference, ImageConfig> offered = new TreeMap<>();
  private final Timer timer;
  private int added;

  FakeImages(Timer timer) {
    this.timer = timer;
  }

  synchronized void put(ImageReference reference, String id, ImageConfig config) {
    images.put(reference, image(id, List.of(reference), Optional.empty(), config));
  }

  /** Takes in a new image; without a name it is known by its id. */
  synchronized Image add(Optional<ImageReference> name, ImageConfig config) {
    String id = "sha256:" + String.format(Locale.ROOT, "%064x", ++added);
    ImageReference key = name.orElseGet(() -> new ImageReference(id));
    Image image = image(id, name.stream().toList(), Optional.empty(), config);
    images.put(key, image);
    return image;
  }

  @Override
  public synchronized Optional<Image> find(ImageReference reference) {
    Optional<String> directory = reference.rootfs();
    if (directory.isPresent()) {
      return Files.isDirectory(Path.of(directory.get()))
          ? Optional.of(image(reference.value(), List.of(), Optional.empty(), ImageConfig.EMPTY))
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

  /** Makes the registry have an image. */
  synchronized void offer(ImageReference reference, ImageConfig config) {
    offered.put(reference, config);
  }

  @Override
  public synchronized Image pull(
      ImageReference reference, Optional<String> platform, Progress progress) {
    ImageConfig config = offered.get(reference);
    if (config == null) {
      throw new RuntimeFailure("the registry has no image '" + reference + "'", "correct its name");
    }
    progress.at("layer 1", 10, 10);
    String id = "sha256:" + String.format(Locale.ROOT, "%064x", ++added);
    Image image = image(id, List.of(reference), Optional.of(timer.now()), config);
    images.put(reference, image);
    return image;
  }

  private static Image image(
      String id, List<ImageReference> names, Optional<Instant> pulled, ImageConfig config) {
    return new Image(id, Optional.empty(), names, 0, Instant.EPOCH, pulled, config);
  }

  @Override
  public List<Image> load(Path archive, Progress progress) {
    throw new RuntimeFailure(
        "cannot load " + archive + ": this runtime keeps names only", "use another runtime");
  }
}
