package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import java.util.ArrayDeque;
import java.util.Deque;

/** Descriptors that are needed until a program runs, and closed together then. */
final class OpenFiles implements AutoCloseable {
  private final Deque<Fd> files = new ArrayDeque<>();

  /** Takes charge of {@code fd}. */
  Fd keep(Fd fd) {
    files.push(fd);
    return fd;
  }

  /**
   * Takes charge of {@code fd} under another number, {@code lowest} or above, so that the child's
   * own numbers below, assigned one after another, do not run over it.
   */
  Fd keepFrom(int lowest, Fd fd) {
    try {
      return keep(Descriptors.duplicate(fd, lowest));
    } finally {
      Descriptors.close(fd);
    }
  }

  @Override
  public void close() {
    while (!files.isEmpty()) {
      Descriptors.close(files.pop());
    }
  }
}
