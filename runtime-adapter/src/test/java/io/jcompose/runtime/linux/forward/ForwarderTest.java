package io.jcompose.runtime.linux.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.PortInUseException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pod is played by this machine's loopback, so no privilege is needed. */
@Timeout(60)
class ForwarderTest {
  private static final IpAddress POD = IpAddress.of("127.0.0.1");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void endTheOthers() {
    others.shutdownNow();
  }

  @Test
  void bigTransfersArriveWholeInBothDirections() throws Exception {
    byte[] question = randomBytes(1, 8_000_000);
    byte[] answer = randomBytes(2, 8_000_000);
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarder forwarder = forward(server);
        Socket client = connect(forwarder)) {
      Future<byte[]> asked =
          serve(
              server,
              pod -> {
                Future<?> answering = others.submit(call(() -> write(pod, answer)));
                byte[] received = pod.getInputStream().readAllBytes();
                answering.get();
                return received;
              });
      meanwhile(() -> write(client, question));

      assertThat(client.getInputStream().readAllBytes()).isEqualTo(answer);
      assertThat(asked.get()).isEqualTo(question);
    }
  }

  @Test
  void aClientThatHasSaidAllStillHearsTheAnswer() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarder forwarder = forward(server);
        Socket client = connect(forwarder)) {
      Future<byte[]> asked =
          serve(
              server,
              pod -> {
                byte[] received = pod.getInputStream().readAllBytes(); // up to the client's end
                write(pod, "heard".getBytes(StandardCharsets.UTF_8));
                return received;
              });
      client.getOutputStream().write("asked".getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();

      assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("heard");
      assertThat(asked.get()).asString().isEqualTo("asked");
    }
  }

  @Test
  void aSlowReceiverSlowsTheSenderDown() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarder forwarder = forward(server);
        Socket client = connect(forwarder)) {
      Socket pod = server.accept();
      Future<Long> sent = others.submit(() -> writeForEver(client.getOutputStream()));

      await().during(Duration.ofMillis(500)).until(() -> !sent.isDone());
      pod.close(); // read nothing: the sender is told, at last
      assertThat(sent.get()).isLessThan(64_000_000);
    }
  }

  @Test
  void aConnectionThatBreaksOffInThePodBreaksOffForTheClient() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarder forwarder = forward(server);
        Socket client = connect(forwarder)) {
      Socket pod = server.accept();
      pod.setSoLinger(true, 0);
      pod.close(); // by a reset

      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aPodThatDoesNotListenIsAConnectionThatBreaksOff() throws Exception {
    ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
    try (Forwarder forwarder = forward(server)) {
      server.close();
      try (Socket client = connect(forwarder)) {
        assertThatThrownBy(() -> client.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
    }
  }

  @Test
  void manyConnectionsAreCarriedAtOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 200, LOOPBACK);
        Forwarder forwarder = forward(server)) {
      meanwhile(
          () -> {
            while (true) {
              Socket pod = server.accept();
              meanwhile(() -> echo(pod));
            }
          });
      List<Socket> clients = new ArrayList<>();
      for (int number = 0; number < 100; number++) {
        Socket client = connect(forwarder);
        client.getOutputStream().write(number);
        clients.add(client);
      }
      for (int number = 0; number < 100; number++) {
        try (Socket client = clients.get(number)) {
          assertThat(client.getInputStream().read()).isEqualTo(number);
        }
      }
    }
  }

  @Test
  void datagramsFindTheirWayThereAndBack() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK)) {
      int port = freePort();
      meanwhile(() -> echo(server));
      try (Forwarder forwarder =
              open(publication(port, new Port(server.getLocalPort(), Protocol.UDP)));
          DatagramSocket one = new DatagramSocket();
          DatagramSocket two = new DatagramSocket()) {
        assertThat(forwarder).isNotNull();
        send(one, "one", port);
        send(two, "two", port);

        assertThat(receive(two)).isEqualTo("two");
        assertThat(receive(one)).isEqualTo("one");
      }
    }
  }

  @Test
  void ipv6ClientsAreServedAsWell() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarder forwarder = forward(server);
        Socket client = new Socket(sixLoopback(), port(forwarder))) {
      try (Socket pod = server.accept()) {
        write(pod, "six".getBytes(StandardCharsets.UTF_8));
      }

      assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("six");
    }
  }

  @Test
  void aPublishedPortIsTakenUntilTheForwarderIsClosed() throws Exception {
    int port = freePort();
    Publication publication = publication(port, new Port(80, Protocol.TCP));
    Forwarder forwarder = open(publication);

    assertThatThrownBy(() -> open(publication))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid() + " (java) uses it");
    forwarder.close();
    open(publication).close();
  }

  @Test
  void closingEndsConnectionsAndTheThreadAndMayBeRepeated() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      Forwarder forwarder = forward(server);
      Socket client = connect(forwarder);
      Socket pod = server.accept();
      forwarder.close();
      forwarder.close();

      assertThat(endOf(client)).isTrue();
      assertThat(endOf(pod)).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("port-forwarder");
    }
  }

  private static boolean endOf(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true; // by a reset
    }
  }

  private record Forwarded(Forwarder forwarder, int port) implements Forwarder {
    @Override
    public void add(ForwardedPort added) {
      forwarder.add(added);
    }

    @Override
    public void remove(ForwardedPort removed) {
      forwarder.remove(removed);
    }

    @Override
    public void close() {
      forwarder.close();
    }
  }

  private static Forwarder forward(ServerSocket server) throws IOException {
    int port = freePort();
    return new Forwarded(
        open(publication(port, new Port(server.getLocalPort(), Protocol.TCP))), port);
  }

  private static Forwarder open(Publication publication) {
    Forwarder forwarder =
        Forwarder.open(
            Host.real(),
            warning -> {
              throw new AssertionError(warning);
            });
    try {
      forwarder.add(new ForwardedPort(publication, List.of(POD), Optional.empty()));
      return forwarder;
    } catch (RuntimeException e) {
      forwarder.close();
      throw e;
    }
  }

  private static int port(Forwarder forwarder) {
    return ((Forwarded) forwarder).port();
  }

  private static Socket connect(Forwarder forwarder) throws IOException {
    return new Socket(LOOPBACK, port(forwarder));
  }

  private static Publication publication(int port, Port target) {
    return new Publication(new ServiceName("web"), "0.0.0.0", port, target);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress sixLoopback() throws IOException {
    byte[] address = new byte[16];
    address[15] = 1;
    return InetAddress.getByAddress(address);
  }

  /** Runs work whose failure the other end of its conversation notices. */
  private void meanwhile(Work work) {
    others.execute(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            // the other end has seen it
          }
        });
  }

  private interface Server {
    byte[] serve(Socket pod) throws Exception;
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Callable<Boolean> call(Work work) {
    return () -> {
      work.run();
      return true;
    };
  }

  /** Serves one connection and returns what it heard. */
  private Future<byte[]> serve(ServerSocket server, Server conversation) {
    return others.submit(
        () -> {
          try (Socket pod = server.accept()) {
            return conversation.serve(pod);
          }
        });
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.shutdownOutput();
  }

  private static long writeForEver(OutputStream output) {
    byte[] chunk = new byte[100_000];
    long sent = 0;
    try {
      while (true) {
        output.write(chunk);
        sent += chunk.length;
      }
    } catch (IOException e) {
      return sent;
    }
  }

  private static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void echo(Socket pod) throws IOException {
    try (pod) {
      pod.getInputStream().transferTo(pod.getOutputStream());
    }
  }

  private static void echo(DatagramSocket server) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    while (true) {
      packet.setLength(100);
      server.receive(packet);
      server.send(packet);
    }
  }

  private static void send(DatagramSocket socket, String text, int port) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
  }

  private static String receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    return new String(Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.UTF_8);
  }
}
