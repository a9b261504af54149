package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.SyslogAddress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The way to a server, opened when there is something to send, and again after a failure. Sending
 * belongs to one thread; closing may be called by any, and twice.
 */
interface Transport extends AutoCloseable {
  /** Sends one message; throws if it is not taken. */
  void send(byte[] message) throws IOException;

  @Override
  void close();

  /** Returns the way to a syslog server. */
  static Transport to(SyslogAddress address) {
    if (address instanceof SyslogAddress.UnixSocket unix) {
      return new UnixTransport(Path.of(unix.path()), unix.datagramsOnly());
    }
    SyslogAddress.Network network = (SyslogAddress.Network) address;
    return network.protocol() == Protocol.UDP
        ? new UdpTransport(network)
        : StreamTransport.to(network);
  }
}
