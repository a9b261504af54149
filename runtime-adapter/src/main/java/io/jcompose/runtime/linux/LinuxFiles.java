package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.files.FileOwner;
import io.jcompose.runtime.files.TreeArchiver;
import io.jcompose.runtime.files.TreeExtractor;
import io.jcompose.runtime.image.store.ImageStore;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarReader;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.runtime.linux.process.ContainerUsers;
import io.jcompose.runtime.linux.process.RootOpener;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import io.jcompose.runtime.linux.secret.SecretStore;
import io.jcompose.runtime.linux.security.Identity;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.runtime.linux.volume.VolumeStore;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.CommitSpec;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of all containers; needs no supervisor. A running container's are reached through its
 * process 1, a stopped one's by mounting its root once more for the time.
 */
final class LinuxFiles implements ContainerFiles {
  private final StateStore state;
  private final ProcessTable processes;
  private final ImageStore images;
  private final VolumeStore volumes;
  private final SecretStore secrets;
  private final RootOpener opener;
  private final ContainerCommit commit;

  LinuxFiles(
      StateStore state,
      ProcessTable processes,
      ImageStore images,
      VolumeStore volumes,
      SecretStore secrets,
      RootOpener opener,
      ContainerCommit commit) {
    this.state = state;
    this.processes = processes;
    this.images = images;
    this.volumes = volumes;
    this.secrets = secrets;
    this.opener = opener;
    this.commit = commit;
  }

  @Override
  public Optional<Kind> kind(ContainerName container, String path, boolean followLink) {
    Fd root = open(container);
    try {
      Fd place = open(root, path, followLink);
      try {
        return Optional.of(kind(Descriptors.status(place)));
      } finally {
        Descriptors.close(place);
      }
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ENOTDIR)) {
        return Optional.empty();
      }
      throw failure("cannot look at", container, path, e);
    } finally {
      Descriptors.close(root);
    }
  }

  private static Kind kind(Descriptors.FileStatus status) {
    if (status.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (status.isRegularFile()) {
      return Kind.FILE;
    }
    return status.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }

  @Override
  public void copyOut(
      ContainerName container,
      String path,
      boolean followLink,
      String name,
      OutputStream tar,
      Consumer<String> warnings) {
    Fd root = open(container);
    try {
      Fd top = open(root, path, followLink);
      try {
        archive(top, name, tar, warnings);
      } finally {
        Descriptors.close(top);
      }
    } catch (SyscallException e) {
      throw failure("cannot read", container, path, e);
    } finally {
      Descriptors.close(root);
    }
  }

  @Override
  public void copyIn(
      ContainerName container,
      String directory,
      InputStream tar,
      Owners owners,
      Consumer<String> warnings) {
    Fd root = open(container);
    try {
      Fd target = open(root, directory, true);
      try {
        new TreeExtractor(target, owner(container, root, owners), warnings)
            .extract(new TarReader(tar));
      } catch (IOException e) {
        throw new RuntimeFailure(
            "cannot read what is to be copied: " + e.getMessage(),
            "see whether what sends it ended early",
            e);
      } finally {
        Descriptors.close(target);
      }
    } catch (SyscallException e) {
      throw failure("cannot write to", container, directory, e);
    } finally {
      Descriptors.close(root);
    }
  }

  private FileOwner owner(ContainerName container, Fd root, Owners owners) {
    return switch (owners) {
      case ROOT -> FileOwner.CALLER;
      case ARCHIVE -> FileOwner.OF_ARCHIVE;
      case CONTAINER_USER -> {
        Identity user = ContainerUsers.identify(root, user(container));
        yield new FileOwner.Given(user.user(), user.group());
      }
    };
  }

  private String user(ContainerName container) {
    return home(container)
        .container()
        .orElseThrow(() -> LinuxContainers.unknown(container))
        .spec()
        .user();
  }

  @Override
  public void remove(ContainerName container, String path) {
    Fd root = open(container);
    try {
      PathRemoval.remove(root, path);
    } catch (SyscallException e) {
      throw failure("cannot remove", container, path, e);
    } finally {
      Descriptors.close(root);
    }
  }

  @Override
  public void export(ContainerName container, OutputStream tar, Consumer<String> warnings) {
    Fd root = openWithoutMounts(home(container));
    try {
      archive(root, ".", tar, warnings);
    } finally {
      Descriptors.close(root);
    }
  }

  private Fd openWithoutMounts(ContainerHome home) {
    return process(home)
        .flatMap(one -> opener.ofRunningWithoutMounts(one.pid(), one.startTicks()))
        .orElseGet(() -> opener.ofStopped(root(home, false), false));
  }

  @Override
  public Images.Image commit(ContainerName container, CommitSpec spec, Consumer<String> warnings) {
    ContainerHome home = home(container);
    return commit.of(
        home, process(home).isPresent(), () -> openWithoutMounts(home), spec, warnings);
  }

  private static void archive(Fd top, String name, OutputStream tar, Consumer<String> warnings) {
    TarWriter writer = new TarWriter(tar);
    try {
      new TreeArchiver(writer, warnings).write(top, EntryName.of(name));
      writer.finish();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot write what is copied: " + e.getMessage(),
          "see whether what takes it ended early, or a disk is full",
          e);
    }
  }

  private static Fd open(Fd root, String path, boolean followLink) {
    return followLink ? RootedFiles.openPlace(root, path) : RootedFiles.openPlaceOfLink(root, path);
  }

  private Fd open(ContainerName container) {
    ContainerHome home = home(container);
    return process(home)
        .flatMap(one -> opener.ofRunning(one.pid(), one.startTicks()))
        .orElseGet(() -> opener.ofStopped(root(home, true), true));
  }

  private RootSpec root(ContainerHome home, boolean withMounts) {
    ContainerRecord container =
        home.container().orElseThrow(() -> LinuxContainers.unknown(home.name()));
    List<RootMount> mounts =
        withMounts ? MountResolver.resolve(container, List.of(), volumes, secrets) : List.of();
    return new RootSpec(
        images.layers(container.imageId()),
        home.upper(),
        home.work(),
        container.spec().plan().security().readOnly(),
        mounts);
  }

  private Optional<ProcessIdentity> process(ContainerHome home) {
    return home.run()
        .filter(run -> run.exit().isEmpty())
        .flatMap(RunRecord::process)
        .filter(processes::isThere);
  }

  private ContainerHome home(ContainerName container) {
    return state.find(container).orElseThrow(() -> LinuxContainers.unknown(container));
  }

  private static RuntimeFailure failure(
      String attempt, ContainerName container, String path, SyscallException cause) {
    return new RuntimeFailure(
        attempt + " '" + path + "' in container '" + container + "': " + cause.errno(),
        "see what is there with 'jcompose exec SERVICE ls -ld " + path + "'",
        cause);
  }
}
