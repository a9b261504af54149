package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Tells every client the address and port it is seen with: over HTTP, and by datagrams. */
final class PeerServer implements AutoCloseable {
  private final ServerSocket listener;
  private final DatagramSocket datagrams;

  /** Listens in the network namespace of the calling thread, on one address or {@code ::}. */
  PeerServer(String address, int port) {
    try {
      listener = new ServerSocket(port, 100, IpAddress.of(address).toInetAddress());
      datagrams = new DatagramSocket(port, IpAddress.of(address).toInetAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::serveConnections);
    start(this::serveDatagrams);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException e) {
                // closed: the test is over
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "peer-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Clients are served at once, so that one may stay. */
  private void serveConnections() throws IOException {
    while (true) {
      Socket client = listener.accept();
      start(() -> serve(client));
    }
  }

  private static void serve(Socket client) throws IOException {
    try (client) {
      while (client.getInputStream().read(new byte[1024]) > 0) { // a request, whatever it says
        String seen = text((InetSocketAddress) client.getRemoteSocketAddress());
        client
            .getOutputStream()
            .write(
                ("HTTP/1.1 200 OK\r\nContent-Length: " + seen.length() + "\r\n\r\n" + seen)
                    .getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private void serveDatagrams() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    while (true) {
      datagrams.receive(packet);
      byte[] answer =
          text((InetSocketAddress) packet.getSocketAddress()).getBytes(StandardCharsets.US_ASCII);
      datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
    }
  }

  private static String text(InetSocketAddress address) {
    return IpAddress.of(address.getAddress().getAddress()) + " " + address.getPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    datagrams.close();
  }
}
