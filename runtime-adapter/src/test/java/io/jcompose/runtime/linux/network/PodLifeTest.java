package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Making and removing pods' places. Whom pods reach is in {@link IsolationTest}. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class PodLifeTest {
  @TempDir Path directory;

  private Site site() {
    return new Site(directory);
  }

  @Test
  void aPodHasAnAddressARouteAndLoopback() {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      Site.Pod web = site.pod("web", to("front"));

      assertThat(web.run("ip", "-br", "-4", "address"))
          .contains("127.0.0.1/8")
          .contains(web.address() + "/24");
      assertThat(web.run("ip", "route"))
          .contains("default via " + front.subnets().get(0).gateway().orElseThrow());
      assertThat(web.run("cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start")).isEqualTo("0");
      assertThat(web.run("ip", "-6", "address", "show", "dev", "eth0")).isEmpty();
    }
  }

  @Test
  void aPodWithoutNetworksHasItsLoopbackOnly() {
    try (Site site = site()) {
      Site.Pod alone = site.pod("alone");

      assertThat(alone.run("ip", "-br", "-4", "address")).contains("127.0.0.1/8").hasLineCount(1);
      assertThat(alone.run("ip", "route")).isEmpty();
    }
  }

  @Test
  void upAndDownTwentyTimesLeaveNothing() {
    String links = Command.run("ip", "-br", "link");
    String rules = Command.run("nft", "list", "ruleset");

    for (int round = 0; round < 20; round++) {
      try (Site site = site()) {
        site.create(network("front").ipv6().plan());
        site.create(network("back").internal().plan());
        site.pod("web", to("front"), to("back"));
        site.pod("db", to("back"));
      }
    }

    assertThat(Command.run("ip", "-br", "link")).isEqualTo(links);
    assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(rules);
    assertThat(directory.resolve("netns")).isEmptyDirectory();
    assertThat(Command.run("findmnt", "-rn", "-o", "TARGET")).doesNotContain(directory.toString());
    assertThat(directory.resolve("state/networks/.pods")).isEmptyDirectory();
  }

  @Test
  void aSecondUpLeavesWhatIsThere() throws IOException {
    try (Site site = site()) {
      site.create(network("front").ipv6().plan());
      Site.Pod web = site.pod("web", to("front"));
      String links = Command.run("ip", "link");
      String routes = web.run("ip", "route") + web.run("ip", "-6", "route");
      String rules = Command.run("nft", "list", "ruleset");
      Object namespace = Files.getAttribute(web.pin(), "unix:ino");

      site.restart();
      web.up();

      assertThat(Command.run("ip", "link")).isEqualTo(links);
      assertThat(web.run("ip", "route") + web.run("ip", "-6", "route")).isEqualTo(routes);
      assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(rules);
      assertThat(Files.getAttribute(web.pin(), "unix:ino")).isEqualTo(namespace);
    }
  }

  @Test
  void upMakesWhatSomebodyRemoved() {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      Site.Pod web = site.pod("web", to("front"));
      String cable = web.links().get(0).hostLink().orElseThrow();
      String bridge = front.link().orElseThrow();
      String rules = Command.run("nft", "list", "ruleset");
      Command.run("ip", "link", "delete", bridge);
      Command.run("ip", "link", "delete", cable);
      Command.run("nft", "flush", "ruleset");

      site.restart();
      web.up();

      assertThat(Command.run("ip", "link", "show", "master", bridge)).contains(cable);
      assertThat(web.run("ip", "route")).contains("default via");
      assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(rules);
    }
  }

  @Test
  void upAfterARebootIgnoresTheOldPinFile() throws IOException {
    try (Site site = site()) {
      site.create(bridge("front"));
      Site.Pod web = site.unattached("web").attach(to("front"));
      Files.createDirectories(web.pin().getParent());
      Files.createFile(web.pin()); // its mount went with the reboot

      web.up();

      assertThat(web.run("ip", "-br", "address")).contains(web.address());
    }
  }

  @Test
  void aHalfMadePodIsCompleted() throws IOException {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      Site.Pod web = site.unattached("web").attach(to("front"));
      Files.createDirectories(web.pin().getParent());
      PinnedNamespace.make(web.pin(), new PodSide(Site.host(directory))::prepare)
          .close(); // killed after this, and the next step
      Command.run("ip", "link", "add", front.link().orElseThrow(), "type", "bridge");

      web.up().serve();

      assertThat(Curl.get(web.address(), Curl.INSIDE)).endsWith(".1");
      assertThat(web.run("ip", "link", "show", "lo")).contains("LOWER_UP");
    }
  }

  @Test
  void downOfWhatIsGoneIsASuccess() {
    try (Site site = site()) {
      site.create(bridge("front"));
      Site.Pod web = site.unattached("web").attach(to("front"));
      web.down();
      web.attach(to("front")).up();
      web.down();
      web.down();

      assertThat(web.pin()).doesNotExist();
      assertThat(Command.run("ip", "-br", "link")).doesNotContain("jv");
    }
  }

  @Test
  void aStepThatFailsUndoesThoseBefore() throws IOException {
    try (Site site = site()) {
      site.create(bridge("front"));
      Site.Pod web = site.unattached("web").attach(to("front"));
      Files.createDirectories(directory.resolve("netns"));
      Files.createDirectory(web.pin()); // no namespace can be pinned there

      assertThatThrownBy(web::up).isInstanceOf(RuntimeFailure.class);

      Files.deleteIfExists(web.pin());
      assertThat(Command.run("ip", "-br", "link")).doesNotContain("jv");
    }
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void linksAreMadeAsTheFileSays() {
    try (Site site = site()) {
      site.create(
          network("front")
              .option("com.docker.network.driver.mtu", "1380")
              .option("com.docker.network.bridge.name", "shopfront")
              .option("com.docker.network.container_iface_prefix", "net")
              .plan());
      site.create(bridge("back"));
      Site.Pod web =
          site.pod(
              "web",
              to("front"),
              NetworkPlans.described(
                  "back",
                  "backend",
                  "02:00:5E:00:53:01",
                  "169.254.7.7",
                  "net.ipv4.conf.IFNAME.log_martians=1,net.ipv4.conf.IFNAME.forwarding=0"));

      assertThat(web.run("ip", "link", "show", "net0")).contains("mtu 1380");
      assertThat(Command.run("ip", "link", "show", "master", "shopfront"))
          .contains(web.link("front").hostLink().orElseThrow());
      assertThat(web.run("ip", "address", "show", "backend"))
          .contains("02:00:5e:00:53:01")
          .contains("169.254.7.7/16 brd 169.254.255.255 scope link");
      assertThat(web.run("cat", "/proc/sys/net/ipv4/conf/backend/log_martians")).isEqualTo("1");
    }
    assertThat(Command.run("ip", "-br", "link")).doesNotContain("shopfront");
  }

  @Test
  void aBridgeThatWasThereBeforeIsUsedAndKept() {
    Command.run("ip", "link", "add", "theirs", "up", "type", "bridge");
    try (Site site = site()) {
      site.create(network("front").option("com.docker.network.bridge.name", "theirs").plan());
      Site.Pod web = site.pod("web", to("front"));
      web.serve();

      assertThat(Curl.get(web.address(), Curl.INSIDE)).endsWith(".1");
    }
    assertThat(Command.run("ip", "address", "show", "theirs"))
        .doesNotContain("inet 10")
        .doesNotContain("alias");
  }

  @Test
  void aLinkIsNoPlaceForSettingsOfTheWholePod() {
    try (Site site = site()) {
      site.create(bridge("front"));
      Site.Pod web = site.unattached("web");

      assertThatThrownBy(
              () ->
                  web.attach(
                      NetworkPlans.described(
                          "front",
                          "eth0",
                          "02:00:5e:00:53:01",
                          "169.254.7.7",
                          "net.ipv4.ip_forward=1")))
          .hasMessage(
              "cannot set 'net.ipv4.ip_forward=1' for the link in network 'front': it is no"
                  + " setting of a link");
      assertThat(site.networks().endpoints(site.networks().list().get(0).name())).isEmpty();
    }
  }

  @Test
  void packetsAreAsLargeAsTheHostsWayOutTakes() {
    Command.run("ip", "link", "add", "lan", "mtu", "1380", "up", "type", "bridge");
    Command.run("ip", "address", "add", "192.0.2.1/24", "dev", "lan");
    Command.run("ip", "route", "add", "default", "via", "192.0.2.2");
    try (Site site = site()) {
      site.create(bridge("front"));

      assertThat(site.pod("web", to("front")).run("ip", "link", "show", "eth0"))
          .contains("mtu 1380");
    }
  }

  @Test
  void othersRulesAreLeftAlone() {
    Command.run(
        "nft",
        "add table inet theirs; add chain inet theirs kept { type filter hook input"
            + " priority 0; policy accept; }; add rule inet theirs kept tcp dport 22 accept");
    String before = Command.run("nft", "list", "ruleset");
    try (Site site = site()) {
      site.create(bridge("front"));
      site.pod("web", to("front"));
      assertThat(Command.run("nft", "list", "table", "inet", "theirs")).isEqualTo(before);
    }

    assertThat(Command.run("nft", "list", "ruleset")).isEqualTo(before);
  }
}
