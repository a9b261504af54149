package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.TcpDirection.Means;
import io.jcompose.runtime.linux.sockets.SocketOwners;
import io.jcompose.runtime.syscall.Datagrams;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Relay;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.PortInUseException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One loop for the published ports of all pods. */
final class PortForwarder implements Forwarder {
  private final Host host;
  private final Loop loop;
  private final Relay relay = new Relay(TcpDirection.BUFFER);
  private final PipePool pipes = new PipePool();
  private final Datagrams datagrams = new Datagrams();
  private final Means means = new Means(relay, pipes);
  private final Capacity capacity;
  private final PodEntrances entrances;
  private final Map<ForwardedPort, Listening> ports = new HashMap<>();
  private boolean closed;

  private PortForwarder(Host host, Loop loop, Consumer<String> warnings) {
    this.host = host;
    this.loop = loop;
    this.capacity = Capacity.of(host, loop, warnings);
    this.entrances = new PodEntrances(host, warnings);
    loop.run(() -> loop.sweep(capacity::retry));
  }

  static PortForwarder open(Host host, Consumer<String> warnings) {
    try {
      return new PortForwarder(host, Loop.start(), warnings);
    } catch (SyscallException e) {
      throw new RuntimeFailure(
          "cannot start to forward ports: " + e.getMessage(),
          "raise the limit of open files ('ulimit -n')",
          e);
    }
  }

  @Override
  public synchronized void add(ForwardedPort port) {
    if (closed) {
      throw new IllegalStateException("the forwarder is closed");
    }
    if (port.publication().target().protocol() == Protocol.SCTP) {
      return;
    }
    Fd socket = listen(port.publication());
    PodConnector connector;
    try {
      connector = new PodConnector(port, entrances.enter(port));
    } catch (RuntimeFailure e) {
      Descriptors.close(socket);
      throw e;
    }
    Listening listening =
        port.publication().target().protocol() == Protocol.TCP
            ? new TcpListener(loop, means, capacity, connector, socket)
            : new UdpForwarding(loop, datagrams, capacity, connector, host.clock(), socket);
    try {
      loop.run(listening::start);
      ports.put(port, listening);
    } catch (SyscallException e) {
      entrances.leave(port);
      throw failure(port.publication(), e);
    }
  }

  private Fd listen(Publication publication) {
    Protocol protocol = publication.target().protocol();
    try {
      return Listeners.open(address(publication), publication.hostPort(), protocol);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EADDRINUSE)) {
        throw new PortInUseException(
            publication.service().value(),
            publication.hostPort(),
            new SocketOwners(host).owner(publication.hostPort(), protocol));
      }
      throw failure(publication, e);
    }
  }

  private static RuntimeFailure failure(Publication publication, SyscallException e) {
    return new RuntimeFailure(
        "cannot listen on "
            + publication.hostAddress()
            + " port "
            + publication.hostPort()
            + " for service '"
            + publication.service()
            + "': "
            + e.errno(),
        e.errno().equals(Errno.EACCES)
            ? "choose a port from 1024 on in the service's 'ports', or lower 'sysctl"
                + " net.ipv4.ip_unprivileged_port_start'"
            : "change the left part of the service's 'ports'",
        e);
  }

  private static InetAddress address(Publication publication) {
    try {
      return InetAddress.getByName(publication.hostAddress()); // an address: never looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address of the host: " + publication, e);
    }
  }

  @Override
  public synchronized void remove(ForwardedPort port) {
    Listening listening = ports.remove(port);
    if (listening != null) {
      loop.run(listening::stop);
      entrances.leave(port);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      loop.close();
      ports.keySet().forEach(entrances::leave);
      ports.clear();
      pipes.close();
      relay.close();
      datagrams.close();
    }
  }
}
