package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Asks {@link WhoAmIServer}s. */
public final class Curl {
  /** Where servers in pods listen. */
  public static final int INSIDE = 80;

  /** What they are published as. */
  public static final int OUTSIDE = 8080;

  private Curl() {}

  public static String[] command(String address, int port) {
    return new String[] {
      "curl", "-g", "--silent", "--show-error", "--max-time", "2", "http://" + address + ":" + port
    };
  }

  public static String get(String address, int port) {
    return Command.run(command(address, port));
  }

  /** Asks for a published port. */
  static String get(String address) {
    return get(address, OUTSIDE);
  }

  /** Asks by a datagram. */
  public static String ask(String address, int port) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5000);
      socket.send(new DatagramPacket(new byte[] {1}, 1, new InetSocketAddress(address, port)));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
