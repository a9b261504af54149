package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A network namespace, pinned as a pod's is, and clients inside it. */
final class TestPod implements AutoCloseable {
  static final int PORT = 53;
  private static final int PATIENCE_MILLIS = 20_000;

  private final ContainerName name;
  private final Path pin;

  TestPod(ContainerName name, Path pin) {
    this.name = name;
    this.pin = pin;
    try {
      Files.createFile(pin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Command.run("unshare", "--net=" + pin, "ip", "link", "set", "lo", "up");
  }

  ContainerName name() {
    return name;
  }

  Path pin() {
    return pin;
  }

  /** Returns what a program printed that ran inside. */
  String run(String... command) {
    return Command.run(
        Stream.concat(Stream.of("nsenter", "--net=" + pin), Arrays.stream(command))
            .toArray(String[]::new));
  }

  /** Returns all that dig(1) says. */
  String dig(String... arguments) {
    return run(
        Stream.concat(
                Stream.of("dig", "@127.0.0.11", "+tries=1", "+time=20", "+nocookie"),
                Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  /** Returns the answers alone, in their order. */
  List<String> digShort(String... arguments) {
    return dig(Stream.concat(Stream.of("+short"), Arrays.stream(arguments)).toArray(String[]::new))
        .lines()
        .toList();
  }

  /** Returns what {@code work} returns, which opens sockets inside. */
  <T> T inside(Callable<T> work) {
    try (PinnedNamespace namespace = PinnedNamespace.find(pin).orElseThrow()) {
      return namespace.inside(
          () -> {
            try {
              return work.call();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  static InetAddress server() {
    try {
      return InetAddress.getByAddress(Redirection.address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DatagramSocket udp() {
    return inside(
        () -> {
          DatagramSocket socket = new DatagramSocket();
          socket.setSoTimeout(PATIENCE_MILLIS);
          return socket;
        });
  }

  Socket tcp() {
    return inside(
        () -> {
          Socket socket = new Socket(server(), PORT);
          socket.setSoTimeout(PATIENCE_MILLIS);
          return socket;
        });
  }

  static void send(DatagramSocket socket, byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length, server(), PORT));
  }

  /** Returns the next datagram; nothing if none comes in time. */
  static Optional<byte[]> receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[0xFFFF], 0xFFFF);
    try {
      socket.receive(packet);
      return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  /** Returns the answer to a packet. */
  byte[] ask(byte[] packet) {
    try (DatagramSocket socket = udp()) {
      send(socket, packet);
      return receive(socket).orElseThrow(() -> new AssertionError("no answer"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Command.run("umount", pin.toString());
  }
}
