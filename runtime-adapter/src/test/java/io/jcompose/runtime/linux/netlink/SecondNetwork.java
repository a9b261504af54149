package io.jcompose.runtime.linux.netlink;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Namespaces;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Another network namespace, which plays a pod; it is gone when it is closed. */
public final class SecondNetwork implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Fd fd = inside(SecondNetwork::unshared);

  private static Fd unshared() {
    Namespaces.unshare(Namespaces.Kind.NETWORK);
    return Descriptors.openForReading(Path.of("/proc/thread-self/ns/net"));
  }

  public Fd fd() {
    return fd;
  }

  /** Returns what {@code work} returns, which runs inside; throws what it throws. */
  public <T> T inside(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, thread).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    Descriptors.close(fd);
    thread.shutdown();
  }
}
