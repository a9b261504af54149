package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.Firewall;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a project's pods ask: each pod has 127.0.0.11, UDP and TCP port 53, for it. One a
 * supervisor is enough. Safe to use from several threads.
 *
 * <p>Addresses of the networks that a pod sees are answered from what {@link #update} told, all
 * other questions are passed on. Where a program of a pod listens on port 53 itself, questions to
 * 127.0.0.11 are led past it by the pod's firewall.
 *
 * <p>Costs nothing until the first pod is served; then one thread, two sockets a pod, and a few for
 * questions that are passed on. What a pod can make it hold is bounded.
 */
public final class NameServer implements AutoCloseable {
  private final Host host;
  private final Redirection redirection;
  private final Consumer<String> warnings;
  private final Map<NetworkName, Zone> zones = new LinkedHashMap<>();
  private @Nullable ServedPods pods;
  private boolean closed;

  private NameServer(Host host, Redirection redirection, Consumer<String> warnings) {
    this.host = host;
    this.redirection = redirection;
    this.warnings = warnings;
  }

  /**
   * Returns a server that serves nobody yet.
   *
   * @param warnings told what does not work, a clause without a full stop; may be called by any
   *     thread, and must return fast
   */
  public static NameServer open(Host host, Consumer<String> warnings) {
    return open(host, () -> Firewall.of(host), warnings);
  }

  static NameServer open(Host host, Supplier<Firewall> firewall, Consumer<String> warnings) {
    return new NameServer(host, new Redirection(firewall), warnings);
  }

  /** Replaces what is known of a network. The next question is answered accordingly. */
  public synchronized void update(Zone zone) {
    zones.put(zone.network(), zone);
    if (pods != null) {
      pods.knowledge().update(zone);
    }
  }

  /** Forgets what is known of a network; one that is not known is a success. */
  public synchronized void forget(NetworkName network) {
    zones.remove(network);
    if (pods != null) {
      pods.knowledge().forget(network);
    }
  }

  /**
   * Begins to serve a pod, and returns once it can ask. A second call changes what the pod sees; if
   * the pin is another namespace's by now, that one is served. Whom the host asks is asked from the
   * network namespace of the thread that comes here first.
   *
   * <p>If questions must be led past port 53 and cannot be, the pod is not served and a warning
   * says so.
   *
   * @param namespacePin the file that the pod's network namespace is pinned at
   * @throws RuntimeFailure if no namespace is pinned there, or no socket can be opened in it
   */
  public synchronized void serve(ContainerName pod, Path namespacePin, View view) {
    if (closed) {
      throw new IllegalStateException("the name server is closed");
    }
    if (pods == null) {
      pods = new ServedPods(host, redirection, warnings);
      zones.values().forEach(pods.knowledge()::update);
    }
    pods.serve(pod, namespacePin, view);
  }

  /**
   * Ends the service of a pod, and returns once nothing of it is open in the pod. One that is not
   * served is a success.
   */
  public synchronized void stop(ContainerName pod) {
    if (pods != null) {
      pods.stop(pod);
    }
  }

  /** Ends the service of all pods and the thread. A second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    if (pods != null) {
      pods.close();
    }
  }
}
