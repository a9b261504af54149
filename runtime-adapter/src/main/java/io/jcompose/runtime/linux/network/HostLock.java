package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What all networks share on this host, one thread of one process at a time: choosing subnets,
 * bridges, the host's settings. The kernel frees it when its holder dies. A thread that holds it
 * may ask again.
 */
final class HostLock {
  private final Path directory;
  private final FileCalls files = new FileCalls();
  private int depth; // how often the thread that holds it has asked

  /**
   * Creates a lock.
   *
   * @param directory the folder that is locked; it exists when the lock is taken
   */
  HostLock(Path directory) {
    this.directory = directory;
  }

  /** Returns what {@code work} returns, run while nobody else holds the lock. */
  synchronized <T> T holding(Supplier<T> work) { // so that one thread alone counts the depth
    if (depth > 0) {
      return work.get();
    }
    Fd locked = files.lock(directory);
    depth++;
    try {
      return work.get();
    } finally {
      depth--;
      Descriptors.close(locked);
    }
  }
}
