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
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pod is played by this machine's loopback, so no privilege is needed. */
@Timeout(60)
class ForwarderTest {
  private static final IpAddress POD = IpAddress.of("127.0.0.1");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path root;

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
        Forwarded forwarder = forward(server);
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
        Forwarded forwarder = forward(server);
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
        Forwarded forwarder = forward(server);
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
        Forwarded forwarder = forward(server);
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
    try (Forwarded forwarder = forward(server)) {
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
        Forwarded forwarder = forward(server)) {
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
        Forwarded forwarder = forward(server);
        Socket client = new Socket(sixLoopback(), forwarder.number())) {
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
  void portsComeAndGoWhileOthersAreServed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarded forwarder = forward(server);
        Socket client = connect(forwarder);
        Socket pod = server.accept()) {
      int port = freePort();
      ForwardedPort another = forwarded(publication(port, tcp(server)), POD);
      forwarder.add(another);
      try (Socket second = new Socket(LOOPBACK, port);
          Socket secondPod = server.accept()) {
        assertThat(isHeard(second, secondPod)).isTrue();
      }
      forwarder.remove(another);

      assertThatThrownBy(() -> new Socket(LOOPBACK, port)).isInstanceOf(ConnectException.class);
      assertThat(isHeard(client, pod)).isTrue();
      forwarder.add(another);
      new Socket(LOOPBACK, port).close();
    }
  }

  @Test
  void aConnectionUnderWaySurvivesTheRemovalOfItsPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarded forwarder = forward(server);
        Socket client = connect(forwarder);
        Socket pod = server.accept()) {
      forwarder.remove();

      assertThat(isHeard(client, pod)).isTrue();
      assertThat(isHeard(pod, client)).isTrue();
      client.shutdownOutput();
      assertThat(pod.getInputStream().read()).isNegative();
    }
  }

  @Test
  void removingAPortThatIsNotThereIsASuccess() throws Exception {
    try (Forwarder forwarder = open(Host.real())) {
      ForwardedPort port = forwarded(publication(freePort(), new Port(80, Protocol.TCP)), POD);
      forwarder.remove(port);
      forwarder.add(port);
      forwarder.remove(port);
      forwarder.remove(port);
    }
  }

  @Test
  void aPortOfSctpIsLeftAlone() throws Exception {
    int port = freePort();
    ForwardedPort sctp = forwarded(publication(port, new Port(80, Protocol.SCTP)), POD);
    try (Forwarder forwarder = open(Host.real())) {
      forwarder.add(sctp);
      new ServerSocket(port).close();
      forwarder.remove(sctp);
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, ::1", "::1, 127.0.0.1"})
  void theTargetOfTheClientsOwnVersionOfIpComesFirst(String own, String other) throws Exception {
    try (ServerSocket ownServer = new ServerSocket(0, 1, address(own));
        ServerSocket otherServer = new ServerSocket(ownServer.getLocalPort(), 1, address(other));
        Forwarder forwarder = open(Host.real())) {
      int port = freePort();
      forwarder.add(
          forwarded(publication(port, tcp(ownServer)), IpAddress.of(other), IpAddress.of(own)));
      try (Socket client = new Socket(address(own), port);
          Socket pod = ownServer.accept()) {
        assertThat(otherServer.isBound()).isTrue();
        assertThat(isHeard(client, pod)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, ::1", "::1, 127.0.0.1"})
  void aTargetThatRefusesIsFollowedByTheNext(String client, String listening) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, address(listening));
        Forwarder forwarder = open(Host.real())) {
      int port = freePort();
      forwarder.add(
          forwarded(publication(port, tcp(server)), IpAddress.of(client), IpAddress.of(listening)));
      try (Socket socket = new Socket(address(client), port);
          Socket pod = server.accept()) {
        assertThat(isHeard(socket, pod)).isTrue();
      }
    }
  }

  @Test
  void whatIsPublishedOnOneAddressIsNotReachedOnAnother() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Forwarder forwarder = open(Host.real())) {
      int port = freePort();
      forwarder.add(
          forwarded(new Publication(new ServiceName("web"), "::1", port, tcp(server)), POD));
      try (Socket client = new Socket(sixLoopback(), port);
          Socket pod = server.accept()) {
        assertThat(isHeard(client, pod)).isTrue();
      }
      assertThatThrownBy(() -> new Socket(LOOPBACK, port)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void anAddressThatIsNotTheHostsIsAFailure() throws Exception {
    Publication elsewhere =
        new Publication(
            new ServiceName("web"), "192.0.2.77", freePort(), new Port(80, Protocol.TCP));
    try (Forwarder forwarder = open(Host.real())) {
      assertThatThrownBy(() -> forwarder.add(forwarded(elsewhere, POD)))
          .isInstanceOf(RuntimeFailure.class)
          .hasMessageContaining("cannot listen on 192.0.2.77 port")
          .hasMessageContaining("service 'web'");
    }
  }

  /** A host that allows few open files has the least capacity: 64 connections. */
  @Test
  void aFloodOfClientsWaitsAndIsToldOnce() throws Exception {
    Path proc = Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(proc.resolve("limits"), "Max open files   64   64   files\n");
    Host small = new Host(Clock.systemUTC(), Map.of(), root, root, root);
    List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    try (ServerSocket server = new ServerSocket(0, 200, LOOPBACK);
        Forwarder forwarder = Forwarder.open(small, warnings::add)) {
      int port = freePort();
      forwarder.add(forwarded(publication(port, tcp(server)), POD));
      List<Socket> clients = new ArrayList<>();
      List<Socket> pods = new ArrayList<>();
      for (int number = 0; number < 70; number++) {
        clients.add(new Socket(LOOPBACK, port));
      }
      for (int number = 0; number < 64; number++) {
        pods.add(server.accept());
      }
      server.setSoTimeout(300);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("64 connections open and no place is left");

      server.setSoTimeout(0);
      for (int number = 0; number < 6; number++) {
        clients.get(number).close();
        pods.get(number).close();
        pods.add(server.accept());
      }
      assertThat(isHeard(pods.get(69), clients.get(69))).isTrue();
      assertThat(warnings).hasSize(1);
    }
  }

  @Test
  void whatIsOverLeavesNoDescriptor() throws Exception {
    byte[] much = randomBytes(3, 3_000_000);
    try (ServerSocket server = new ServerSocket(0, 100, LOOPBACK);
        Forwarded forwarder = forward(server)) {
      meanwhile(
          () -> {
            while (true) {
              Socket pod = server.accept();
              meanwhile(() -> echo(pod));
            }
          });
      exchange(forwarder, much); // from now on one pipe or two are kept
      exchange(forwarder, much);
      await().untilAsserted(() -> exchangeLeaves(0, forwarder, much));
      try (Socket client = connect(forwarder)) {
        meanwhile(() -> client.getOutputStream().write(much)); // and never reads
        await().until(() -> client.getInputStream().available() > 100_000);
        client.setSoLinger(true, 0);
      }
      await().untilAsserted(() -> exchangeLeaves(0, forwarder, much));
    }
  }

  private void exchangeLeaves(long more, Forwarded forwarder, byte[] bytes) throws Exception {
    long before = descriptors();
    exchange(forwarder, bytes);
    await().during(Duration.ofMillis(50)).until(() -> descriptors() <= before + more);
  }

  private void exchange(Forwarded forwarder, byte[] bytes) throws Exception {
    try (Socket client = connect(forwarder)) {
      meanwhile(() -> write(client, bytes));
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  @Test
  void aDatagramIsAnsweredByTheAddressThatWasAsked() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        Forwarder forwarder = open(Host.real());
        DatagramSocket client = new DatagramSocket()) {
      int port = freePort();
      meanwhile(() -> echo(server));
      forwarder.add(
          forwarded(publication(port, new Port(server.getLocalPort(), Protocol.UDP)), POD));
      client.connect(address("127.0.0.77"), port); // the kernel drops what others send
      byte[] question = "who?".getBytes(StandardCharsets.UTF_8);
      client.send(new DatagramPacket(question, question.length));
      client.setSoTimeout(10_000);

      assertThat(receive(client)).isEqualTo("who?");
    }
  }

  @Test
  void datagramsReachATargetOfTheOtherVersionOfIp() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, sixLoopback());
        Forwarder forwarder = open(Host.real());
        DatagramSocket client = new DatagramSocket()) {
      int port = freePort();
      meanwhile(() -> echo(server));
      forwarder.add(
          forwarded(
              publication(port, new Port(server.getLocalPort(), Protocol.UDP)),
              IpAddress.of("::1")));
      send(client, "six", port);

      assertThat(receive(client)).isEqualTo("six");
    }
  }

  @Test
  void anIdleDatagramSessionEnds() throws Exception {
    MovedClock clock = new MovedClock();
    Host host = new Host(clock, Map.of(), Path.of("/"), root, root);
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        Forwarder forwarder = open(host);
        DatagramSocket client = new DatagramSocket()) {
      int port = freePort();
      forwarder.add(
          forwarded(publication(port, new Port(server.getLocalPort(), Protocol.UDP)), POD));
      send(client, "one", port);
      DatagramPacket first = new DatagramPacket(new byte[100], 100);
      server.receive(first);
      clock.now = clock.now.plus(UdpForwarding.IDLE).plusSeconds(1);
      long before = descriptors();

      await().atMost(Duration.ofSeconds(20)).until(() -> descriptors() < before);
      send(client, "two", port);
      DatagramPacket second = new DatagramPacket(new byte[100], 100);
      server.receive(second);
      assertThat(second.getPort()).isNotEqualTo(first.getPort());
    }
  }

  private static final class MovedClock extends Clock {
    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void closingEndsConnectionsAndTheThreadAndMayBeRepeated() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      Forwarded forwarder = forward(server);
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

  /** A forwarder with one port. */
  private record Forwarded(Forwarder forwarder, ForwardedPort port) implements Forwarder {
    int number() {
      return port.publication().hostPort();
    }

    void remove() {
      remove(port);
    }

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

  private static Forwarded forward(ServerSocket server) throws IOException {
    return open(publication(freePort(), tcp(server)));
  }

  private static Forwarded open(Publication publication) {
    Forwarder forwarder = open(Host.real());
    ForwardedPort port = forwarded(publication, POD);
    try {
      forwarder.add(port);
      return new Forwarded(forwarder, port);
    } catch (RuntimeException e) {
      forwarder.close();
      throw e;
    }
  }

  private static Forwarder open(Host host) {
    return Forwarder.open(
        host,
        warning -> {
          throw new AssertionError(warning);
        });
  }

  private static ForwardedPort forwarded(Publication publication, IpAddress... targets) {
    return new ForwardedPort(publication, List.of(targets), Optional.empty(), false);
  }

  private static Port tcp(ServerSocket server) {
    return new Port(server.getLocalPort(), Protocol.TCP);
  }

  private static InetAddress address(String text) {
    return IpAddress.of(text).toInetAddress();
  }

  private static boolean isHeard(Socket speaker, Socket listener) throws IOException {
    speaker.getOutputStream().write(42);
    return listener.getInputStream().read() == 42;
  }

  private static Socket connect(Forwarded forwarder) throws IOException {
    return new Socket(LOOPBACK, forwarder.number());
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
