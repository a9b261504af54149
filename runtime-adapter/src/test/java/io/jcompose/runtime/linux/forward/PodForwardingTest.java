package io.jcompose.runtime.linux.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.Ip;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.runtime.linux.netlink.SecondNetwork;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forwarding into the network namespace of a pod that the host has no way to. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class PodForwardingTest {
  private static final String POD = "10.9.9.2";
  private static final String POD_IPV6 = "fd00:9::2";
  private static final String HOST = "192.0.2.1";
  private static final String HOST_IPV6 = "[2001:db8::1]";
  private static final String CLIENT = "192.0.2.2";
  private static final String CLIENT_IPV6 = "2001:db8::2";
  private static final int INSIDE = 80;
  private static final int OUTSIDE = 8080;

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path directory;

  @Test
  void aPodThatTheHostHasNoWayToIsReached() throws IOException {
    try (Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      forwarder.add(pod.port(OUTSIDE, false));

      assertThat(Command.run("ip", "route")).isEmpty();
      assertThat(curl("127.0.0.1")).startsWith(POD + " ");
      assertThat(curl("[::1]")).startsWith(POD_IPV6 + " ");
    }
  }

  @Test
  void datagramsReachItToo() throws IOException {
    try (Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      forwarder.add(pod.port(Protocol.UDP, OUTSIDE, false));

      assertThat(ask("127.0.0.5")).startsWith(POD + " ");
      assertThat(ask("::1")).startsWith(POD_IPV6 + " ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "::, " + HOST + ", " + CLIENT,
    POD + ", " + HOST + ", " + CLIENT,
    "::, " + HOST_IPV6 + ", " + CLIENT_IPV6,
    POD_IPV6 + ", " + HOST_IPV6 + ", " + CLIENT_IPV6
  })
  void theProgramSeesItsClientsOwnAddressWhereverItListens(
      String listening, String host, String client) throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod(listening);
        Forwarder forwarder = open()) {
      forwarder.add(pod.port(OUTSIDE, true));

      assertThat(machine.curl(host, OUTSIDE, "--local-port", "40001")).isEqualTo(client + " 40001");
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void otherProgramsInThePodSeeTheClientsAddress() throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = open();
        Socket client = machine.socket()) {
      forwarder.add(pod.port(OUTSIDE, true));
      client.connect(new InetSocketAddress(HOST, OUTSIDE));
      client.getOutputStream().write('?');
      client.getInputStream().read();

      assertThat(pod.run("ss", "-Htn", "state", "established", "sport", "=", ":" + INSIDE))
          .contains("[::ffff:" + POD + "]:" + INSIDE) // the JDK's sockets are of IPv6
          .contains("[::ffff:" + CLIENT + "]:" + client.getLocalPort());
    }
  }

  @Test
  void aClientOnTheHostsLoopbackIsSeenWithThePodsAddress() throws IOException {
    try (Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      forwarder.add(pod.port(OUTSIDE, true));

      assertThat(curl("127.0.0.1")).startsWith(POD + " ");
      assertThat(curl("[::1]")).startsWith(POD_IPV6 + " ");
    }
  }

  @Test
  void aClientOfTheOtherVersionOfIpIsServedWithoutItsAddress() throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      forwarder.add(
          new ForwardedPort(
              publication(Protocol.TCP, OUTSIDE, INSIDE),
              List.of(IpAddress.of(POD)),
              Optional.of(pinOf(pod.network)),
              true));

      assertThat(machine.curl(HOST_IPV6, OUTSIDE)).startsWith(POD + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HOST, HOST_IPV6})
  void aRefusalComesToTheClientAtOnce(String host) throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      forwarder.add(pod.port(Protocol.TCP, OUTSIDE, INSIDE + 1, true));

      assertThatThrownBy(() -> machine.curl(host, OUTSIDE))
          .hasMessageContaining("failed: curl: (") // how early it notices is chance
          .hasMessageNotContaining("timed out");
    }
  }

  @Test
  void aClientThatUsesOnePortTwiceIsSeenWithAnotherPortOnce() throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = open();
        Socket first = machine.socket()) {
      forwarder.add(pod.port(OUTSIDE, true));
      forwarder.add(pod.port(OUTSIDE + 1, true)); // of the same program
      first.setReuseAddress(true);
      first.bind(new InetSocketAddress(CLIENT, 40002));
      first.connect(new InetSocketAddress(HOST, OUTSIDE));
      try (Socket second = machine.socket()) {
        second.setReuseAddress(true);
        second.bind(new InetSocketAddress(CLIENT, 40002));
        second.connect(new InetSocketAddress(HOST, OUTSIDE + 1));

        assertThat(seen(first)).isEqualTo(CLIENT + " 40002");
        assertThat(seen(second)).startsWith(CLIENT + " ").doesNotEndWith(" 40002");
      }
    }
  }

  @Test
  void whoSpeaksToThePodDirectlyNoticesNothing() throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      machine.joinNetworkOf(pod);
      forwarder.add(pod.port(OUTSIDE, true));

      assertThat(machine.curl(HOST, OUTSIDE)).startsWith(CLIENT + " ");
      assertThat(machine.curl(POD, INSIDE)).startsWith("10.9.9.5 ");
      assertThat(machine.curl(HOST, OUTSIDE)).startsWith(CLIENT + " ");
    }
  }

  @Test
  void aPodThatCallsItsOwnPublishedPortIsServed() throws IOException {
    try (Client pods = new Client();
        Forwarder forwarder = open();
        PeerServer server = pods.inside(() -> new PeerServer("::", INSIDE))) {
      ForwardedPort port =
          new ForwardedPort(
              publication(Protocol.TCP, OUTSIDE, INSIDE),
              List.of(IpAddress.of(CLIENT)),
              Optional.of(pods.pin()),
              true);
      forwarder.add(port);

      assertThat(server).isNotNull();
      assertThat(pods.curl(HOST, OUTSIDE)).startsWith(CLIENT + " ");
    }
  }

  @Test
  void whereAddressesCannotBePreservedThePortIsServedAndTheReasonTold() throws IOException {
    Host readOnly = new Host(Clock.systemUTC(), Map.of(), directory, directory, directory);
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = Forwarder.open(readOnly, warnings::add)) {
      forwarder.add(pod.port(OUTSIDE, true));

      assertThat(machine.curl(HOST, OUTSIDE)).startsWith(POD + " ");
      assertThat(warnings).singleElement().asString().contains("tcp_fwmark_accept");
    }
  }

  @Test
  void whatIsPreparedAlreadyIsNoFailure() throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::")) {
      for (int time = 0; time < 2; time++) {
        try (Forwarder forwarder = open()) {
          forwarder.add(pod.port(OUTSIDE, true));

          assertThat(machine.curl(HOST, OUTSIDE)).startsWith(CLIENT + " ");
        }
      }
      assertThat(warnings).isEmpty();
      assertThat(pod.run("ip", "rule").lines().filter(rule -> rule.contains("fwmark"))).hasSize(1);
    }
  }

  @Test
  void aRemovedPortLeavesNoThreadInThePodButItsConnection() throws IOException {
    try (Client machine = new Client();
        Pod pod = new Pod("::");
        Forwarder forwarder = open();
        Socket client = machine.socket()) {
      forwarder.add(pod.port(OUTSIDE, true));
      forwarder.add(pod.port(OUTSIDE + 1, true));
      client.connect(new InetSocketAddress(HOST, OUTSIDE));
      assertThat(seen(client)).startsWith(CLIENT + " ");

      forwarder.remove(pod.port(OUTSIDE, true));
      assertThat(podThreads()).isEqualTo(1);
      forwarder.remove(pod.port(OUTSIDE + 1, true));
      assertThat(podThreads()).isZero();
      assertThat(seen(client)).startsWith(CLIENT + " ");
    }
  }

  @Test
  void aPodWithoutNamespaceIsAFailureAndLeavesThePortFree() throws IOException {
    try (Pod pod = new Pod("::");
        Forwarder forwarder = open()) {
      ForwardedPort lost =
          new ForwardedPort(
              publication(Protocol.TCP, OUTSIDE, INSIDE),
              List.of(IpAddress.of(POD)),
              Optional.of(directory.resolve("pin")),
              false);

      assertThatThrownBy(() -> forwarder.add(lost))
          .isInstanceOf(RuntimeFailure.class)
          .hasMessageContaining("pin");
      assertThat(podThreads()).isZero();
      forwarder.add(pod.port(OUTSIDE, false));
      assertThat(curl("127.0.0.1")).startsWith(POD + " ");
    }
  }

  private static long podThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("port-forwarder-pod"))
        .count();
  }

  private Forwarder open() {
    return Forwarder.open(Host.real(), warnings::add);
  }

  private static Publication publication(Protocol protocol, int outside, int inside) {
    return new Publication(new ServiceName("web"), "0.0.0.0", outside, new Port(inside, protocol));
  }

  private static String curl(String host) {
    return Command.run(curlCommand(host, OUTSIDE));
  }

  private static String[] curlCommand(String host, int port, String... options) {
    List<String> command =
        new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "5"));
    command.addAll(List.of(options));
    command.add("http://" + host + ":" + port);
    return command.toArray(String[]::new);
  }

  /** Asks a server that has been connected to; returns how it sees us. */
  private static String seen(Socket client) throws IOException {
    client.getOutputStream().write('?');
    byte[] answer = new byte[200];
    int length = client.getInputStream().read(answer);
    String text = new String(answer, 0, length, StandardCharsets.US_ASCII);
    return text.substring(text.indexOf("\r\n\r\n") + 4);
  }

  /** Asks by a datagram, and hears nobody but whom it asked. */
  private static String ask(String address) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(address, OUTSIDE));
      socket.setSoTimeout(5000);
      socket.send(new DatagramPacket(new byte[] {1}, 1));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A namespace with addresses, a default route to nowhere and a server. */
  private static final class Pod implements AutoCloseable {
    private final SecondNetwork network = new SecondNetwork();
    private final PeerServer server;

    Pod(String listening) {
      server =
          network.inside(
              () -> {
                Ip.run("link set lo up");
                Ip.run("link add eth0 type veth peer name eth1");
                Ip.run("link set eth1 up");
                Ip.run("link set eth0 up");
                Ip.run("address add " + POD + "/24 dev eth0");
                Ip.run("address add " + POD_IPV6 + "/64 dev eth0 nodad");
                Ip.run("route add default via 10.9.9.1");
                Ip.run("route add default via fd00:9::1");
                return new PeerServer(listening, INSIDE);
              });
    }

    ForwardedPort port(int outside, boolean preserveSource) {
      return port(Protocol.TCP, outside, preserveSource);
    }

    ForwardedPort port(Protocol protocol, int outside, boolean preserveSource) {
      return port(protocol, outside, INSIDE, preserveSource);
    }

    ForwardedPort port(Protocol protocol, int outside, int inside, boolean preserveSource) {
      return new ForwardedPort(
          publication(protocol, outside, inside),
          List.of(IpAddress.of(POD), IpAddress.of(POD_IPV6)),
          Optional.of(pinOf(network)),
          preserveSource);
    }

    String run(String... command) {
      return network.inside(() -> Command.run(command));
    }

    @Override
    public void close() throws IOException {
      server.close();
      network.close();
    }
  }

  private static Path pinOf(SecondNetwork network) {
    return Path.of("/proc/self/fd/" + network.fd().number());
  }

  /** Another machine, on a cable to the host. */
  private static final class Client implements AutoCloseable {
    private final SecondNetwork network = new SecondNetwork();

    Client() {
      Ip.run("link add uplink type veth peer name cable");
      Ip.run("link set cable netns " + pinOf(network).toString().replace("self", pid()));
      Ip.run("address add " + HOST + "/24 dev uplink");
      Ip.run("address add 2001:db8::1/64 dev uplink nodad");
      Ip.run("link set uplink up");
      network.inside(
          () -> {
            Ip.run("link set lo up");
            Ip.run("address add " + CLIENT + "/24 dev cable");
            Ip.run("address add " + CLIENT_IPV6 + "/64 dev cable nodad");
            Ip.run("link set cable up");
            return true;
          });
    }

    private static String pid() {
      return Long.toString(ProcessHandle.current().pid());
    }

    Path pin() {
      return pinOf(network);
    }

    <T> T inside(Supplier<T> work) {
      return network.inside(work);
    }

    /** Gets a cable into the pod's own network. */
    void joinNetworkOf(Pod pod) {
      pod.run("ip", "link", "set", "eth1", "netns", pin().toString().replace("self", pid()));
      network.inside(
          () -> {
            Ip.run("address add 10.9.9.5/24 dev eth1");
            Ip.run("link set eth1 up");
            return true;
          });
    }

    String curl(String host, int port, String... options) {
      return network.inside(() -> Command.run(curlCommand(host, port, options)));
    }

    /** Returns a socket of this machine that is not connected yet. */
    Socket socket() {
      return network.inside(
          () -> {
            try {
              return SocketChannel.open().socket();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
