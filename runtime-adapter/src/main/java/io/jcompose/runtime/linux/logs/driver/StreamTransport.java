package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.value.SyslogAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries a message a line. What a server that goes away had not read is lost
 * with it: nobody tells how much that was.
 */
final class StreamTransport implements Transport {
  private final Server server;
  private @Nullable SocketChannel channel;
  private boolean closed;

  private StreamTransport(Server server) {
    this.server = server;
  }

  /** Where to connect to; a name is looked up each time. */
  private interface Server {
    SocketAddress address() throws IOException;

    @Override
    String toString();
  }

  static StreamTransport to(SyslogAddress.Network network) {
    return new StreamTransport(
        new Server() {
          @Override
          public SocketAddress address() throws IOException {
            var address = new InetSocketAddress(network.host(), network.port());
            if (address.isUnresolved()) {
              throw new UnknownHostException("there is no host '" + network.host() + "'");
            }
            return address;
          }

          @Override
          public String toString() {
            return network.toString();
          }
        });
  }

  static StreamTransport to(Path socket) {
    return new StreamTransport(
        new Server() {
          @Override
          public SocketAddress address() {
            return UnixDomainSocketAddress.of(socket);
          }

          @Override
          public String toString() {
            return socket.toString();
          }
        });
  }

  @Override
  public void send(byte[] message) throws IOException {
    byte[] line = Arrays.copyOf(message, message.length + 1);
    line[message.length] = '\n';
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      SocketChannel connected = connected();
      while (bytes.hasRemaining()) {
        connected.write(bytes);
      }
    } catch (IOException e) {
      closeChannel();
      throw e;
    }
  }

  private SocketChannel connected() throws IOException {
    SocketChannel present = present();
    if (present != null) {
      return present;
    }
    SocketAddress address = server.address();
    SocketChannel opened =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    keep(opened); // first, so that closing us ends a connecting that waits
    opened.connect(address);
    return opened;
  }

  private synchronized @Nullable SocketChannel present() {
    return channel;
  }

  private synchronized void keep(SocketChannel opened) throws IOException {
    if (closed) {
      opened.close();
      throw new IOException("it is closed");
    }
    channel = opened;
  }

  private synchronized void closeChannel() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  @Override
  public String toString() {
    return server.toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      closeChannel();
    } catch (IOException e) {
      // what was not sent stays ours; there is nothing else to save
    }
  }
}
