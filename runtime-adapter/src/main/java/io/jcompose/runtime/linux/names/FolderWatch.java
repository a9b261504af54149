package io.jcompose.runtime.linux.names;

import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Notices what other projects tell of networks; see inotify(7). */
final class FolderWatch implements AutoCloseable {
  private final FragmentExchange exchange;
  private final Consumer<NetworkName> changed;
  private final Map<NetworkName, WatchKey> keys = new ConcurrentHashMap<>();
  private Optional<WatchService> service = Optional.empty();

  FolderWatch(FragmentExchange exchange, Consumer<NetworkName> changed) {
    this.exchange = exchange;
    this.changed = changed;
  }

  /** Watches a network's folder from now on. */
  synchronized void watch(NetworkName network) {
    keys.computeIfAbsent(network, this::register);
  }

  private WatchKey register(NetworkName network) {
    try {
      return exchange
          .folder(network)
          .register(
              begun(),
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot watch names in network '" + network + "': " + e.getMessage(),
          "raise 'sysctl fs.inotify.max_user_watches' and 'fs.inotify.max_user_instances'",
          e);
    }
  }

  private WatchService begun() throws IOException {
    if (service.isEmpty()) {
      WatchService opened = FileSystems.getDefault().newWatchService();
      service = Optional.of(opened);
      Thread thread = new Thread(() -> run(opened), "neighbour-names");
      thread.setDaemon(true);
      thread.start();
    }
    return service.get();
  }

  private void run(WatchService opened) {
    try {
      while (true) {
        WatchKey key = opened.take();
        key.pollEvents();
        keys.forEach(
            (network, registered) -> {
              if (registered.equals(key)) {
                changed.accept(network);
                if (!key.reset()) {
                  keys.remove(network, key); // the folder is gone
                }
              }
            });
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // closed
    }
  }

  @Override
  public synchronized void close() {
    if (service.isPresent()) {
      try {
        service.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException("closing inotify fails on a bug only", e);
      }
    }
  }
}
