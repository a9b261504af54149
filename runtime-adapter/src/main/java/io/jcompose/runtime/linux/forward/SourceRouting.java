package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.IpVersion;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.linux.netlink.NetlinkException;
import io.jcompose.runtime.linux.netlink.Route;
import io.jcompose.runtime.linux.netlink.Rule;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SocketOption;
import io.jcompose.runtime.syscall.Sockets;
import io.jcompose.runtime.syscall.Sockets.Family;
import io.jcompose.runtime.syscall.Sockets.Transport;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets connections that start inside a pod come from their client's address. A socket may be bound
 * to a stranger's address; what is hard is that the program's answers to the stranger come to that
 * socket instead of leaving the pod. So the socket marks its packets, the kernel gives the mark of
 * a connection's first packet to the program's side of it, and what carries the mark is routed to
 * the pod itself. Connections that are not ours carry no mark and notice nothing.
 *
 * @see <a href="https://docs.kernel.org/networking/ip-sysctl.html">ip-sysctl</a>: tcp_fwmark_accept
 *     and fwmark_reflect; <a href="https://docs.kernel.org/networking/tproxy.html">tproxy</a>
 */
final class SourceRouting {
  private static final int MARK = 0x6a63; // and the table; a number nobody else is likely to choose
  // right after the local table: a rule that is added without a priority comes after this one
  private static final int PRIORITY = 0;
  private static final String LOOPBACK = "lo";

  private final Path settings;

  SourceRouting(Host host) {
    this.settings = host.proc().resolve("sys/net");
  }

  /**
   * Prepares the network namespace of the calling thread; what is prepared already is left alone.
   *
   * @throws RuntimeFailure if a setting cannot be written
   * @throws NetlinkException if the kernel refuses the rule or the route
   * @throws io.jcompose.runtime.syscall.SyscallException if sockets cannot be prepared
   */
  void setUp() {
    write("ipv4/tcp_fwmark_accept"); // of connections; for IPv6 as well
    write("ipv4/fwmark_reflect"); // of refusals
    setUp(IpVersion.IPV4);
    if (Files.exists(settings.resolve("ipv6"))) {
      write("ipv6/fwmark_reflect");
      setUp(IpVersion.IPV6);
    }
    tryOut();
  }

  private static void setUp(IpVersion version) {
    try (Netlink netlink = Netlink.open()) {
      int loopback =
          netlink
              .link(LOOPBACK)
              .map(Link::index)
              .orElseThrow(() -> new IllegalStateException("no namespace lacks " + LOOPBACK));
      leavingWhatIsThere(
          () -> netlink.addRoute(Route.local(version.everywhere(), loopback).inTable(MARK)));
      leavingWhatIsThere(() -> netlink.addRule(Rule.marked(version, MARK, MARK, PRIORITY)));
    }
  }

  private static void leavingWhatIsThere(Runnable addition) {
    try {
      addition.run();
    } catch (NetlinkException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  private void write(String setting) {
    Path file = settings.resolve(setting);
    try {
      Files.writeString(file, "1");
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot write '1' to the network setting " + file + ": " + e.getMessage(),
          "run jcompose where /proc/sys is writable",
          e);
    }
  }

  private void tryOut() {
    Fd socket = Sockets.open(Family.IPV4, Transport.STREAM);
    try {
      prepare(socket, Family.IPV4);
    } finally {
      Descriptors.close(socket);
    }
  }

  /** Lets a new socket be bound to a client's address. */
  void prepare(Fd socket, Family family) {
    SocketOption.MARK.set(socket, MARK);
    // one client may have connections from one port of it to several of ours
    SocketOption.REUSE_ADDRESS.set(socket, 1);
    (family == Family.IPV4 ? SocketOption.IPV4_TRANSPARENT : SocketOption.IPV6_TRANSPARENT)
        .set(socket, 1);
  }
}
