package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sockets from which others are asked by datagrams. Each server has a few, which are used for
 * some seconds: that makes the port of a question hard to guess, and costs no socket a question.
 */
final class UdpUpstreams {
  private static final int SOCKETS_A_SERVER = 8;

  private final EventLoop loop;
  private final SecureRandom random;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Wire.LARGEST);
  private final Map<Upstream, List<UdpUpstream>> sockets = new LinkedHashMap<>();

  UdpUpstreams(EventLoop loop, SecureRandom random) {
    this.loop = loop;
    this.random = random;
  }

  /**
   * Sends a question, under a number that nobody can guess.
   *
   * @throws IOException if that is not possible
   */
  void ask(ForwardedQuestion question, Upstream server) throws IOException {
    List<UdpUpstream> open = sockets.computeIfAbsent(server, same -> new ArrayList<>());
    long now = System.nanoTime();
    List<UdpUpstream> fresh = open.stream().filter(socket -> socket.isFresh(now)).toList();
    if (fresh.size() < SOCKETS_A_SERVER) {
      UdpUpstream socket = UdpUpstream.open(server, loop.selector(), random, buffer);
      open.add(socket);
      socket.ask(question);
    } else {
      fresh.get(random.nextInt(fresh.size())).ask(question);
    }
  }

  boolean isWaiting() {
    return !sockets.isEmpty();
  }

  void expire(long now) {
    for (List<UdpUpstream> open : List.copyOf(sockets.values())) {
      List.copyOf(open).forEach(socket -> socket.expire(now));
      open.removeIf(socket -> socket.closeIfDone(now));
    }
    sockets.values().removeIf(List::isEmpty);
  }

  /** Closes the sockets that are inside a pod. */
  void leave(PinnedNamespace pod) {
    List<UdpUpstream> inside = new ArrayList<>();
    sockets
        .entrySet()
        .removeIf(
            of -> {
              boolean leaves = of.getKey().within().filter(pod::equals).isPresent();
              if (leaves) {
                inside.addAll(of.getValue());
              }
              return leaves;
            });
    inside.forEach(UdpUpstream::close);
  }
}
