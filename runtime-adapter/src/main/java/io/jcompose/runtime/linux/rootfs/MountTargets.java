package io.jcompose.runtime.linux.rootfs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Places inside a container's root, made if they are missing. An image, or a neighbour that shares
 * a volume, may have put links anywhere on the way: each step is taken by the kernel with the
 * container's root as {@code /}.
 */
final class MountTargets {
  private static final int DIRECTORY_MODE = 0755;
  private static final int FILE_MODE = 0644;
  private static final int MOST_LINKS = 40; // as the kernel has it

  private final Fd root;

  MountTargets(Fd root) {
    this.root = root;
  }

  /** Opens a place; whoever asked closes it. */
  Fd directory(String path) {
    return new Walk(true).to(path);
  }

  /** Opens the place of a file or a directory; an empty file is made if there is neither. */
  Fd file(String path) {
    return new Walk(false).to(path);
  }

  /** Opens a place if it is there. */
  Optional<Fd> existing(String path) {
    return unlessMissing(() -> RootedFiles.openPlace(root, path));
  }

  private static <T> Optional<T> unlessMissing(java.util.function.Supplier<T> opening) {
    try {
      return Optional.of(opening.get());
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ENOTDIR)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** One way from the root to a place, component by component, links spelled out. */
  private final class Walk {
    private final boolean endsAtDirectory;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final Deque<String> done = new ArrayDeque<>();
    private int links;

    Walk(boolean endsAtDirectory) {
      this.endsAtDirectory = endsAtDirectory;
    }

    Fd to(String path) {
      putAhead(path);
      while (!ahead.isEmpty()) {
        step(ahead.pop());
      }
      return RootedFiles.openPlaceOfLink(root, here());
    }

    private void step(String name) {
      if (name.isEmpty() || name.equals(".")) {
        return;
      }
      if (name.equals("..")) {
        done.pollLast(); // above the root is the root
        return;
      }
      String parent = here();
      done.addLast(name);
      Optional<Fd> place = unlessMissing(() -> RootedFiles.openPlaceOfLink(root, here()));
      if (place.isEmpty()) {
        make(parent, name);
      } else {
        followIfLink(place.get());
      }
    }

    private void followIfLink(Fd place) {
      try {
        if (Descriptors.status(place).isSymbolicLink()) {
          if (++links > MOST_LINKS) {
            throw new SyscallException("resolve(" + here() + ")", Errno.ELOOP);
          }
          String target = RootedFiles.readLink(place);
          done.removeLast();
          if (target.startsWith("/")) {
            done.clear();
          }
          putAhead(target);
        }
      } finally {
        Descriptors.close(place);
      }
    }

    private void make(String parent, String name) {
      Fd directory = RootedFiles.openPlaceOfLink(root, parent);
      try {
        if (endsAtDirectory || !ahead.isEmpty()) {
          RootedFiles.makeDirectory(directory, name, DIRECTORY_MODE);
        } else {
          RootedFiles.makeFile(directory, name, FILE_MODE);
        }
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.EEXIST)) {
          throw e; // somebody who shares the volume was quicker: as good
        }
      } finally {
        Descriptors.close(directory);
      }
    }

    private void putAhead(String path) {
      List<String> names = Arrays.asList(path.split("/", -1));
      for (int i = names.size() - 1; i >= 0; i--) {
        ahead.push(names.get(i));
      }
    }

    private String here() {
      return "/" + String.join("/", done);
    }
  }
}
