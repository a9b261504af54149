package io.jcompose.scheduler.fake;

import io.jcompose.model.instruction.ImageInstruction;
import io.jcompose.model.plan.ContainerDefaults;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.CommitSpec;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Containers;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.runtime.SmallTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The files of a {@link FakeRuntime}'s containers: directories and small files, no links. Each has
 * {@code /} and {@code /tmp} to begin with.
 */
final class FakeFiles implements ContainerFiles {
  private final Containers containers;
  private final FakeImages images;
  private final Map<ContainerName, Map<String, Optional<String>>> trees = new ConcurrentHashMap<>();

  FakeFiles(Containers containers, FakeImages images) {
    this.containers = containers;
    this.images = images;
  }

  /** Returns the content of files by their paths; of a directory there is none. */
  private synchronized Map<String, Optional<String>> tree(ContainerName container) {
    if (containers.find(container).isEmpty()) {
      throw new RuntimeFailure("there is no container '" + container + "'", "make it");
    }
    return trees.computeIfAbsent(
        container,
        unused -> new TreeMap<>(Map.of("/", Optional.empty(), "/tmp", Optional.empty())));
  }

  @Override
  public synchronized Optional<Kind> kind(
      ContainerName container, String path, boolean followLink) {
    Map<String, Optional<String>> tree = tree(container);
    String clean = clean(path);
    return Optional.ofNullable(tree.get(clean))
        .map(content -> content.isPresent() ? Kind.FILE : Kind.DIRECTORY);
  }

  private static String clean(String path) {
    String clean = ("/" + path).replaceAll("/\\.(?=/|$)", "").replaceAll("/+", "/");
    return clean.length() > 1 && clean.endsWith("/")
        ? clean.substring(0, clean.length() - 1)
        : clean;
  }

  @Override
  public synchronized void copyOut(
      ContainerName container,
      String path,
      boolean followLink,
      String name,
      OutputStream tar,
      Consumer<String> warnings) {
    String top = clean(path);
    Map<String, Optional<String>> part = new TreeMap<>();
    tree(container)
        .forEach(
            (file, content) -> {
              if (file.equals(top)) {
                part.put(name, content);
              } else if (file.startsWith(top.equals("/") ? top : top + "/")) {
                part.put(name + file.substring(top.equals("/") ? 0 : top.length()), content);
              }
            });
    if (part.isEmpty()) {
      throw new RuntimeFailure("cannot read '" + path + "': there is none", "make it");
    }
    try {
      SmallTar.write(part, tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void copyIn(
      ContainerName container,
      String directory,
      InputStream tar,
      Owners owners,
      Consumer<String> warnings) {
    Map<String, Optional<String>> tree = tree(container);
    if (kind(container, directory, true).filter(Kind.DIRECTORY::equals).isEmpty()) {
      throw new RuntimeFailure(
          "cannot write to '" + directory + "': it is no directory", "make it");
    }
    try {
      SmallTar.read(tar)
          .forEach(
              (name, content) -> {
                String path = clean(directory + "/" + name);
                if (name.contains("..")) {
                  throw new RuntimeFailure("'" + name + "' leads out", "do not");
                }
                if (tree.getOrDefault(path, content).isPresent() != content.isPresent()) {
                  throw new RuntimeFailure("cannot overwrite '" + path + "'", "remove it");
                }
                tree.put(path, content);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void remove(ContainerName container, String path) {
    String top = clean(path);
    if (top.equals("/")) {
      throw new RuntimeFailure("cannot remove the root of '" + container + "'", "name a file");
    }
    tree(container).keySet().removeIf(file -> file.equals(top) || file.startsWith(top + "/"));
  }

  @Override
  public void export(ContainerName container, OutputStream tar, Consumer<String> warnings) {
    copyOut(container, "/", true, ".", tar, warnings);
  }

  /** Knows no layers: the image is a name and what it says. */
  @Override
  public Images.Image commit(ContainerName container, CommitSpec spec, Consumer<String> warnings) {
    tree(container);
    ContainerStatus status = containers.find(container).orElseThrow();
    if (status.imageId().equals("rootfs:/")) {
      throw new RuntimeFailure("the root is the host's own", "use another image");
    }
    ImageConfig base =
        images
            .find(new ImageReference(status.imageId()))
            .map(Images.Image::config)
            .orElse(ImageConfig.EMPTY);
    try {
      return images.add(
          spec.name(),
          ImageInstruction.applyAll(ContainerDefaults.of(status.spec(), base), spec.changes())
              .config());
    } catch (IllegalArgumentException e) {
      throw new RuntimeFailure("cannot change it: " + e.getMessage(), "correct it", e);
    }
  }
}
