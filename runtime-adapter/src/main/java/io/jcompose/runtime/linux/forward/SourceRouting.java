package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SocketOption;
import io.jcompose.runtime.syscall.Sockets.Family;

final class SourceRouting {
  private static final int MARK = 0x6a63;

  SourceRouting(Host host) {}

  void setUp() {}

  void prepare(Fd socket, Family family) {
    SocketOption.MARK.set(socket, MARK);
    SocketOption.REUSE_ADDRESS.set(socket, 1);
    (family == Family.IPV4 ? SocketOption.IPV4_TRANSPARENT : SocketOption.IPV6_TRANSPARENT)
        .set(socket, 1);
  }
}
