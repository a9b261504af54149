package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static io.jcompose.runtime.linux.network.NetworkPlans.preferred;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are no bridges: on a link of the host, and between two pods. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class OtherDriversTest {
  private static final int PORT = Curl.INSIDE;

  @TempDir Path directory;

  private Site site() {
    return new Site(directory);
  }

  private Neighbour neighbour() {
    return new Neighbour(directory.resolve("neighbour"));
  }

  /** The subnet is that of the test's cable, and the neighbour is the router. */
  private static NetworkPlan lan(NetworkDriver driver) {
    return network("lan")
        .driver(driver)
        .ipv6()
        .option("parent", "uplink")
        .pool("192.0.2.0/24", Optional.of("192.0.2.64/26"), Optional.of("192.0.2.2"), Map.of())
        .pool(
            "2001:db8::/64",
            Optional.of("2001:db8::40/122"),
            Optional.of(Neighbour.ADDRESS_IPV6),
            Map.of())
        .plan();
  }

  @Test
  void macvlanMeetsAMachineInTheHostsOwnNetworkUnderItsOwnAddress() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        Site site = site()) {
      site.create(lan(NetworkDriver.MACVLAN));
      Site.Pod one = site.pod("one", to("lan")).serve();
      Site.Pod two = site.pod("two", to("lan"));

      assertThat(server).isNotNull();
      assertThat(one.address()).isEqualTo("192.0.2.64");
      assertThat(one.curl(Neighbour.ADDRESS, PORT)).isEqualTo(one.address());
      assertThat(neighbour.curl(one.address(), PORT)).isEqualTo(Neighbour.ADDRESS);
      assertThat(neighbour.curl(one.ipv6(), PORT)).isEqualTo("2001:db8:0:0:0:0:0:2");
      assertThat(two.curl(one.address(), PORT)).isEqualTo(two.address());
      assertThat(one.run("ip", "route")).contains("default via " + Neighbour.ADDRESS);
      assertThat(one.run("ip", "link", "show", "eth0"))
          .contains(one.links().get(0).macAddress().toString());
    }
    assertThat(Command.run("ip", "-br", "link")).doesNotContain("jm");
  }

  @Test
  void privateMacvlansDoNotMeet() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      site.create(
          network("lan")
              .driver(NetworkDriver.MACVLAN)
              .option("parent", "uplink")
              .option("macvlan_mode", "private")
              .subnet("192.0.2.64/26")
              .plan());
      Site.Pod one = site.pod("one", to("lan")).serve();
      Site.Pod two = site.pod("two", to("lan"));

      assertThat(neighbour).isNotNull();
      assertThatThrownBy(() -> two.curl(one.address(), PORT)).hasMessageContaining("failed");
    }
  }

  @Test
  void macvlanWithoutAParentConnectsItsPodsOnly() {
    try (Site site = site()) {
      site.create(network("alone").driver(NetworkDriver.MACVLAN).plan());
      Site.Pod one = site.pod("one", to("alone")).serve();
      Site.Pod two = site.pod("two", to("alone"));

      assertThat(two.curl(one.address(), PORT)).isEqualTo(two.address());
      assertThat(one.run("ip", "route")).doesNotContain("default");
    }
    assertThat(Command.run("ip", "-br", "link")).hasLineCount(1);
  }

  @Test
  void aParentThatIsMissingIsNamed() {
    try (Site site = site()) {
      site.create(network("lan").driver(NetworkDriver.MACVLAN).option("parent", "eth9.10").plan());

      assertThatThrownBy(() -> site.pod("one", to("lan")))
          .hasMessage("cannot set up network 'lan': this host has no link eth9.10");
    }
  }

  @Test
  void aPodOnMacvlanAndABridgeIsPublishedByTheBridgeUnderTheHostsAddress() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      site.create(lan(NetworkDriver.MACVLAN));
      site.create(bridge("front"));
      Site.Pod web = site.pod("web", preferred("lan", 1), to("front")).serve();
      web.publish(
          new Publication(
              new ServiceName("web"), "0.0.0.0", Curl.OUTSIDE, new Port(PORT, Protocol.TCP)));

      assertThat(web.run("ip", "route")).contains("default via " + Neighbour.ADDRESS);
      assertThat(neighbour.curl(Neighbour.HOST, Curl.OUTSIDE))
          .isEqualTo(web.address("front").replaceAll("[0-9]+$", "1"));
    }
  }

  @Test
  void ipvlanMeetsAMachineInTheHostsOwnNetwork() throws IOException {
    try (Neighbour neighbour = neighbour();
        WhoAmIServer server = neighbour.serve(PORT);
        Site site = site()) {
      site.create(lan(NetworkDriver.IPVLAN));
      if (!kernelHas("ipvlan")) {
        saysThatTheKernelLacksIt(site);
        return;
      }
      Site.Pod one = site.pod("one", to("lan")).serve();

      assertThat(server).isNotNull();
      assertThat(one.curl(Neighbour.ADDRESS, PORT)).isEqualTo(one.address());
      assertThat(neighbour.curl(one.address(), PORT)).isEqualTo(Neighbour.ADDRESS);
    }
  }

  @Test
  void ipvlanOnLayerThreeIsRoutedByTheHost() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      site.create(
          network("lan")
              .driver(NetworkDriver.IPVLAN)
              .option("parent", "uplink")
              .option("ipvlan_mode", "l3")
              .subnet("10.9.0.0/24")
              .plan());
      if (!kernelHas("ipvlan")) {
        saysThatTheKernelLacksIt(site);
        return;
      }
      Site.Pod one = site.pod("one", to("lan")).serve();
      neighbour.run("ip", "route", "add", "10.9.0.0/24", "via", Neighbour.HOST);

      assertThat(one.run("ip", "route")).contains("default dev eth0");
      assertThat(neighbour.curl(one.address(), PORT)).isEqualTo(Neighbour.ADDRESS);
    }
  }

  @Test
  void aParentWithATagIsMadeAndRemoved() {
    try (Neighbour neighbour = neighbour();
        Site site = site()) {
      assertThat(neighbour).isNotNull();
      site.create(
          network("lan").driver(NetworkDriver.MACVLAN).option("parent", "uplink.10").plan());
      if (!kernelHas("vlan", "id", "10")) {
        saysThatTheKernelLacksIt(site);
        return;
      }
      site.pod("one", to("lan"));
      assertThat(Command.run("ip", "-d", "link", "show", "uplink.10")).contains("id 10");
    }
    assertThat(Command.run("ip", "-br", "link")).doesNotContain("uplink.10");
  }

  private static boolean kernelHas(String kind, String... more) {
    List<String> add =
        new ArrayList<>(List.of("ip", "link", "add", "probe", "link", "uplink", "type", kind));
    add.addAll(List.of(more));
    try {
      Command.run(add.toArray(String[]::new));
      Command.run("ip", "link", "delete", "probe");
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private static void saysThatTheKernelLacksIt(Site site) {
    Site.Pod one = site.unattached("one").attach(to("lan"));
    assertThatThrownBy(one::up)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("cannot set up the network of pod 'one' of project 'shop'")
        .hasMessageContaining("EOPNOTSUPP");
    assertThat(one.pin()).doesNotExist();
  }

  @Test
  void aCableConnectsTwoPodsAndNobodyElse() {
    try (Site site = site()) {
      NetworkRecord pair = site.create(network("pair").driver(NetworkDriver.P2P).ipv6().plan());
      Site.Pod one = site.pod("one", to("pair")).serve();
      assertThat(one.run("ip", "-br", "link")).doesNotContain("eth0");
      Site.Pod two = site.pod("two", to("pair"));

      assertThat(two.curl(one.address(), PORT)).isEqualTo(two.address());
      assertThat(two.curl(one.ipv6(), PORT)).startsWith("fd");
      assertThat(one.run("ip", "route")).doesNotContain("default");
      assertThat(Command.run("ip", "-br", "link")).hasLineCount(1);
      assertThatThrownBy(() -> site.pod("three", to("pair")))
          .hasMessage(
              "cannot attach pod 'three' of project 'shop' to network 'pair': it is a cable between"
                  + " pod 'one' of project 'shop' and pod 'two' of project 'shop'");
      assertThat(site.networks().endpoints(pair.name())).hasSize(2);
    }
  }

  @Test
  void aCableIsMadeAnewWhenOneOfItsPodsComesBack() {
    try (Site site = site()) {
      site.create(network("pair").driver(NetworkDriver.P2P).plan());
      Site.Pod one = site.pod("one", to("pair")).serve();
      Site.Pod two = site.pod("two", to("pair"));
      two.down();
      two.attach(to("pair")).up();

      assertThat(two.curl(one.address(), PORT)).isEqualTo(two.address());
    }
  }
}
