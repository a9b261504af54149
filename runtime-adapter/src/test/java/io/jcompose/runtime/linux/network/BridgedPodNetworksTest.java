package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Making and removing pods' networks. What they are good for is in {@link PublishedPortTest}. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class BridgedPodNetworksTest {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final ProjectName BLOG = new ProjectName("blog");
  private static final Path IP_FORWARD = Path.of("/proc/sys/net/ipv4/ip_forward");

  @TempDir Path directory;

  private PodNetworks networks() {
    return PodNetworks.of(
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run")));
  }

  @Test
  void aPodHasAnAddressARouteAndLoopback() {
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("netns");
    networks.up(allocation, pin);

    assertThat(InPod.run(pin, "ip", "-br", "-4", "address"))
        .contains("127.0.0.1/8")
        .contains(allocation.address() + "/24");
    assertThat(InPod.run(pin, "ip", "route")).contains("default via " + allocation.gateway());
    assertThat(InPod.run(pin, "cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start"))
        .isEqualTo("0");
    networks.down(allocation, pin);
  }

  @Test
  void upAndDownTwentyTimesLeaveNothing() {
    String links = Command.run("ip", "-br", "link");
    String rules = Command.run("nft", "list", "ruleset");
    Path pin = directory.resolve("netns");

    for (int round = 0; round < 20; round++) {
      PodNetworks networks = networks();
      NetworkAllocation allocation = networks.allocate(SHOP, List.of());
      networks.up(allocation, pin);
      networks.down(allocation, pin);
    }

    assertThat(Command.run("ip", "-br", "link")).isEqualTo(links);
    assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(rules);
    assertThat(pin).doesNotExist();
    assertThat(Command.run("findmnt", "-rn", "-o", "TARGET")).doesNotContain(pin.toString());
    assertThat(directory.resolve("state/networks")).isDirectoryNotContaining("glob:**jc*");
  }

  @Test
  void aSecondUpLeavesWhatIsThere() throws IOException {
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("netns");
    networks.up(allocation, pin);
    String links = Command.run("ip", "link");
    String rules = Command.run("nft", "list", "ruleset");
    Object namespace = Files.getAttribute(pin, "unix:ino");

    networks().up(allocation, pin);

    assertThat(Command.run("ip", "link")).isEqualTo(links);
    assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(rules);
    assertThat(Files.getAttribute(pin, "unix:ino")).isEqualTo(namespace);
    networks.down(allocation, pin);
  }

  @Test
  void upMakesWhatSomebodyRemoved() {
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("netns");
    networks.up(allocation, pin);
    Command.run("ip", "link", "delete", allocation.bridge());
    Command.run("ip", "link", "delete", allocation.cable());
    Command.run("nft", "delete", "table", "ip", allocation.table());

    networks.up(allocation, pin);

    assertThat(Command.run("ip", "link", "show", "master", allocation.bridge()))
        .contains(allocation.cable());
    assertThat(InPod.run(pin, "ip", "route")).contains("default via " + allocation.gateway());
    assertThat(Command.run("nft", "list", "tables")).contains(allocation.table());
    networks.down(allocation, pin);
  }

  @Test
  void upAfterARebootIgnoresTheOldPinFile() throws IOException {
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = Files.createFile(directory.resolve("netns")); // its mount went with the reboot

    networks.up(allocation, pin);

    assertThat(InPod.run(pin, "ip", "-br", "address")).contains(allocation.address().value());
    networks.down(allocation, pin);
  }

  @Test
  void downOfWhatIsGoneIsASuccess() {
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("netns");

    networks.down(allocation, pin);
    networks.up(allocation, pin);
    networks.down(allocation, pin);
    networks.down(allocation, pin);

    assertThat(pin).doesNotExist();
    assertThat(Command.run("ip", "-br", "link")).doesNotContain("jc");
  }

  @Test
  void aStepThatFailsUndoesThoseBefore() {
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("missing/netns");

    assertThatThrownBy(() -> networks.up(allocation, pin))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("cannot create " + pin);

    assertThat(Command.run("ip", "-br", "link")).doesNotContain("jc");
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void forwardingIsGivenBackWhenTheLastProjectGoes() throws IOException {
    Files.writeString(IP_FORWARD, "0");
    PodNetworks networks = networks();
    NetworkAllocation shop = networks.allocate(SHOP, List.of());
    NetworkAllocation blog = networks.allocate(BLOG, List.of());
    networks.up(shop, directory.resolve("shop"));
    networks.up(blog, directory.resolve("blog"));
    assertThat(IP_FORWARD).hasContent("1");

    networks.down(shop, directory.resolve("shop"));
    assertThat(IP_FORWARD).hasContent("1");

    networks().down(blog, directory.resolve("blog")); // another process, which never saw the 0
    assertThat(IP_FORWARD).hasContent("0");
  }

  @Test
  void forwardingThatWasOnStaysOn() throws IOException {
    Files.writeString(IP_FORWARD, "1");
    PodNetworks networks = networks();
    NetworkAllocation shop = networks.allocate(SHOP, List.of());
    networks.up(shop, directory.resolve("shop"));
    networks.down(shop, directory.resolve("shop"));

    assertThat(IP_FORWARD).hasContent("1");
  }

  @Test
  void othersRulesAreLeftAlone() {
    Command.run(
        "nft",
        "add table inet theirs; add chain inet theirs kept { type filter hook input"
            + " priority 0; policy accept; }; add rule inet theirs kept tcp dport 22 accept");
    String before = Command.run("nft", "list", "ruleset");
    PodNetworks networks = networks();
    NetworkAllocation shop = networks.allocate(SHOP, List.of());
    networks.up(shop, directory.resolve("shop"));
    assertThat(Command.run("nft", "list", "table", "inet", "theirs")).isEqualTo(before);

    networks.down(shop, directory.resolve("shop"));

    assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(before);
  }

  @Test
  void projectsGetSubnetsThatClashNeitherWithEachOtherNorWithTheHost() {
    Command.run("ip", "link", "add", "lan", "up", "type", "bridge");
    Command.run("ip", "address", "add", "10.210.1.1/17", "dev", "lan");
    Command.run("ip", "route", "add", "10.210.128.0/18", "dev", "lan");
    IpSubnet recorded = IpSubnet.of("10.210.192.0/19");
    NetworkAllocation elsewhere =
        new NetworkAllocation(
            "jc00000001", recorded, recorded.address(1), recorded.address(2), 1500);
    PodNetworks networks = networks();

    NetworkAllocation shop = networks.allocate(SHOP, List.of(elsewhere));
    NetworkAllocation blog =
        networks().allocate(BLOG, List.of(elsewhere)); // shop: not recorded yet

    assertThat(shop.subnet().overlaps(blog.subnet())).isFalse();
    assertThat(List.of(shop.subnet(), blog.subnet()))
        .allMatch(IpSubnet.of("10.210.224.0/19")::overlaps);
    assertThat(shop.bridge()).isNotEqualTo(blog.bridge());
  }

  @Test
  void aProjectKeepsItsSubnetUntilItIsTakenDown() {
    PodNetworks networks = networks();
    NetworkAllocation first = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("netns");

    assertThat(networks().allocate(SHOP, List.of(first))).isEqualTo(first);
    networks.up(first, pin);
    assertThat(networks().allocate(SHOP, List.of(first))).isEqualTo(first);
    networks.down(first, pin);
    assertThat(networks().allocate(BLOG, List.of()).bridge()).isNotEqualTo(first.bridge());
  }

  @Test
  void packetsAreAsLargeAsTheHostsWayOutTakes() {
    Command.run("ip", "link", "add", "lan", "mtu", "1380", "up", "type", "bridge");
    Command.run("ip", "address", "add", "192.0.2.1/24", "dev", "lan");
    Command.run("ip", "route", "add", "default", "via", "192.0.2.2");
    PodNetworks networks = networks();
    NetworkAllocation allocation = networks.allocate(SHOP, List.of());
    Path pin = directory.resolve("netns");
    networks.up(allocation, pin);

    assertThat(InPod.run(pin, "ip", "link", "show", "eth0")).contains("mtu 1380");
    networks.down(allocation, pin);
  }
}
