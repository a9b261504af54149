package io.jcompose.runtime.linux.network;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * What all networks share on this host, one process at a time: choosing subnets, bridges, the
 * host's settings. The kernel frees it when its holder dies. A thread that holds it may ask again.
 */
final class HostLock {
  private final Path file;
  private int depth; // how often the thread that holds it has asked

  HostLock(Path file) {
    this.file = file;
  }

  /** Returns what {@code work} returns, run while no other thread or process holds the lock. */
  synchronized <T> T holding(Supplier<T> work) { // the file tells processes apart, not threads
    if (depth > 0) {
      return work.get();
    }
    // an interrupted command has to tidy up, and an interrupted thread would get no lock
    boolean interrupted = Thread.interrupted();
    depth++;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // closing the channel gives it back
      return work.get();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot lock " + file + ": " + e.getMessage(),
          "check that root may write to " + file.getParent(),
          e);
    } finally {
      depth--;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
