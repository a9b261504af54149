package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.Forwarder;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.runtime.syscall.Nftables;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who reaches a pod, whom a pod reaches, and with which address. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class PublishedPortTest {
  private static final int INSIDE = 80;
  private static final int OUTSIDE = 8080;
  private static final Publication WEB = publication("0.0.0.0", Protocol.TCP);

  @TempDir Path directory;

  @Test
  void thePodIsReachedOnTheHostsLoopback() throws IOException {
    try (Pod pod = new Pod(nftables())) {
      pod.publish(WEB);

      assertThat(curl("127.0.0.1")).isEqualTo(pod.gateway());
      assertThat(curl("127.0.0.5")).isEqualTo(pod.gateway());
    }
  }

  @Test
  void thePodIsReachedOnTheHostsAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      pod.publish(WEB);

      assertThat(neighbour).isNotNull();
      assertThat(curl(Neighbour.HOST)).isEqualTo(Neighbour.HOST);
      assertThat(curl(pod.gateway())).isEqualTo(pod.gateway());
    }
  }

  @Test
  void anotherMachineKeepsItsSourceAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      pod.publish(WEB);

      assertThat(neighbour.run(curlCommand(Neighbour.HOST))).isEqualTo(Neighbour.ADDRESS);
    }
  }

  @Test
  void thePodReachesItselfByTheHostsAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      pod.publish(WEB);

      assertThat(neighbour).isNotNull();
      assertThat(pod.run(curlCommand(Neighbour.HOST))).isEqualTo(pod.gateway());
    }
  }

  @Test
  void onePodReachesAnotherByItsPublishedPortOnly() throws IOException {
    try (Pod shop = new Pod(nftables(), "shop");
        Pod blog = new Pod(nftables(), "blog")) {
      shop.publish(WEB);

      assertThat(blog.run(curlCommand(blog.gateway()))).isEqualTo(shop.gateway());
      assertThatThrownBy(() -> blog.run(curlCommand(shop.address(), INSIDE)))
          .hasMessageContaining("failed");
    }
  }

  @Test
  void datagramsAreCarriedToo() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      pod.publish(publication("0.0.0.0", Protocol.UDP));

      assertThat(ask("127.0.0.1")).isEqualTo(pod.gateway());
      assertThat(neighbour.inside(() -> ask(Neighbour.HOST))).isEqualTo(Neighbour.ADDRESS);
    }
  }

  @Test
  void anAddressThatIsAskedForIsTheOnlyOne() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      pod.publish(publication("127.0.0.1", Protocol.TCP));

      assertThat(curl("127.0.0.1")).isEqualTo(pod.gateway());
      assertThatThrownBy(() -> curl(Neighbour.HOST)).hasMessageContaining("failed");
      assertThatThrownBy(() -> neighbour.run(curlCommand(Neighbour.HOST)))
          .hasMessageContaining("failed");
    }
  }

  @Test
  void whatIsPublishedOnLoopbackIsNotReachedByAPacketThatClaimsToBeForLoopback()
      throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      pod.publish(publication("127.0.0.1", Protocol.TCP));
      neighbour.run("sh", "-c", LOOPBACK_BY_CABLE.formatted("cable", Neighbour.HOST));

      assertThatThrownBy(() -> neighbour.run(curlCommand("127.0.0.1")))
          .hasMessageContaining("failed");
    }
  }

  @Test
  void aPodDoesNotReachTheHostsLoopback() throws IOException {
    try (WhoAmIServer secret = new WhoAmIServer(OUTSIDE);
        Pod pod = new Pod(nftables())) {
      pod.run("sh", "-c", LOOPBACK_BY_CABLE.formatted("eth0", pod.gateway()));

      assertThat(secret).isNotNull();
      assertThatThrownBy(() -> pod.run(curlCommand("127.0.0.1"))).hasMessageContaining("failed");
    }
  }

  /** Makes a machine send what is for 127.0.0.1 over its cable, as an attacker would. */
  private static final String LOOPBACK_BY_CABLE =
      """
      echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet
      ip route delete table local local 127.0.0.0/8 dev lo
      ip route delete table local local 127.0.0.1 dev lo
      ip route add 127.0.0.1/32 via %2$s dev %1$s src $(ip -4 -br address show %1$s \
          | awk '{sub("/.*", "", $3); print $3}')
      """;

  @Test
  void whatIsNotPublishedIsNotReachedFromOutside() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables())) {
      neighbour.run("ip", "route", "add", pod.address(), "via", Neighbour.HOST);

      assertThat(curl(pod.address(), INSIDE)).as("from the host").isEqualTo(pod.gateway());
      assertThatThrownBy(() -> neighbour.run(curlCommand(pod.address(), INSIDE)))
          .hasMessageContaining("failed");
    }
  }

  @Test
  void thePodReachesOtherMachinesUnderTheHostsAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.inside(() -> new WhoAmIServer(OUTSIDE));
        Pod pod = new Pod(nftables())) {
      assertThat(server).isNotNull();
      assertThat(pod.run(curlCommand(Neighbour.ADDRESS))).isEqualTo(Neighbour.HOST);
    }
  }

  @Test
  void whatIsPublishedNextReplacesWhatWas() throws IOException {
    try (Pod pod = new Pod(nftables())) {
      pod.publish(WEB);
      pod.publish(publication("0.0.0.0", Protocol.UDP));

      assertThat(ask("127.0.0.1")).isEqualTo(pod.gateway());
      assertThatThrownBy(() -> curl("127.0.0.1")).hasMessageContaining("failed");
    }
  }

  @Test
  void unpublishingIsRepeatableAndKeepsTheWayOut() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.inside(() -> new WhoAmIServer(OUTSIDE));
        Pod pod = new Pod(nftables())) {
      pod.publish(WEB);
      pod.unpublish();
      pod.unpublish();

      assertThat(server).isNotNull();
      assertThatThrownBy(() -> curl("127.0.0.1")).hasMessageContaining("failed");
      assertThat(pod.run(curlCommand(Neighbour.ADDRESS))).isEqualTo(Neighbour.HOST);
    }
  }

  @Test
  void unpublishingAPodThatIsGoneMakesNothing() throws IOException {
    Pod pod = new Pod(nftables());
    pod.close();
    pod.unpublish();

    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void withTheForwarderInFrontOfNothingEveryPathWorksButNoSourceIsKept() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(new Firewall.Missing());
        Forwarder forwarder = pod.forward(WEB, publication("0.0.0.0", Protocol.UDP))) {
      assertThat(forwarder).isNotNull();
      assertThat(curl("127.0.0.1")).isEqualTo(pod.gateway());
      assertThat(curl("[::1]")).isEqualTo(pod.gateway());
      assertThat(curl(Neighbour.HOST)).isEqualTo(pod.gateway());
      assertThat(neighbour.run(curlCommand(Neighbour.HOST))).isEqualTo(pod.gateway());
      assertThat(neighbour.inside(() -> ask(Neighbour.HOST))).isEqualTo(pod.gateway());
    }
  }

  @Test
  void withBothTheFirewallComesFirstAndTheForwarderServesIpv6() throws IOException {
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(nftables());
        Forwarder forwarder = pod.forward(WEB)) {
      pod.publish(WEB);

      assertThat(forwarder).isNotNull();
      assertThat(neighbour.run(curlCommand(Neighbour.HOST))).isEqualTo(Neighbour.ADDRESS);
      assertThat(curl("[::1]")).isEqualTo(pod.gateway());
    }
  }

  @Test
  void theProgramServesWhereTheLibraryIsMissing() throws IOException {
    Firewall program = Firewall.Program.find(host()).orElseThrow();
    try (Neighbour neighbour = neighbour();
        Pod pod = new Pod(program)) {
      pod.publish(WEB);

      assertThat(neighbour.run(curlCommand(Neighbour.HOST))).isEqualTo(Neighbour.ADDRESS);
      assertThat(program.has(pod.table())).isTrue();
      assertThat(program.has("none")).isFalse();
    }
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void aHostWithNeitherSaysWhatToInstall() {
    assertThat(new BridgedPodNetworks(host(), new Firewall.Missing()).shortfall())
        .hasValueSatisfying(shortfall -> assertThat(shortfall.hint()).contains("libnftables1"));
    assertThat(new BridgedPodNetworks(host(), nftables()).shortfall()).isEmpty();
  }

  /** A running pod with a server on port 80. */
  private final class Pod implements AutoCloseable {
    private final PodNetworks networks;
    private final NetworkAllocation allocation;
    private final Path pin;
    private final WhoAmIServer server;

    Pod(Firewall firewall) {
      this(firewall, "shop");
    }

    Pod(Firewall firewall, String project) {
      networks = new BridgedPodNetworks(host(), firewall);
      allocation = networks.allocate(new ProjectName(project), List.of());
      pin = directory.resolve(project);
      networks.up(allocation, pin);
      server = InPod.call(pin, () -> new WhoAmIServer(INSIDE));
    }

    void publish(Publication... publications) {
      networks.publish(allocation, List.of(publications));
    }

    void unpublish() {
      networks.unpublish(allocation);
    }

    Forwarder forward(Publication... publications) {
      return networks.forward(allocation, List.of(publications), warning -> {});
    }

    String run(String... command) {
      return InPod.run(pin, command);
    }

    String address() {
      return allocation.address().value();
    }

    String gateway() {
      return allocation.gateway().value();
    }

    String table() {
      return allocation.table();
    }

    @Override
    public void close() throws IOException {
      server.close();
      networks.down(allocation, pin);
    }
  }

  private Host host() {
    return new Host(
        Clock.systemUTC(),
        Map.of(),
        Path.of("/"),
        directory.resolve("state"),
        directory.resolve("run"));
  }

  private static Firewall nftables() {
    return new Firewall.InProcess(Nftables.open().orElseThrow());
  }

  private Neighbour neighbour() {
    return new Neighbour(directory.resolve("neighbour"));
  }

  private static Publication publication(String address, Protocol protocol) {
    return new Publication(new ServiceName("web"), address, OUTSIDE, new Port(INSIDE, protocol));
  }

  private static String curl(String address) {
    return curl(address, OUTSIDE);
  }

  private static String curl(String address, int port) {
    return Command.run(curlCommand(address, port));
  }

  private static String[] curlCommand(String address) {
    return curlCommand(address, OUTSIDE);
  }

  private static String[] curlCommand(String address, int port) {
    return new String[] {
      "curl", "--silent", "--show-error", "--max-time", "2", "http://" + address + ":" + port
    };
  }

  private static String ask(String address) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5000);
      socket.send(new DatagramPacket(new byte[] {1}, 1, new InetSocketAddress(address, OUTSIDE)));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
