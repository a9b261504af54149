package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whom pods reach, and who reaches pods, without published ports. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class IsolationTest {
  private static final int PORT = Curl.INSIDE;

  @TempDir Path directory;

  private Site site() {
    return new Site(directory);
  }

  private Neighbour neighbour() {
    return new Neighbour(directory.resolve("neighbour"));
  }

  @Test
  void podsOfOneNetworkReachEachOther() {
    try (Site site = site()) {
      site.create(network("front").ipv6().plan());
      Site.Pod web = site.pod("web", to("front")).serve();
      Site.Pod api = site.pod("api", to("front"));

      assertThat(api.curl(web.address(), PORT)).isEqualTo(api.address());
      assertThat(api.curl(web.ipv6(), PORT)).startsWith("fd");
    }
  }

  @Test
  void podsOfTwoNetworksDoNotReachEachOther() {
    try (Site site = site()) {
      site.create(network("front").ipv6().plan());
      site.create(network("back").ipv6().plan());
      Site.Pod web = site.pod("web", to("front")).serve();
      Site.Pod db = site.pod("db", to("back")).serve();

      assertThatThrownBy(() -> web.curl(db.address(), PORT)).hasMessageContaining("failed");
      assertThatThrownBy(() -> db.curl(web.address(), PORT)).hasMessageContaining("failed");
      assertThatThrownBy(() -> web.curl(db.ipv6(), PORT)).hasMessageContaining("failed");
    }
  }

  @Test
  void aPodOnTwoNetworksReachesBoth() {
    try (Site site = site()) {
      site.create(bridge("front"));
      site.create(bridge("back"));
      Site.Pod proxy = site.pod("proxy", to("front"), to("back"));
      Site.Pod web = site.pod("web", to("front")).serve();
      Site.Pod db = site.pod("db", to("back")).serve();

      assertThat(proxy.curl(web.address(), PORT)).isEqualTo(proxy.address("front"));
      assertThat(proxy.curl(db.address(), PORT)).isEqualTo(proxy.address("back"));
    }
  }

  @Test
  void podsReachOtherMachinesUnderTheHostsAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        Site site = site()) {
      site.create(network("front").ipv6().plan());
      Site.Pod web = site.pod("web", to("front"));

      assertThat(server).isNotNull();
      assertThat(web.curl(Neighbour.ADDRESS, PORT)).isEqualTo(Neighbour.HOST);
      assertThat(web.curl("[" + Neighbour.ADDRESS_IPV6 + "]", PORT))
          .isEqualTo("2001:db8:0:0:0:0:0:1");
    }
  }

  @Test
  void withoutMasqueradingPodsLeaveUnderTheirOwnAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        Site site = site()) {
      site.create(
          network("front")
              .option("com.docker.network.bridge.enable_ip_masquerade", "false")
              .plan());
      Site.Pod web = site.pod("web", to("front"));
      neighbour.run("ip", "route", "add", web.address(), "via", Neighbour.HOST);

      assertThat(server).isNotNull();
      assertThat(web.curl(Neighbour.ADDRESS, PORT)).isEqualTo(web.address());
    }
  }

  @Test
  void podsAreNotReachedFromOutside() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      site.create(network("front").ipv6().plan());
      Site.Pod web = site.pod("web", to("front")).serve();
      neighbour.run("ip", "route", "add", web.address(), "via", Neighbour.HOST);
      neighbour.run("ip", "-6", "route", "add", "fd00::/8", "via", Neighbour.HOST_IPV6);

      assertThat(Curl.get(web.address(), PORT)).as("from the host").endsWith(".1");
      assertThat(Curl.get(web.ipv6(), PORT)).as("from the host").endsWith(":1");
      assertThatThrownBy(() -> neighbour.curl(web.address(), PORT)).hasMessageContaining("failed");
      assertThatThrownBy(() -> neighbour.curl(web.ipv6(), PORT)).hasMessageContaining("failed");
    }
  }

  @Test
  void anInternalNetworkHasNoWayOutAndTheHostReachesItsPods() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        WhoAmIServer service = new WhoAmIServer(PORT);
        Site site = site()) {
      site.create(network("back").internal().ipv6().plan());
      Site.Pod db = site.pod("db", to("back")).serve();
      Site.Pod other = site.pod("other", to("back"));
      String gateway = db.address().replaceAll("[0-9]+$", "1");

      assertThat(server).isNotNull();
      assertThat(service).isNotNull();
      assertThat(db.run("ip", "route")).doesNotContain("default");
      assertThat(db.run("ip", "-6", "route")).doesNotContain("default");
      assertThat(Curl.get(db.address(), PORT)).isEqualTo(gateway);
      assertThat(Curl.get(db.ipv6(), PORT)).endsWith(":1");
      assertThat(other.curl(db.address(), PORT)).isEqualTo(other.address());
      assertThat(other.curl(db.ipv6(), PORT)).startsWith("fd");

      db.run("ip", "route", "add", "default", "via", gateway); // as an attacker would
      assertThatThrownBy(() -> db.curl(Neighbour.ADDRESS, PORT)).hasMessageContaining("failed");
      assertThatThrownBy(() -> db.curl(Neighbour.HOST, PORT)).hasMessageContaining("failed");
      assertThatThrownBy(() -> db.curl(gateway, PORT)).hasMessageContaining("failed");
    }
  }

  @Test
  void podsThatMayNotTalkReachOthersAllTheSame() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        Site site = site()) {
      site.create(
          network("front").ipv6().option("com.docker.network.bridge.enable_icc", "false").plan());
      Site.Pod web = site.pod("web", to("front")).serve();
      Site.Pod api = site.pod("api", to("front"));

      assertThat(server).isNotNull();
      assertThatThrownBy(() -> api.curl(web.address(), PORT)).hasMessageContaining("failed");
      assertThatThrownBy(() -> api.curl(web.ipv6(), PORT)).hasMessageContaining("failed");
      assertThat(api.curl(Neighbour.ADDRESS, PORT)).isEqualTo(Neighbour.HOST);
      assertThat(Curl.get(web.address(), PORT)).endsWith(".1");
    }
  }

  @Test
  void bridgesThatAskTheFirewallMakeNoDifference() {
    try (Site site = site()) {
      Command.run("sysctl", "-qw", "net.bridge.bridge-nf-call-iptables=1");
      Command.run("sysctl", "-qw", "net.bridge.bridge-nf-call-ip6tables=1");
      site.create(network("front").ipv6().plan());
      site.create(network("quiet").option("com.docker.network.bridge.enable_icc", "false").plan());
      Site.Pod web = site.pod("web", to("front"), to("quiet")).serve();
      Site.Pod api = site.pod("api", to("front"), to("quiet"));

      assertThat(api.curl(web.address(), PORT)).isEqualTo(api.address());
      assertThat(api.curl(web.ipv6(), PORT)).startsWith("fd");
      assertThatThrownBy(() -> api.curl(web.address("quiet"), PORT)).hasMessageContaining("failed");
    }
  }

  @Test
  void aNetworkMayHaveIpv6Only() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        Site site = site()) {
      site.create(network("six").ipv6Only().plan());
      Site.Pod web = site.pod("web", to("six")).serve();

      assertThat(server).isNotNull();
      assertThat(web.run("ip", "-4", "address", "show", "eth0")).isEmpty();
      assertThat(web.curl("[" + Neighbour.ADDRESS_IPV6 + "]", PORT))
          .isEqualTo("2001:db8:0:0:0:0:0:1");
      assertThat(Curl.get(web.ipv6(), PORT)).endsWith(":1");
    }
  }

  @Test
  void theDefaultRouteGoesByTheNetworkWithTheHighestPriorityThatLeadsOut() {
    try (Site site = site()) {
      site.create(network("a").internal().plan());
      site.create(network("b").ipv6().plan());
      NetworkRecord c = site.create(bridge("c"));
      NetworkRecord b =
          site.networks().find(new io.jcompose.model.value.NetworkName("b")).orElseThrow();
      Site.Pod byName = site.pod("by-name", to("a"), to("c"), to("b"));
      Site.Pod byPriority =
          site.pod("by-priority", to("a"), to("b"), NetworkPlans.preferred("c", 7));

      assertThat(byName.run("ip", "route"))
          .contains("default via " + b.subnet(true).orElseThrow().gateway().orElseThrow());
      assertThat(byPriority.run("ip", "route"))
          .contains("default via " + c.subnet(true).orElseThrow().gateway().orElseThrow());
      assertThat(byPriority.run("ip", "-6", "route"))
          .contains("default via " + b.subnet(false).orElseThrow().gateway().orElseThrow());
    }
  }
}
