package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.Threads;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.PortInUseException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One thread and one selector for all published ports of a pod. */
final class SelectorForwarder implements Forwarder {
  // how often idle datagram sessions are looked for; nothing else waits for it
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final Selector selector;
  private final Thread thread;
  private final List<UdpForwarding> udp = new ArrayList<>();

  private SelectorForwarder(Selector selector) {
    this.selector = selector;
    this.thread = new Thread(this::run, "port-forwarder");
    this.thread.setDaemon(true);
  }

  /** What is done when a channel is ready; attached to its selection key. */
  interface Readiness {
    /** Does what can be done without waiting. Never throws for what the network does. */
    void ready();
  }

  /**
   * Listens on all publications, then starts forwarding. The sockets belong to the network
   * namespace of the calling thread.
   */
  static SelectorForwarder open(Host host, IpAddress pod, List<Publication> publications) {
    SelectorForwarder forwarder;
    try {
      forwarder = new SelectorForwarder(Selector.open());
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot open a selector for forwarding ports: " + e.getMessage(),
          "raise the limit of open files ('ulimit -n')",
          e);
    }
    try {
      for (Publication publication : publications) {
        forwarder.listen(host, pod, publication);
      }
      forwarder.thread.start();
      return forwarder;
    } catch (RuntimeException e) {
      forwarder.closeChannels();
      throw e;
    }
  }

  private void listen(Host host, IpAddress pod, Publication publication) {
    InetSocketAddress target =
        new InetSocketAddress(pod.toInetAddress(), publication.target().number());
    HostAddress address = HostAddress.of(publication);
    Protocol protocol = publication.target().protocol();
    try {
      switch (protocol) {
        case TCP ->
            TcpListener.register(selector, Listeners.tcp(address, publication.hostPort()), target);
        case UDP ->
            udp.add(
                UdpForwarding.register(
                    selector,
                    Listeners.udp(address, publication.hostPort()),
                    target,
                    host.clock()));
        case SCTP -> {} // the JDK carries none; nftables does it alone
      }
    } catch (BindException e) {
      throw new PortInUseException(
          publication.service().value(),
          publication.hostPort(),
          new SocketOwners(host).owner(publication.hostPort(), protocol));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot listen on "
              + address
              + " port "
              + publication.hostPort()
              + " for service '"
              + publication.service()
              + "': "
              + e.getMessage(),
          "change the left part of the service's 'ports'",
          e);
    }
  }

  private void run() {
    try {
      while (selector.isOpen() && !thread.isInterrupted()) {
        selector.select(key -> ((Readiness) key.attachment()).ready(), SWEEP.toMillis());
        udp.forEach(UdpForwarding::endIdleSessions);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("epoll_wait(2) fails on a bug only", e);
    } finally {
      closeChannels();
    }
  }

  private void closeChannels() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      Quietly.close(key.channel());
    }
    Quietly.close(selector);
  }

  @Override
  public void close() {
    thread.interrupt(); // wakes select(2) up
    Threads.awaitEnd(thread);
  }
}
