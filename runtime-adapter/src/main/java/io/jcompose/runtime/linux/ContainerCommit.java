package io.jcompose.runtime.linux;

import io.jcompose.model.instruction.ImageDescription;
import io.jcompose.model.instruction.ImageInstruction;
import io.jcompose.model.plan.ContainerDefaults;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.GrantedFile;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.files.LayerForm;
import io.jcompose.runtime.files.TreeArchiver;
import io.jcompose.runtime.image.document.DerivedConfiguration;
import io.jcompose.runtime.image.store.ImageStore;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.runtime.linux.cgroup.Freezer;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.scheduler.runtime.CommitSpec;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes images of containers. */
final class ContainerCommit {
  private static final Set<String> ETC = Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

  private final ImageStore images;
  private final Freezer freezer;
  private final Clock clock;

  ContainerCommit(ImageStore images, Freezer freezer, Clock clock) {
    this.images = images;
    this.freezer = freezer;
    this.clock = clock;
  }

  /**
   * Makes an image.
   *
   * @param runs whether the container runs
   * @param wholeRoot opens all files of the container without what is mounted in it
   */
  Image of(
      ContainerHome home,
      boolean runs,
      Supplier<Fd> wholeRoot,
      CommitSpec spec,
      Consumer<String> warnings) {
    ContainerRecord container =
        home.container().orElseThrow(() -> LinuxContainers.unknown(home.name()));
    var base = new ImageReference(container.imageId());
    boolean isDirectory = base.rootfs().isPresent();
    if (base.rootfs().filter("/"::equals).isPresent()) {
      throw new RuntimeFailure(
          "cannot make an image of container '" + home.name() + "': its root is this host's own",
          "let its service's 'image' be a loaded image, or a directory below the root");
    }
    DerivedConfiguration configuration =
        new DerivedConfiguration(
            description(container.spec(), base, spec),
            clock.instant(),
            spec.author(),
            spec.message());
    Set<EntryName> mountPoints = mountPoints(container.spec());
    LayerForm form =
        isDirectory ? LayerForm.ofWholeTree(mountPoints) : LayerForm.ofUpperDirectory(mountPoints);
    Supplier<Fd> root = isDirectory ? wholeRoot : () -> Descriptors.openPlace(home.upper());
    boolean pauses = spec.pause() && runs && !freezer.isFrozen(home.project(), home.name());
    return images.derive(
        container.imageId(),
        new ImageStore.Derivation(
            spec.name(),
            configuration,
            tar -> {
              // no longer than its files are read: its health may be asked for meanwhile
              if (pauses) {
                freezer.freeze(home.project(), home.name());
              }
              try {
                archive(root, form, tar, warnings);
              } finally {
                if (pauses) {
                  freezer.thaw(home.project(), home.name());
                }
              }
            }));
  }

  private ImageDescription description(ContainerSpec spec, ImageReference base, CommitSpec commit) {
    ImageConfig said =
        images
            .find(base)
            .map(Image::config)
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "the image '"
                            + base
                            + "' of container '"
                            + spec.plan().name()
                            + "' is gone",
                        "load it again with 'jcompose load -i FILE'"));
    try {
      return ImageInstruction.applyAll(ContainerDefaults.of(spec, said), commit.changes());
    } catch (IllegalArgumentException e) {
      throw new RuntimeFailure(
          "cannot change the image: " + e.getMessage(), "correct the change", e);
    }
  }

  /** The files that were made to be mounted on are nothing that the container wrote. */
  private static Set<EntryName> mountPoints(ContainerSpec spec) {
    Set<EntryName> names = new HashSet<>();
    Stream.of(
            ETC.stream(),
            spec.mounts().stream().map(Mount::target),
            spec.plan().files().stream().map(GrantedFile::target))
        .flatMap(targets -> targets)
        .forEach(target -> names.add(EntryName.of(target.substring(1))));
    return names;
  }

  private static void archive(
      Supplier<Fd> root, LayerForm form, OutputStream tar, Consumer<String> warnings)
      throws IOException {
    Fd top = root.get();
    try {
      TarWriter writer = new TarWriter(tar);
      TreeArchiver.ofLayer(writer, form, warnings).write(top, EntryName.of("."));
      writer.finish();
    } finally {
      Descriptors.close(top);
    }
  }
}
