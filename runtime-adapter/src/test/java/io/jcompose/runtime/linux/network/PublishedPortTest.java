package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static io.jcompose.runtime.linux.network.NetworkPlans.preferred;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who reaches a published port, and with which address. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class PublishedPortTest {
  private static final int INSIDE = Curl.INSIDE;
  private static final int OUTSIDE = Curl.OUTSIDE;
  private static final Publication WEB = publication("0.0.0.0", Protocol.TCP);

  @TempDir Path directory;

  private Site site() {
    return new Site(directory);
  }

  private Neighbour neighbour() {
    return new Neighbour(directory.resolve("neighbour"));
  }

  private static Publication publication(String address, Protocol protocol) {
    return publication(address, OUTSIDE, protocol);
  }

  private static Publication publication(String address, int port, Protocol protocol) {
    return new Publication(new ServiceName("web"), address, port, new Port(INSIDE, protocol));
  }

  private static Site.Pod web(Site site) {
    site.create(network("front").ipv6().plan());
    return site.pod("web", to("front")).serve();
  }

  private static String gateway(Site.Pod pod) {
    return pod.address().replaceAll("[0-9]+$", "1");
  }

  @Test
  void aPodIsReachedOnTheHostsLoopback() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(WEB);

      assertThat(Curl.get("127.0.0.1")).isEqualTo(gateway(web));
      assertThat(Curl.get("127.0.0.5")).isEqualTo(gateway(web));
    }
  }

  @Test
  void aPodIsReachedOnTheHostsAddresses() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      Site.Pod web = web(site).publish(WEB);

      assertThat(neighbour).isNotNull();
      assertThat(Curl.get(Neighbour.HOST)).isEqualTo(Neighbour.HOST);
      assertThat(Curl.get(gateway(web))).isEqualTo(gateway(web));
      assertThat(Curl.get("[" + Neighbour.HOST_IPV6 + "]")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }
  }

  @Test
  void anotherMachineKeepsItsSourceAddress() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      web(site).publish(WEB);

      assertThat(neighbour.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(Neighbour.ADDRESS);
      assertThat(neighbour.curl("[" + Neighbour.HOST_IPV6 + "]", OUTSIDE))
          .isEqualTo("2001:db8:0:0:0:0:0:2");
    }
  }

  @Test
  void aPodReachesItselfAndItsNeighboursByTheHostsAddress() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      Site.Pod web = web(site).publish(WEB);
      Site.Pod api = site.pod("api", to("front"));

      assertThat(neighbour).isNotNull();
      assertThat(web.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(gateway(web));
      assertThat(api.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(gateway(web));
      assertThat(web.curl("[" + Neighbour.HOST_IPV6 + "]", OUTSIDE)).startsWith("fd");
      assertThat(api.curl("[" + Neighbour.HOST_IPV6 + "]", OUTSIDE)).startsWith("fd");
    }
  }

  @Test
  void aPodReachesItselfAlsoWhereBridgesAskTheFirewall() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      Command.run("sysctl", "-qw", "net.bridge.bridge-nf-call-iptables=1");
      Site.Pod web = web(site).publish(WEB);
      Site.Pod api = site.pod("api", to("front"));

      assertThat(neighbour).isNotNull();
      assertThat(web.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(gateway(web));
      assertThat(api.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(gateway(web));
    }
  }

  @Test
  void onePodReachesAnotherNetworksByItsPublishedPortOnly() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(WEB);
      site.create(bridge("other"));
      Site.Pod blog = site.pod("blog", to("other"));

      assertThat(blog.curl(gateway(blog), OUTSIDE)).isEqualTo(gateway(web));
      assertThatThrownBy(() -> blog.curl(web.address(), INSIDE)).hasMessageContaining("failed");
    }
  }

  @Test
  void datagramsAreCarriedToo() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      Site.Pod web = web(site).publish(publication("0.0.0.0", Protocol.UDP));

      assertThat(Curl.ask("127.0.0.1", OUTSIDE)).isEqualTo(gateway(web));
      assertThat(neighbour.inside(() -> Curl.ask(Neighbour.HOST, OUTSIDE)))
          .isEqualTo(Neighbour.ADDRESS);
      assertThat(neighbour.inside(() -> Curl.ask(Neighbour.HOST_IPV6, OUTSIDE)))
          .isEqualTo("2001:db8:0:0:0:0:0:2");
    }
  }

  @Test
  void sctpIsRedirectedToo() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(publication("0.0.0.0", Protocol.SCTP));

      // this kernel may have no SCTP to send: the rule is all there is to see
      assertThat(Command.run("nft", "list", "maps"))
          .contains("sctp . 8080 : " + web.address() + " . 80");
    }
  }

  @Test
  void anAddressThatIsAskedForIsTheOnlyOne() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      Site.Pod web = web(site).publish(publication("127.0.0.1", Protocol.TCP));

      assertThat(Curl.get("127.0.0.1")).isEqualTo(gateway(web));
      assertThatThrownBy(() -> Curl.get(Neighbour.HOST)).hasMessageContaining("failed");
      assertThatThrownBy(() -> neighbour.curl(Neighbour.HOST, OUTSIDE))
          .hasMessageContaining("failed");

      web.publish(publication(Neighbour.HOST_IPV6, Protocol.TCP));
      assertThat(neighbour.curl("[" + Neighbour.HOST_IPV6 + "]", OUTSIDE))
          .isEqualTo("2001:db8:0:0:0:0:0:2");
      assertThatThrownBy(() -> Curl.get("127.0.0.1")).hasMessageContaining("failed");
    }
  }

  @Test
  void twoPodsMayHaveOnePortOnDifferentAddresses() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      Site.Pod web = web(site).publish(publication("127.0.0.1", Protocol.TCP));
      site.create(bridge("other"));
      site.pod("blog", to("other")).serve().publish(publication(Neighbour.HOST, Protocol.TCP));

      assertThat(Curl.get("127.0.0.1")).isEqualTo(gateway(web));
      assertThat(neighbour.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(Neighbour.ADDRESS);
    }
  }

  @Test
  void whatIsPublishedOnLoopbackIsNotReachedByAPacketThatClaimsToBeForLoopback() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      web(site).publish(publication("127.0.0.1", Protocol.TCP));
      neighbour.run("sh", "-c", LOOPBACK_BY_CABLE.formatted("cable", Neighbour.HOST));

      assertThatThrownBy(() -> neighbour.curl("127.0.0.1", OUTSIDE)).hasMessageContaining("failed");
    }
  }

  @Test
  void aPodDoesNotReachTheHostsLoopback() throws IOException {
    try (WhoAmIServer secret = new WhoAmIServer(OUTSIDE);
        Site site = site()) {
      Site.Pod web = web(site);
      web.run("sh", "-c", LOOPBACK_BY_CABLE.formatted("eth0", gateway(web)));

      assertThat(secret).isNotNull();
      assertThatThrownBy(() -> web.curl("127.0.0.1", OUTSIDE)).hasMessageContaining("failed");
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
  void ofSeveralNetworksTheOneWithTheDefaultRouteIsUsedAndTheSourceIsKept() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      site.create(bridge("a"));
      site.create(bridge("b"));
      site.create(network("c").internal().plan());
      Site.Pod web = site.pod("web", to("a"), preferred("b", 1), to("c")).serve().publish(WEB);

      assertThat(Command.run("nft", "list", "maps")).contains(web.address("b") + " . 80");
      assertThat(neighbour.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(Neighbour.ADDRESS);
    }
  }

  @Test
  void aPodOnAnInternalNetworkIsReachedByItsPublishedPortUnderTheHostsAddress() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      site.create(network("back").internal().ipv6().plan());
      Site.Pod db = site.pod("db", to("back")).serve().publish(WEB);
      Site.Pod other = site.pod("other", to("back"));

      assertThat(neighbour.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(gateway(db));
      assertThat(neighbour.curl("[" + Neighbour.HOST_IPV6 + "]", OUTSIDE)).startsWith("fd");
      assertThat(Curl.get("127.0.0.1")).isEqualTo(gateway(db));
      assertThat(other.curl(gateway(db), OUTSIDE)).isEqualTo(gateway(db));
    }
  }

  @Test
  void aPodThatMayNotTalkToItsNeighboursReachesTheirPublishedPorts() {
    try (Site site = site()) {
      // where bridges ask the firewall, the bridge passes such a packet on itself, and may not
      Command.run("sysctl", "-qw", "net.bridge.bridge-nf-call-iptables=0");
      site.create(network("front").option("com.docker.network.bridge.enable_icc", "false").plan());
      Site.Pod web = site.pod("web", to("front")).serve().publish(WEB);
      Site.Pod api = site.pod("api", to("front"));

      assertThat(api.curl(gateway(web), OUTSIDE)).isEqualTo(gateway(web));
    }
  }

  @Test
  void whatIsPublishedNextReplacesWhatWas() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(WEB);
      web.publish(publication("0.0.0.0", Protocol.UDP));

      assertThat(Curl.ask("127.0.0.1", OUTSIDE)).isEqualTo(gateway(web));
      assertThatThrownBy(() -> Curl.get("127.0.0.1")).hasMessageContaining("failed");
    }
  }

  @Test
  void unpublishingIsRepeatableAndKeepsWhatOthersPublish() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(OUTSIDE);
        Site site = site()) {
      Site.Pod web = web(site).publish(WEB);
      site.pod("api", to("front")).serve().publish(publication("0.0.0.0", 8081, Protocol.TCP));

      site.networks().unpublish(web.key());
      site.networks().unpublish(web.key());

      assertThat(server).isNotNull();
      assertThatThrownBy(() -> Curl.get("127.0.0.1")).hasMessageContaining("failed");
      assertThat(Curl.get("127.0.0.1", 8081)).isEqualTo(gateway(web));
      assertThat(web.curl(Neighbour.ADDRESS, OUTSIDE)).isEqualTo(Neighbour.HOST);
    }
  }

  @Test
  void whatADeadProcessLeftPublishedGivesWayToWhoHasThePortNow() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(WEB); // and killed before it could be unpublished
      Site.Pod api = site.pod("api", to("front")).serve();

      site.restart();
      api.publish(WEB);

      assertThat(Command.run("nft", "list", "maps"))
          .contains(api.address() + " . 80")
          .doesNotContain(web.address() + " . 80");
      site.networks().unpublish(web.key());
      assertThat(Curl.get("127.0.0.1")).isEqualTo(gateway(api));
    }
  }

  @Test
  void whatSomebodyFlushedIsWholeAfterTheNextPublishing() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(WEB);
      Site.Pod api = site.pod("api", to("front")).serve();
      Command.run("nft", "flush", "ruleset");

      site.restart();
      api.up().publish(publication("0.0.0.0", 8081, Protocol.TCP));

      assertThat(Curl.get("127.0.0.1")).isEqualTo(gateway(web));
      assertThat(Curl.get("127.0.0.1", 8081)).isEqualTo(gateway(web));
    }
  }

  @Test
  void downUnpublishes() {
    try (Site site = site()) {
      Site.Pod web = web(site).publish(WEB);
      Site.Pod api = site.pod("api", to("front")).serve();
      web.down();

      assertThat(Command.run("nft", "list", "maps")).doesNotContain("8080");
      assertThat(Curl.get(api.address(), INSIDE)).isEqualTo(gateway(api));
    }
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void theProgramServesWhereTheLibraryIsMissing() {
    Firewall program = Firewall.Program.find(Site.host(directory)).orElseThrow();
    try (Neighbour neighbour = neighbour();
        Site site = new Site(directory, program)) {
      web(site).publish(WEB);

      assertThat(neighbour.curl(Neighbour.HOST, OUTSIDE)).isEqualTo(Neighbour.ADDRESS);
      assertThat(program.tables()).hasSize(2);
    }
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void withoutAFirewallPodsReachEachOtherAndTheHostAndItIsSaidWhatToInstall() {
    try (Site site = new Site(directory, new Firewall.Missing())) {
      Site.Pod web = web(site).publish(WEB);
      Site.Pod api = site.pod("api", to("front"));

      assertThat(api.curl(web.address(), INSIDE)).isEqualTo(api.address());
      assertThat(Curl.get(web.address(), INSIDE)).isEqualTo(gateway(web));
      assertThat(site.networks().shortfall())
          .hasValueSatisfying(shortfall -> assertThat(shortfall.hint()).contains("libnftables1"));
    }
    try (Site site = site()) {
      assertThat(site.networks().shortfall()).isEmpty();
    }
  }
}
