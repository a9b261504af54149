package io.jcompose.runtime.image.store;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.configuration.RegistriesConfiguration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Registries as this host is set up to speak to them. All who fetch and send images at the same
 * time share one client, its connections and tokens; it is made when the first of them comes and
 * closed when the last has gone, so that whoever comes later finds what was changed meanwhile:
 * files, logins. For several threads.
 */
final class Registries {
  private final Host host;
  private final Supplier<RegistryClient> clients;
  private @Nullable Shared shared;
  private int users;

  Registries(Host host, Supplier<RegistryClient> clients) {
    this.host = host;
    this.clients = clients;
  }

  private record Shared(RegistriesConfiguration configuration, RegistryClient client) {}

  /**
   * Begins to speak to registries.
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if the files that say how are unusable
   */
  synchronized Session open() {
    Shared present =
        shared == null ? new Shared(RegistriesConfiguration.read(host), clients.get()) : shared;
    shared = present;
    users++;
    return new Session(present);
  }

  private void leave() {
    RegistryClient last = null;
    synchronized (this) {
      users--;
      if (users == 0 && shared != null) {
        last = shared.client();
        shared = null;
      }
    }
    if (last != null) {
      last.close();
    }
  }

  /** The time of one who fetches or sends. */
  final class Session implements AutoCloseable {
    private final Shared used;
    private boolean closed;

    private Session(Shared used) {
      this.used = used;
    }

    RegistriesConfiguration configuration() {
      return used.configuration();
    }

    RegistryClient client() {
      return used.client();
    }

    /** Ends it; ending it again changes nothing. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        leave();
      }
    }
  }
}
