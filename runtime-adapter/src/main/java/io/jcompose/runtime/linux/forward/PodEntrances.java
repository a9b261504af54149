package io.jcompose.runtime.linux.forward;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Who opens sockets towards which pod: one thread for each namespace, while a port needs it. */
final class PodEntrances {
  private final PodSockets here = new PodSockets.Here();
  private final Map<Path, Entrance> entrances = new HashMap<>();

  /** The sockets in a namespace, and how many ports use them. */
  private static final class Entrance {
    final PodSockets sockets;
    int ports;

    Entrance(PodSockets sockets) {
      this.sockets = sockets;
    }
  }

  /** Returns where the port's connections come from, until it leaves. */
  PodSockets enter(ForwardedPort port) {
    return port.namespace()
        .map(
            pin -> {
              Entrance entrance = entrances.computeIfAbsent(pin, PodEntrances::open);
              entrance.ports++;
              return entrance.sockets;
            })
        .orElse(here);
  }

  private static Entrance open(Path pin) {
    return new Entrance(NamespaceSockets.open(pin));
  }

  /** Ends what only this port needed. */
  void leave(ForwardedPort port) {
    port.namespace()
        .ifPresent(
            pin -> {
              Entrance entrance = entrances.get(pin);
              if (entrance != null && --entrance.ports == 0) {
                entrances.remove(pin);
                entrance.sockets.close();
              }
            });
  }
}
