package io.jcompose.runtime.syscall;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Removes whole directory trees, however deep, whose names need not be text. */
public final class DirectoryTree {
  private static final Errno ENOTEMPTY = new Errno(39);
  private final FileCalls files;
  private final Taking taking;

  /** Takes a name, which is no directory, out of the directory it is in. */
  @FunctionalInterface
  public interface Taking {
    /** Returns when the name is gone; what it stood for may have gone elsewhere. */
    void take(Fd directory, byte[] name);
  }

  /** Creates the remover, which makes its calls through {@code files}. */
  public DirectoryTree(FileCalls files) {
    this(files, files::removeFile);
  }

  /** Creates a remover that leaves it to {@code taking} what becomes of all but directories. */
  public DirectoryTree(FileCalls files, Taking taking) {
    this.files = files;
    this.taking = taking;
  }

  /** Removes {@code path} and all below it, following no link; one that is gone is a success. */
  public void remove(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    Path name = path.getFileName();
    if (parent == null || name == null) {
      throw new IllegalArgumentException("the root directory is not to be removed");
    }
    Fd directory = files.openDirectory(parent);
    try {
      remove(directory, name.toString().getBytes(StandardCharsets.UTF_8));
    } finally {
      files.close(directory);
    }
  }

  /** Removes one name of a directory and all below it; one that is gone is a success. */
  public void remove(Fd directory, byte[] name) {
    if (files.status(directory, name).filter(FileCalls.Status::isDirectory).isPresent()) {
      removeContent(directory, name);
      files.removeDirectory(directory, name);
    } else if (files.status(directory, name).isPresent()) {
      taking.take(directory, name);
    }
  }

  /**
   * What lies two levels down is moved one level up before it is removed in turn. So neither the
   * stack nor the open files limit how deep a tree may be; with links in an image it can be deeper
   * than any path is long.
   */
  private void removeContent(Fd directory, byte[] name) {
    Fd top = files.openDirectoryInside(directory, name, FileCalls.Links.REFUSED);
    try {
      long moved = 0;
      for (List<byte[]> children = files.list(top);
          !children.isEmpty();
          children = files.list(top)) {
        for (byte[] child : children) {
          moved = flatten(top, child, moved);
        }
      }
    } finally {
      files.close(top);
    }
  }

  private long flatten(Fd top, byte[] child, long alreadyMoved) {
    if (!isDirectory(top, child)) {
      taking.take(top, child);
      return alreadyMoved;
    }
    long moved = alreadyMoved;
    Fd inner = files.openDirectoryInside(top, child, FileCalls.Links.REFUSED);
    try {
      for (byte[] name : files.list(inner)) {
        if (isDirectory(inner, name)) {
          moved = moveUp(inner, name, top, moved);
        } else {
          taking.take(inner, name);
        }
      }
    } finally {
      files.close(inner);
    }
    files.removeDirectory(top, child);
    return moved;
  }

  private long moveUp(Fd inner, byte[] name, Fd top, long alreadyMoved) {
    for (long number = alreadyMoved + 1; ; number++) {
      byte[] target = ("jcompose-removed-" + number).getBytes(StandardCharsets.UTF_8);
      try {
        files.rename(inner, name, top, target);
        return number;
      } catch (SyscallException e) {
        boolean taken =
            e.errno().equals(ENOTEMPTY)
                || e.errno().equals(Errno.EEXIST)
                || e.errno().equals(Errno.ENOTDIR);
        if (!taken) {
          throw e;
        }
      }
    }
  }

  private boolean isDirectory(Fd directory, byte[] name) {
    return files.status(directory, name).filter(FileCalls.Status::isDirectory).isPresent();
  }
}
