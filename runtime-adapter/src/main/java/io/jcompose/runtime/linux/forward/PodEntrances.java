package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Host;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who opens sockets towards which pod: one thread for each namespace, while a port needs it. */
final class PodEntrances {
  private final Host host;
  private final Consumer<String> warnings;
  private final PodSockets here = new PodSockets.Here();
  private final Map<Way, Entrance> entrances = new HashMap<>();

  PodEntrances(Host host, Consumer<String> warnings) {
    this.host = host;
    this.warnings = warnings;
  }

  /** Into which namespace, and how. */
  private record Way(Path pin, boolean preserveSource) {
    static Optional<Way> of(ForwardedPort port) {
      return port.namespace().map(pin -> new Way(pin, port.preserveSource()));
    }
  }

  /** The sockets of a way, and how many ports use them. */
  private static final class Entrance {
    final PodSockets sockets;
    int ports;

    Entrance(PodSockets sockets) {
      this.sockets = sockets;
    }
  }

  /** Returns where the port's connections come from, until it leaves. */
  PodSockets enter(ForwardedPort port) {
    return Way.of(port)
        .map(
            way -> {
              Entrance entrance = entrances.computeIfAbsent(way, this::open);
              entrance.ports++;
              return entrance.sockets;
            })
        .orElse(here);
  }

  private Entrance open(Way way) {
    Optional<SourceRouting> sources =
        way.preserveSource() ? Optional.of(new SourceRouting(host)) : Optional.empty();
    return new Entrance(NamespaceSockets.open(way.pin(), sources, warnings));
  }

  /** Ends what only this port needed. */
  void leave(ForwardedPort port) {
    Way.of(port)
        .ifPresent(
            way -> {
              Entrance entrance = entrances.get(way);
              if (entrance != null && --entrance.ports == 0) {
                entrances.remove(way);
                entrance.sockets.close();
              }
            });
  }
}
