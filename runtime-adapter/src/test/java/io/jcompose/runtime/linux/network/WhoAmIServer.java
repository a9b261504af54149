package io.jcompose.runtime.linux.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Tells every client the address it is seen with: over HTTP, and by datagrams of one port. */
public final class WhoAmIServer implements AutoCloseable {
  private final ServerSocket listener;
  private final DatagramSocket datagrams;

  /** Listens in the network namespace of the calling thread. */
  public WhoAmIServer(int port) {
    try {
      listener = new ServerSocket(port);
      datagrams = new DatagramSocket(port);
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
            "who-am-i");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveConnections() throws IOException {
    while (true) {
      try (Socket client = listener.accept()) {
        client.getInputStream().read(new byte[1024]); // the request, whatever it says
        String answer =
            "HTTP/1.0 200 OK\r\n\r\n"
                + ((InetSocketAddress) client.getRemoteSocketAddress())
                    .getAddress()
                    .getHostAddress();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (SocketException e) {
        if (listener.isClosed()) {
          throw e;
        }
      }
    }
  }

  private void serveDatagrams() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    while (true) {
      datagrams.receive(packet);
      byte[] answer = packet.getAddress().getHostAddress().getBytes(StandardCharsets.UTF_8);
      datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    datagrams.close();
  }
}
