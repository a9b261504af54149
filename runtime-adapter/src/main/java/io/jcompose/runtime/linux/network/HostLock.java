package io.jcompose.runtime.linux.network;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * What all projects share on this host, one process at a time: choosing subnets, the host's
 * settings. The kernel frees it when its holder dies.
 */
final class HostLock {
  private final Path file;

  HostLock(Path file) {
    this.file = file;
  }

  /** Returns what {@code work} returns, run while no other thread or process holds the lock. */
  synchronized <T> T holding(Supplier<T> work) { // the file tells processes apart, not threads
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // closing the channel gives it back
      return work.get();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot lock " + file + ": " + e.getMessage(),
          "check that root may write to " + file.getParent(),
          e);
    }
  }
}
