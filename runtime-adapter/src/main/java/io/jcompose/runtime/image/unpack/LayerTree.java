package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.syscall.DirectoryTree;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Links;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory a layer is unpacked into. Finds the directory each entry belongs in, and never one
 * outside: the kernel resolves every path with the layer as its root.
 */
final class LayerTree implements AutoCloseable {
  private static final int USUAL_DIRECTORY_MODE = 0755;
  private static final int LONGEST_REAL_PATH = 4000; // PATH_MAX, and room to spare
  private final FileCalls files;
  private final Fd root;
  private final DirectoryTree removal;
  // entries of one directory mostly come in a row
  private @Nullable OpenParent current;

  private record OpenParent(LayerPath path, Fd fd, boolean throughLinks) {}

  /** Opens a tree that is only read from now on. */
  LayerTree(FileCalls files, Path directory) {
    this(files, directory, new DirectoryTree(files));
  }

  /** Opens a tree in which what is removed is kept elsewhere. */
  LayerTree(FileCalls files, Path directory, ReplacedFiles replaced) {
    this(files, directory, new DirectoryTree(files, replaced::take));
  }

  private LayerTree(FileCalls files, Path directory, DirectoryTree removal) {
    this.files = files;
    this.root = files.openDirectory(directory);
    this.removal = removal;
  }

  /**
   * Returns the directory that {@code path} is in, made if it is missing. It stays open until the
   * next call, or until {@link #remove}.
   */
  Fd parentOf(LayerPath path) {
    LayerPath parent = path.parent();
    if (current != null && current.path().equals(parent)) {
      return current.fd();
    }
    forgetCurrent();
    OpenParent opened = openOrMake(parent, path);
    current = opened;
    return opened.fd();
  }

  /**
   * Returns where {@code path} really is, whatever links it goes through; empty if that is too long
   * for a path.
   */
  Optional<EntryName> realPath(LayerPath path) {
    Fd parent = parentOf(path);
    if (current == null || !current.throughLinks()) {
      return Optional.of(EntryName.of(path.bytes()));
    }
    try {
      byte[] top = files.pathOf(root);
      byte[] above = files.pathOf(parent);
      ByteArrayOutputStream real = new ByteArrayOutputStream();
      real.write(above, top.length, above.length - top.length);
      real.write('/');
      real.writeBytes(path.name());
      byte[] absolute = real.toByteArray();
      return absolute.length > LONGEST_REAL_PATH
          ? Optional.empty()
          : Optional.of(EntryName.of(Arrays.copyOfRange(absolute, 1, absolute.length)));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENAMETOOLONG)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Opens the directory that {@code path} is in, to be closed by the caller; empty if none is. */
  Optional<Fd> openExistingParentOf(LayerPath path) {
    try {
      return Optional.of(files.openDirectoryInside(root, path.parent().bytes(), Links.STAY_INSIDE));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT)
          || e.errno().equals(Errno.ENOTDIR)
          || e.errno().equals(Errno.ELOOP)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Removes a name with all below it. What {@link #parentOf} returned before is closed. */
  void remove(LayerPath path) {
    removal.remove(parentOf(path), path.name());
    forgetCurrent();
  }

  private OpenParent openOrMake(LayerPath directory, LayerPath entry) {
    try {
      Fd direct = files.openDirectoryInside(root, directory.bytes(), Links.REFUSED);
      return new OpenParent(directory, direct, false);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ELOOP)) {
        return new OpenParent(directory, walk(directory, entry), true);
      }
      throw notADirectory(e, entry);
    }
  }

  /** Goes down part by part, through links that stay in the layer, and makes what is missing. */
  private Fd walk(LayerPath directory, LayerPath entry) {
    Fd reached = files.openDirectoryInside(root, new byte[0], Links.REFUSED);
    for (int count = 1; count <= directory.parts().size(); count++) {
      Fd above = reached;
      try {
        reached = step(above, directory.first(count), entry);
      } finally {
        files.close(above);
      }
    }
    return reached;
  }

  private Fd step(Fd reached, LayerPath directory, LayerPath entry) {
    try {
      return files.openDirectoryInside(root, directory.bytes(), Links.STAY_INSIDE);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ENOENT)) {
        throw notADirectory(e, entry);
      }
    }
    if (files.status(reached, directory.name()).isPresent()) {
      throw UnusableImageException.unsafe(
          "entry '"
              + entry
              + "' goes through the symbolic link '"
              + directory
              + "', which leads to no directory of the layer");
    }
    files.makeDirectory(reached, directory.name());
    files.changeMode(reached, directory.name(), USUAL_DIRECTORY_MODE);
    return files.openDirectoryInside(root, directory.bytes(), Links.STAY_INSIDE);
  }

  private static RuntimeException notADirectory(SyscallException e, LayerPath entry) {
    if (e.errno().equals(Errno.ENOTDIR)) {
      return UnusableImageException.damaged(
          "entry '" + entry + "' lies below something that is not a directory");
    }
    if (e.errno().equals(Errno.ELOOP)) {
      return UnusableImageException.unsafe(
          "entry '" + entry + "' goes through symbolic links that lead in a circle");
    }
    return e;
  }

  private void forgetCurrent() {
    if (current != null) {
      files.close(current.fd());
      current = null;
    }
  }

  @Override
  public void close() {
    forgetCurrent();
    files.close(root);
  }
}
