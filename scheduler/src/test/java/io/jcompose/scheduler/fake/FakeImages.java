package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images of a {@link FakeRuntime}: names and configurations. */
final class FakeImages implements Images {
  private static final String LAYER = "sha256:" + "1".repeat(64);
  private final Map<ImageReference, Image> images = new TreeMap<>();
  private final Map<ImageReference, Offer> offered = new TreeMap<>();
  private final Map<String, Image> saved = new TreeMap<>();
  private final Timer timer;
  private final Faults faults;
  private int added;

  FakeImages(Timer timer, Faults faults) {
    this.timer = timer;
    this.faults = faults;
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
    return images.values().stream().distinct().toList();
  }

  @Override
  public synchronized void remove(ImageReference reference) {
    Image named = images.remove(reference);
    if (named == null) {
      images.values().removeIf(image -> image.id().equals(reference.value()));
      return;
    }
    List<ImageReference> left =
        named.names().stream().filter(name -> !name.equals(reference)).toList();
    for (ImageReference name : left) {
      images.put(name, named.withNames(left));
    }
  }

  /** What the registry has of an image. */
  private record Offer(ImageConfig config, String digest) {}

  /** Makes the registry have an image. */
  synchronized void offer(ImageReference reference, ImageConfig config, String digest) {
    offered.put(reference, new Offer(config, digest));
  }

  /** {@inheritDoc} There is one registry, which nobody names. */
  @Override
  public synchronized ImageReference lookUp(ImageReference reference) {
    if (reference.rootfs().isPresent()) {
      throw new RuntimeFailure("'" + reference + "' is a directory", "name an image");
    }
    if (reference.value().contains("@")) {
      return reference;
    }
    faults.journal("look up image", reference.value());
    String tagged = reference.value().contains(":") ? reference.value() : reference + ":latest";
    return new ImageReference(tagged + "@" + offered(reference).digest());
  }

  private Offer offered(ImageReference reference) {
    Offer offer = offered.get(reference);
    if (offer == null) {
      throw new RuntimeFailure("the registry has no image '" + reference + "'", "correct its name");
    }
    return offer;
  }

  @Override
  public Image pull(ImageReference reference, Optional<String> platform, Progress progress) {
    faults.journal("pull image", reference + platform.map(wanted -> " for " + wanted).orElse(""));
    return take(reference, progress);
  }

  private synchronized Image take(ImageReference reference, Progress progress) {
    ImageConfig config = offered(reference).config();
    progress.at("layer 1", 10, 10);
    String id = "sha256:" + String.format(Locale.ROOT, "%064x", ++added);
    Image image = image(id, List.of(reference), Optional.of(timer.now()), config);
    images.put(reference, image);
    return image;
  }

  @Override
  public synchronized String push(ImageReference reference, Progress progress) {
    faults.journal("push image", reference.value());
    if (reference.rootfs().isPresent()) {
      throw new RuntimeFailure("'" + reference + "' is a directory", "name an image");
    }
    Image image = existing(reference);
    offered.put(reference, new Offer(image.config(), image.id()));
    progress.at("layer 1", 10, 10);
    return image.id();
  }

  private static Image image(
      String id, List<ImageReference> names, Optional<Instant> pulled, ImageConfig config) {
    return new Image(id, Optional.empty(), names, 0, Instant.EPOCH, pulled, config);
  }

  @Override
  public List<Image> load(Path archive, Progress progress) {
    try (InputStream in = Files.newInputStream(archive)) {
      return load(in, progress);
    } catch (IOException e) {
      throw new RuntimeFailure("cannot load " + archive, "name a file that can be read", e);
    }
  }

  /** {@inheritDoc} The archive is one of {@link #save}. */
  @Override
  public synchronized List<Image> load(InputStream archive, Progress progress) {
    List<Image> loaded = new ArrayList<>();
    for (String line : lines(archive)) {
      int space = line.indexOf(' ');
      Image image = saved.get(space < 0 ? line : line.substring(0, space));
      if (image == null) {
        throw new RuntimeFailure("it is no archive of images", "load one that 'save' wrote");
      }
      ImageReference name = new ImageReference(line.substring(space + 1));
      progress.at("layer 1", 10, 10);
      loaded.add(image.withNames(List.of(name)));
      images.put(name, loaded.get(loaded.size() - 1));
    }
    return loaded;
  }

  private static List<String> lines(InputStream archive) {
    try {
      return new String(archive.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new RuntimeFailure("cannot read the archive: " + e.getMessage(), "try again", e);
    }
  }

  @Override
  public synchronized Image tag(ImageReference image, ImageReference name) {
    if (name.rootfs().isPresent() || name.value().contains("@")) {
      throw new RuntimeFailure("'" + name + "' cannot be given to an image", "write a name");
    }
    Image tagged = existing(image);
    List<ImageReference> names = new ArrayList<>(tagged.names());
    names.remove(name);
    names.add(name);
    Collections.sort(names);
    images.remove(new ImageReference(tagged.id()));
    Image renamed = tagged.withNames(names);
    images.put(name, renamed);
    names.forEach(each -> images.put(each, renamed));
    return renamed;
  }

  private Image existing(ImageReference reference) {
    return find(reference)
        .orElseThrow(
            () -> new RuntimeFailure("there is no image '" + reference + "'", "load it first"));
  }

  @Override
  public Optional<Details> details(ImageReference reference) {
    return reference.rootfs().isPresent()
        ? Optional.empty()
        : find(reference)
            .map(
                image ->
                    new Details(
                        image,
                        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"history\":["
                            + "{\"created\":\"1970-01-01T00:00:00Z\",\"created_by\":\"fake\"}],"
                            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                            + LAYER
                            + "\"]}}",
                        List.of(new Layer(LAYER, image.sizeBytes()))));
  }

  /**
   * {@inheritDoc} Writes a line an image: an archive would need layers, which this runtime has none
   * of.
   */
  @Override
  public synchronized void save(
      List<ImageReference> wanted, ArchiveFormat format, OutputStream out, Progress progress) {
    StringBuilder text = new StringBuilder();
    for (ImageReference name : wanted) {
      Image image = existing(name);
      saved.put(image.id(), image);
      text.append(image.id()).append(' ').append(name).append('\n');
      progress.at("layer 1", 10, 10);
    }
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new RuntimeFailure("cannot save images: " + e.getMessage(), "make room", e);
    }
  }

  @Override
  public List<Damage> check(Progress progress) {
    return List.of();
  }

  @Override
  public void dropLayer(String digest) {}
}
