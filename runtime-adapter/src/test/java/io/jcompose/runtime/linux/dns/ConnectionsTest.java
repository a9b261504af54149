package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Questions over TCP. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class ConnectionsTest {
  @TempDir Path directory;

  private TestPod pod(Surroundings host) {
    host.know(FRONT, "web", "10.1.0.2");
    return host.pod("app", View.of(FRONT));
  }

  private static void send(Socket socket, byte[] packet) throws IOException {
    socket.getOutputStream().write(Framing.framed(packet).array());
  }

  private static String receive(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    return Packets.read(in.readNBytes(in.readUnsignedShort())).toString();
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true; // by a reset
    }
  }

  @Test
  void oneConnectionCarriesManyQuestions() throws IOException {
    try (Surroundings host = new Surroundings(directory);
        Socket socket = pod(host).tcp()) {
      for (int number = 0; number < 3; number++) {
        send(socket, Packets.question("web"));
        assertThat(receive(socket)).contains("10.1.0.2");
      }
    }
  }

  @Test
  void questionsMayBeSentAllAtOnce() throws IOException {
    try (Surroundings host = new Surroundings(directory);
        Socket socket = pod(host).tcp()) {
      for (int number = 0; number < 500; number++) {
        send(socket, Packets.question("web"));
      }
      for (int number = 0; number < 500; number++) {
        assertThat(receive(socket)).contains("10.1.0.2");
      }
    }
  }

  @Test
  void aQuestionMayArriveByteByByte() throws IOException {
    try (Surroundings host = new Surroundings(directory);
        Socket socket = pod(host).tcp()) {
      socket.setTcpNoDelay(true);
      for (byte one : Framing.framed(Packets.question("web")).array()) {
        socket.getOutputStream().write(one);
      }
      assertThat(receive(socket)).contains("10.1.0.2");
    }
  }

  @Test
  void aClientThatHasSaidAllStillHearsItsAnswers() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1");
        Socket socket = pod(host).tcp()) {
      host.hostAsks("nameserver 127.0.0.2");
      for (int number = 0; number < 10; number++) {
        send(socket, Packets.question("example.org"));
      }
      socket.shutdownOutput();

      for (int number = 0; number < 10; number++) {
        assertThat(receive(socket)).contains("192.0.2.1");
      }
      assertThat(isEnded(socket)).isTrue();
      assertThat(upstream.asked()).hasSize(10);
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    try (Surroundings host = new Surroundings(directory);
        Socket socket = pod(host).tcp()) {
      send(socket, Packets.question("web"));
      assertThat(receive(socket)).contains("10.1.0.2");
      socket.getOutputStream().write(0); // half a length is no question

      assertThat(isEnded(socket)).isTrue();
    }
  }

  @Test
  void whatIsTooLongForAQuestionEndsTheConnection() throws IOException {
    try (Surroundings host = new Surroundings(directory);
        Socket socket = pod(host).tcp()) {
      socket.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2});

      assertThat(isEnded(socket)).isTrue();
    }
  }

  @Test
  void aPodHasSixteenConnectionsAndTheLongestIdleGivesWay() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = pod(host);
      for (int number = 0; number < 20; number++) {
        Socket socket = pod.tcp();
        sockets.add(socket);
        send(socket, Packets.question("web"));
        assertThat(receive(socket)).contains("10.1.0.2");
      }

      for (Socket first : sockets.subList(0, 4)) {
        assertThat(isEnded(first)).isTrue();
      }
      for (Socket last : sockets.subList(4, 20)) {
        send(last, Packets.question("web"));
        assertThat(receive(last)).contains("10.1.0.2");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void aClientThatDoesNotReadIsNotReadEither() throws Exception {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = pod(host);
      try (Socket greedy = pod.tcp()) {
        assertThat(writeUntilNoMore(greedy)).isLessThan(64_000_000);
        assertThat(pod.digShort("web", "+tcp")).containsExactly("10.1.0.2");
      }
    }
  }

  /** Returns how much was taken until the server closed the connection. */
  private static long writeUntilNoMore(Socket socket) {
    byte[] packet = Framing.framed(Packets.question("web")).array();
    byte[] many = new byte[packet.length * 1000];
    for (int at = 0; at < many.length; at += packet.length) {
      System.arraycopy(packet, 0, many, at, packet.length);
    }
    long written = 0;
    try {
      while (true) {
        socket.getOutputStream().write(many);
        written += many.length;
      }
    } catch (IOException e) {
      return written;
    }
  }
}
