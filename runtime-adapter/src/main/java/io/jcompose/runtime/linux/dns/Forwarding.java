package io.jcompose.runtime.linux.dns;

import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Passes questions on to others, and their answers back. Belongs to the loop's thread. */
final class Forwarding implements EventLoop.Timed {
  // a flood ends here, with a failure for each question beyond; 2 KB each at the most
  private static final int MOST_ON_UDP = 1024;
  private static final int MOST_ON_UDP_OF_A_POD = 256;
  // each has a socket of its own
  private static final int MOST_ON_TCP = 64;
  private static final int MOST_ON_TCP_OF_A_POD = 16;

  private final EventLoop loop;
  private final HostResolvers hosts;
  private final SecureRandom random = new SecureRandom();
  private final UdpUpstreams udp;
  private final Set<TcpExchange> exchanges = new LinkedHashSet<>();
  private final Quota udpQuota = new Quota(MOST_ON_UDP_OF_A_POD, MOST_ON_UDP);
  private final Quota tcpQuota = new Quota(MOST_ON_TCP_OF_A_POD, MOST_ON_TCP);

  Forwarding(EventLoop loop, HostResolvers hosts) {
    this.loop = loop;
    this.hosts = hosts;
    this.udp = new UdpUpstreams(loop, random);
  }

  /** Asks others: the servers of the pod's view, or else the host's. The asker gets an answer. */
  void forward(Question question, Pod pod, Asker asker) {
    Quota quota = asker.isOnTcp() ? tcpQuota : udpQuota;
    if (!quota.take(pod)) {
      asker.answer(Replies.failure(question));
      return;
    }
    List<Upstream> own = pod.view().upstream();
    Resolvers resolvers = own.isEmpty() ? hosts.current() : Resolvers.of(own);
    new ForwardedQuestion(this, question, pod, asker, resolvers).askNext();
  }

  /** Sends a question to a server; it will be told of an answer or of the lack of one. */
  void ask(ForwardedQuestion question, Upstream server) throws IOException {
    if (question.isOnTcp()) {
      exchanges.add(TcpExchange.begin(this, question, server, loop.selector(), random));
    } else {
      udp.ask(question, server);
    }
  }

  /** Hears that a question needs nobody any more. */
  void ended(ForwardedQuestion question) {
    (question.isOnTcp() ? tcpQuota : udpQuota).giveBack(question.pod());
  }

  /** Hears that a connection is closed. */
  void closed(TcpExchange exchange) {
    exchanges.remove(exchange);
  }

  /** Closes the sockets that are inside a pod. */
  void leave(PinnedNamespace pod) {
    udp.leave(pod);
    for (TcpExchange exchange : List.copyOf(exchanges)) {
      if (exchange.isWithin(pod)) {
        exchange.fail();
      }
    }
  }

  @Override
  public boolean isWaiting() {
    return udp.isWaiting() || !exchanges.isEmpty();
  }

  @Override
  public void expire(long now) {
    udp.expire(now);
    List.copyOf(exchanges).forEach(exchange -> exchange.expire(now));
  }
}
