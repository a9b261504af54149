package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Mounts.Attribute;
import io.jcompose.runtime.syscall.Mounts.Propagation;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Door of the package: makes a container's root file system, all but {@code /proc}, in the mount
 * namespace of the calling thread. That namespace must be new: everything made here goes with it.
 */
public final class RootBuilder {
  private static final Attribute[] NO_ATTRIBUTES = {};

  private final Path mountPoint;
  private final List<Path> hidden;
  private final List<KernelView> views;
  private final boolean devicesRestricted;

  /**
   * A directory of the host's kernel files that is shown below the container's {@code
   * /sys/fs/cgroup}, read-only.
   *
   * @param name of the directory there; empty means {@code /sys/fs/cgroup} itself
   */
  public record KernelView(String name, Path directory) {}

  /**
   * Creates a builder.
   *
   * @param mountPoint an existing directory of the host on which the root is mounted
   * @param hidden directories of the host that no container sees through a layer
   * @param devicesRestricted whether a control group keeps device nodes from working; if not, the
   *     mounts do
   */
  public RootBuilder(
      Path mountPoint, List<Path> hidden, List<KernelView> views, boolean devicesRestricted) {
    this.mountPoint = mountPoint;
    this.hidden = List.copyOf(hidden);
    this.views = List.copyOf(views);
    this.devicesRestricted = devicesRestricted;
  }

  /**
   * Makes the root and returns it, open; not yet the root of the thread.
   *
   * @param workingDirectory made in it unless it is there
   * @throws RuntimeFailure if something cannot be mounted
   */
  public Fd build(RootSpec spec, String workingDirectory) {
    Map<RootMount, Fd> sources = new LinkedHashMap<>();
    try {
      // while mounts still hear of each other: a copy made now can stay in touch with its source
      for (RootMount mount : spec.mounts()) {
        if (mount instanceof RootMount.Bind bind) {
          sources.computeIfAbsent(mount, one -> open(bind));
        }
      }
      Mounts.makeAllPrivate();
      new GivenFiles(mountPoint).write(givenFiles(spec), sources);
      Overlay.mount(spec, mountPoint, deviceAttributes());
      Fd root = Descriptors.openDirectory(mountPoint);
      MountTargets targets = new MountTargets(root);
      hide(targets, spec.layers());
      mountKernelFiles(targets);
      for (RootMount mount : spec.mounts()) {
        mount(targets, mount, sources);
      }
      Descriptors.close(targets.directory(workingDirectory));
      if (spec.readOnly()) {
        Mounts.restrict(root, false, Attribute.READ_ONLY);
      }
      return root;
    } finally {
      sources.values().forEach(Descriptors::close);
    }
  }

  private static List<RootMount.GivenFile> givenFiles(RootSpec spec) {
    return spec.mounts().stream()
        .filter(RootMount.GivenFile.class::isInstance)
        .map(RootMount.GivenFile.class::cast)
        .toList();
  }

  /**
   * Makes the files of a container that does not run, without what the kernel shows in it, and
   * returns their root, open: a tree of mounts of its own that goes when it is closed.
   *
   * @param withMounts whether what is mounted in it is there
   * @throws RuntimeFailure if something cannot be mounted
   */
  public Fd buildFiles(RootSpec spec, boolean withMounts) {
    Map<RootMount, Fd> sources = new LinkedHashMap<>();
    try {
      List<RootMount> mounts = withMounts ? spec.mounts() : List.of();
      for (RootMount mount : mounts) {
        if (mount instanceof RootMount.Bind bind) {
          sources.computeIfAbsent(mount, one -> open(bind));
        }
      }
      Mounts.makeAllPrivate();
      if (withMounts) {
        new GivenFiles(mountPoint).write(givenFiles(spec), sources);
      }
      Overlay.mount(spec, mountPoint, deviceAttributes());
      Fd root = Descriptors.openDirectory(mountPoint);
      try {
        MountTargets targets = new MountTargets(root);
        hide(targets, spec.layers());
        for (RootMount mount : mounts) {
          mount(targets, mount, sources);
        }
        if (spec.readOnly()) {
          Mounts.restrict(root, false, Attribute.READ_ONLY);
        }
      } finally {
        Descriptors.close(root);
      }
      return Mounts.copy(mountPoint, true);
    } finally {
      sources.values().forEach(Descriptors::close);
    }
  }

  /** Makes a read-only root of the host's own files, for programs of the host, and returns it. */
  public Fd buildFromHost() {
    Path host = Path.of("/");
    Mounts.makeAllPrivate();
    Fd copy = Mounts.copy(host, false);
    try {
      Mounts.restrict(copy, false, Attribute.READ_ONLY, Attribute.NO_DEVICES);
      Fd target = Descriptors.openPlace(mountPoint);
      try {
        Mounts.attach(copy, target);
      } finally {
        Descriptors.close(target);
      }
    } finally {
      Descriptors.close(copy);
    }
    Fd root = Descriptors.openDirectory(mountPoint);
    MountTargets targets = new MountTargets(root);
    hide(targets, List.of(host));
    mountKernelFiles(targets);
    return root;
  }

  /** Covers jcompose's own directories where a layer contains them, secrets of others included. */
  private void hide(MountTargets targets, List<Path> layers) {
    for (Path layer : layers) {
      Path real = real(layer);
      for (Path directory : hidden) {
        Path realDirectory = real(directory);
        if (realDirectory.startsWith(real)) {
          Optional<Fd> target = targets.existing("/" + real.relativize(realDirectory));
          target.ifPresent(
              place ->
                  Mounted.on(
                      place,
                      () ->
                          Mounts.create(
                              "tmpfs",
                              Map.of("mode", "555", "size", "4k"),
                              Attribute.READ_ONLY,
                              Attribute.NO_DEVICES)));
        }
      }
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot find " + path + " for a container's root: " + e,
          "see whether the directory is still there with 'ls -ld " + path + "'",
          e);
    }
  }

  private void mountKernelFiles(MountTargets targets) {
    Descriptors.close(targets.directory("/proc")); // its place only: it needs the pid namespace
    Mounted.on(
        targets.directory("/sys"),
        () ->
            Mounts.create(
                "sysfs",
                Map.of(),
                Attribute.READ_ONLY,
                Attribute.NO_SETUID,
                Attribute.NO_DEVICES,
                Attribute.NO_EXEC));
    mountViews(targets);
    new DeviceDirectory(targets).mount();
    Fd nothing = ProtectedPaths.openNothing();
    try {
      new ProtectedPaths(targets, nothing).mask(ProtectedPaths.MASKED_IN_SYS);
    } finally {
      Descriptors.close(nothing);
    }
  }

  private void mountViews(MountTargets targets) {
    String base = "/sys/fs/cgroup";
    if (views.stream().anyMatch(view -> !view.name().isEmpty())) {
      Fd memory = Mounts.create("tmpfs", Map.of("mode", "755"), Attribute.NO_DEVICES);
      try {
        Fd target = targets.directory(base);
        try {
          Mounts.attach(memory, target);
        } finally {
          Descriptors.close(target);
        }
        for (KernelView view : views) {
          mountView(targets, base + "/" + view.name(), view.directory());
        }
        Mounts.restrict(memory, false, Attribute.READ_ONLY);
      } finally {
        Descriptors.close(memory);
      }
    } else {
      views.forEach(view -> mountView(targets, base, view.directory()));
    }
  }

  private static void mountView(MountTargets targets, String target, Path directory) {
    Mounted.on(
        targets.directory(target),
        () -> {
          Fd copy = Mounts.copy(directory, false);
          Mounts.restrict(
              copy,
              false,
              Attribute.READ_ONLY,
              Attribute.NO_SETUID,
              Attribute.NO_DEVICES,
              Attribute.NO_EXEC);
          return copy;
        });
  }

  private static Fd open(RootMount.Bind bind) {
    if (!Files.exists(bind.source())) {
      throw new RuntimeFailure(
          "cannot mount " + bind.source() + " on " + bind.target() + ": it does not exist",
          "make it, or correct the left side in the service's 'volumes'");
    }
    try {
      return Mounts.copy(bind.source(), true);
    } catch (SyscallException e) {
      throw cannotMount(bind.source() + " on " + bind.target(), e);
    }
  }

  private void mount(MountTargets targets, RootMount mount, Map<RootMount, Fd> sources) {
    try {
      Fd source = sources.get(mount);
      if (mount instanceof RootMount.Bind bind && source != null) {
        bind(targets, bind, source);
      } else if (mount instanceof RootMount.GivenFile && source != null) {
        attachFile(targets, mount.target(), source);
      } else if (mount instanceof RootMount.Tmpfs tmpfs) {
        Mounted.on(targets.directory(tmpfs.target()), () -> TmpfsOptions.of(tmpfs).create());
      }
    } catch (SyscallException e) {
      throw cannotMount("on " + mount.target(), e);
    }
  }

  private void bind(MountTargets targets, RootMount.Bind bind, Fd copy) {
    String propagation = bind.propagation().orElse("rprivate");
    boolean recursive = propagation.startsWith("r");
    if (!propagation.endsWith("shared")) {
      Mounts.propagate(copy, recursive, kind(propagation));
    }
    if (bind.readOnly()) {
      Mounts.restrict(copy, true, Attribute.READ_ONLY);
    }
    if (!devicesRestricted) {
      Mounts.restrict(copy, true, Attribute.NO_DEVICES);
    }
    Fd target =
        Files.isDirectory(bind.source())
            ? targets.directory(bind.target())
            : targets.file(bind.target());
    try {
      Mounts.attach(copy, target);
    } finally {
      Descriptors.close(target);
    }
  }

  private static void attachFile(MountTargets targets, String path, Fd source) {
    Fd target = targets.file(path);
    try {
      Mounts.attach(source, target);
    } finally {
      Descriptors.close(target);
    }
  }

  private static Propagation kind(String name) {
    return name.endsWith("slave") ? Propagation.SLAVE : Propagation.PRIVATE;
  }

  private Attribute[] deviceAttributes() {
    return devicesRestricted ? NO_ATTRIBUTES : new Attribute[] {Attribute.NO_DEVICES};
  }

  private static RuntimeFailure cannotMount(String what, SyscallException cause) {
    return new RuntimeFailure(
        "cannot mount " + what + ": " + cause.getMessage(),
        "look at the service's 'volumes', 'tmpfs', 'configs' and 'secrets': a directory goes on a directory, a file on a"
            + " file, and the path in the container must be one that can be made",
        cause);
  }

  /**
   * Puts the processes of the container, as a detached mount, on {@code /proc} and protects what in
   * it belongs to the whole machine. The calling thread has the container's root as its own.
   */
  public static void attachProc(Fd proc) {
    Fd root = Descriptors.openPlace(Path.of("/"));
    try {
      MountTargets targets = new MountTargets(root);
      Fd target = targets.directory("/proc");
      try {
        Mounts.attach(proc, target);
      } finally {
        Descriptors.close(target);
      }
      Fd nothing = ProtectedPaths.openNothing();
      try {
        ProtectedPaths paths = new ProtectedPaths(targets, nothing);
        paths.makeReadOnly(ProtectedPaths.READ_ONLY_IN_PROC);
        paths.mask(ProtectedPaths.MASKED_IN_PROC);
      } finally {
        Descriptors.close(nothing);
      }
    } finally {
      Descriptors.close(root);
    }
  }

  /**
   * Makes a terminal of a container its {@code /dev/console}; on a thread that has the container's
   * root.
   *
   * @param path such as {@code /dev/pts/0}
   */
  public static void attachConsole(Fd root, String path) {
    Mounted.on(
        new MountTargets(root).file("/dev/console"), () -> Mounts.copy(Path.of(path), false));
  }
}
