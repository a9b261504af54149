package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.value.SyslogAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** UDP: whether a message arrives, nobody knows. */
final class UdpTransport implements Transport {
  private final SyslogAddress.Network address;
  private @Nullable DatagramSocket socket;
  private boolean closed;

  UdpTransport(SyslogAddress.Network address) {
    this.address = address;
  }

  @Override
  public void send(byte[] message) throws IOException {
    try {
      socket().send(new DatagramPacket(message, message.length));
    } catch (IOException e) {
      closeSocket(); // the next one looks the name up again
      throw e;
    }
  }

  private synchronized DatagramSocket socket() throws IOException {
    if (closed) {
      throw new IOException("it is closed");
    }
    if (socket == null) {
      var server = new InetSocketAddress(address.host(), address.port());
      if (server.isUnresolved()) {
        throw new UnknownHostException("there is no host '" + address.host() + "'");
      }
      DatagramSocket opened = new DatagramSocket();
      opened.connect(server);
      socket = opened;
    }
    return socket;
  }

  private synchronized void closeSocket() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeSocket();
  }
}
