package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.named;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static io.jcompose.runtime.linux.network.NetworkPlans.preferred;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pods that run join and leave networks. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class LiveChangeTest {
  /** Without their state: a cable tells a moment later that both its ends are up. */
  private static final String LINKS = "ip -br link | awk '{print $1, $3}'";

  @TempDir Path directory;

  private Site site() {
    return new Site(directory);
  }

  @Test
  void aPodThatRunsJoinsAndLeavesNetworks() {
    try (Site site = site()) {
      NetworkRecord a = site.create(bridge("a"));
      NetworkRecord b = site.create(bridge("b"));
      Site.Pod web = site.pod("web", to("b")).serve();
      PodLink first = web.link("b");
      Site.Pod old = site.pod("old", to("b"));
      Site.Pod other = site.pod("other", to("a"));

      web.attach(to("b"), to("a")).up();
      assertThat(web.link("b")).isEqualTo(first);
      assertThat(web.link("a").interfaceName()).isEqualTo("eth1");
      assertThat(other.curl(web.address("a"), Curl.INSIDE)).isEqualTo(other.address());
      assertThat(old.curl(web.address("b"), Curl.INSIDE)).isEqualTo(old.address());
      assertThat(web.run("ip", "route"))
          .contains("default via " + a.subnets().get(0).gateway().orElseThrow() + " dev eth1");

      web.attach(to("b")).up();
      assertThat(web.run("ip", "-br", "link")).doesNotContain("eth1");
      assertThat(web.run("ip", "route"))
          .contains("default via " + b.subnets().get(0).gateway().orElseThrow() + " dev eth0");
      assertThat(site.networks().endpoints(new NetworkName("a"))).hasSize(1);
    }
  }

  @Test
  void aPlaceIsHeldUntilItsLinkIsRemoved() {
    try (Site site = site()) {
      site.create(bridge("a"));
      site.create(bridge("b"));
      Site.Pod web = site.pod("web", to("a"));
      String address = web.address();
      web.attach(to("b"));

      Site.Pod other = site.unattached("other");
      assertThatThrownBy(() -> other.attach(to("a", address)))
          .hasMessage(
              "cannot give pod 'other' of project 'shop' the address "
                  + address
                  + ": pod 'web' of project 'shop' has it");

      web.up();
      other.attach(to("a", address));
      assertThat(other.address()).isEqualTo(address);
    }
  }

  @Test
  void anAttachmentThatChangesIsMadeAnew() {
    try (Site site = site()) {
      site.create(network("a").subnet("10.9.0.0/24").plan());
      Site.Pod web = site.pod("web", to("a")).serve();

      web.attach(to("a", "10.9.0.77")).up();

      assertThat(web.run("ip", "-4", "-br", "address")).contains("10.9.0.77/24").contains("eth0");
      assertThat(Curl.get("10.9.0.77", Curl.INSIDE)).isEqualTo("10.9.0.1");
      assertThat(web.run("ip", "-4", "-br", "address")).doesNotContain("10.9.0.2/");
    }
  }

  @Test
  void aLinkThatNobodyNamesLeavesTheNamesOfOthersAlone() {
    try (Site site = site()) {
      site.create(bridge("a"));
      site.create(bridge("b"));
      site.create(bridge("c"));

      Site.Pod web = site.pod("web", to("a"), named("b", "eth0"), to("c"));

      assertThat(web.links())
          .extracting(PodLink::interfaceName)
          .containsExactly("eth1", "eth0", "eth2");
      assertThat(web.run("ip", "-4", "-br", "address", "show", "eth0")).contains(web.address("b"));
    }
  }

  @Test
  void aLinkGivesItsNameToTheOneThatIsToHaveIt() {
    try (Site site = site()) {
      site.create(bridge("a"));
      site.create(bridge("b"));
      Site.Pod web = site.pod("web", to("a"));

      web.attach(to("a"), named("b", "eth0")).up();

      assertThat(web.link("a").interfaceName()).isEqualTo("eth1");
      assertThat(web.run("ip", "-4", "-br", "address", "show", "eth0")).contains(web.address("b"));
      assertThat(web.run("ip", "-4", "-br", "address", "show", "eth1")).contains(web.address("a"));
    }
  }

  @Test
  void aPriorityChangesTheRouteAndNoLink() {
    try (Site site = site()) {
      NetworkRecord a = site.create(bridge("a"));
      NetworkRecord b = site.create(bridge("b"));
      Site.Pod web = site.pod("web", to("a"), to("b"));
      String links = web.run("sh", "-c", LINKS);
      assertThat(web.run("ip", "route"))
          .contains("default via " + a.subnets().get(0).gateway().orElseThrow());

      web.attach(to("a"), preferred("b", 10)).up();

      assertThat(web.run("sh", "-c", LINKS)).isEqualTo(links);
      assertThat(web.run("ip", "route"))
          .contains("default via " + b.subnets().get(0).gateway().orElseThrow());
    }
  }

  @Test
  void aDefaultRouteThatAProgramMadeStays() {
    try (Site site = site()) {
      site.create(bridge("a"));
      Site.Pod web = site.pod("web", to("a"));
      web.run("ip", "link", "add", "vpn", "type", "bridge");
      web.run("ip", "link", "set", "vpn", "up");
      web.run("ip", "route", "replace", "default", "dev", "vpn");

      web.up();

      assertThat(web.run("ip", "route")).contains("default dev vpn").doesNotContain("default via");
    }
  }

  @Test
  void aStoppedPodsPlaceIsGivenBackAtOnce() {
    try (Site site = site()) {
      site.create(bridge("a"));
      site.create(bridge("b"));
      Site.Pod web = site.unattached("web").attach(to("a"));
      String address = web.address();

      web.attach(to("b"));

      assertThat(site.unattached("other").attach(to("a", address)).address()).isEqualTo(address);
    }
  }

  @Test
  void thePredefinedNetworkComesWithItsFirstPodAndGoesWithItsLast() {
    try (Site site = site()) {
      Site.Pod one = site.pod("one", to("bridge")).serve();
      Site.Pod two = site.pod("two", to("bridge"));
      assertThat(two.curl(one.address(), Curl.INSIDE)).isEqualTo(two.address());

      one.down();
      assertThat(site.networks().find(PodNetworks.PREDEFINED)).isPresent();
      two.down();

      assertThat(site.networks().find(PodNetworks.PREDEFINED)).isEmpty();
      assertThat(Command.run("ip", "-br", "link")).hasLineCount(1);
    }
  }

  @Test
  void aNetworkThatIsInUseIsNotRemoved() {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      Site.Pod web = site.pod("web", to("front"));

      assertThatThrownBy(() -> site.networks().remove(front.name()))
          .hasMessage(
              "cannot remove network 'front': pod 'web' of project 'shop' is attached to it");
      web.down();
      site.networks().remove(front.name());
      site.networks().remove(front.name());
      assertThat(site.networks().list()).isEmpty();
    }
  }

  @Test
  void aMissingNetworkIsNamed() {
    try (Site site = site()) {
      assertThatThrownBy(() -> site.pod("web", to("front")))
          .hasMessage("cannot attach pod 'web' of project 'shop': there is no network 'front'");
    }
  }
}
