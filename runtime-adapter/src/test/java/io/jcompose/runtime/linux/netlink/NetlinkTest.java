package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What we read is what {@code ip} reads, and what we make is what {@code ip} sees. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class NetlinkTest {
  private static final MacAddress HARDWARE = new MacAddress("02:6a:0a:01:02:01");

  @Test
  void linksAreReadAsIpReadsThem() {
    Command.run("ip", "link", "add", "name", "one", "mtu", "1400", "type", "bridge");
    Command.run("ip", "link", "add", "name", "two", "type", "veth", "peer", "name", "three");
    Command.run("ip", "link", "set", "two", "master", "one", "up", "alias", "a text");

    try (Netlink netlink = Netlink.open()) {
      assertThat(netlink.links())
          .extracting(link -> link.index() + " " + link.name() + " " + link.mtu())
          .containsExactlyElementsOf(
              ip("link").stream()
                  .map(
                      link ->
                          link.get("ifindex").asInt()
                              + " "
                              + link.get("ifname").asString()
                              + " "
                              + link.get("mtu").asInt())
                  .toList());
      Link one = netlink.link("one").orElseThrow();
      Link two = netlink.link("two").orElseThrow();
      assertThat(one.kind()).contains("bridge");
      assertThat(one.up()).isFalse();
      assertThat(two.kind()).contains("veth");
      assertThat(two.up()).isTrue();
      assertThat(two.master()).contains(one.index());
      assertThat(two.alias()).contains("a text");
      assertThat(two.hardwareAddress().map(MacAddress::toString))
          .contains(ipLink("two").get("address").asString());
      assertThat(netlink.link("lo").orElseThrow().kind()).isEmpty();
      assertThat(netlink.link("none")).isEmpty();
    }
  }

  @Test
  void aBridgeIsMadeAsAsked() {
    try (Netlink netlink = Netlink.open()) {
      netlink.createBridge("ours", HARDWARE, 1400);
      Link bridge = netlink.link("ours").orElseThrow();
      netlink.setAlias(bridge.index(), "whose it is");
      netlink.switchOn(bridge.index());
      netlink.addAddress(new LinkAddress(bridge.index(), IpAddress.of("10.1.2.1"), 24));
    }

    JsonNode seen = ipLink("ours");
    assertThat(seen.get("linkinfo").get("info_kind").asString()).isEqualTo("bridge");
    assertThat(seen.get("mtu").asInt()).isEqualTo(1400);
    assertThat(seen.get("address").asString()).isEqualTo(HARDWARE.toString());
    assertThat(seen.get("ifalias").asString()).isEqualTo("whose it is");
    assertThat(seen.get("flags").toString()).contains("\"UP\"");
    assertThat(Command.run("ip", "address", "show", "ours"))
        .contains("inet 10.1.2.1/24 brd 10.1.2.255 scope global");
  }

  @Test
  void aCableHangsOnItsBridge() {
    Fd here = Descriptors.openForReading(Path.of("/proc/thread-self/ns/net"));
    try (Netlink netlink = Netlink.open()) {
      netlink.createBridge("ours", HARDWARE, 1500);
      int bridge = netlink.link("ours").orElseThrow().index();
      netlink.createCable("near", bridge, 1300, "far", HARDWARE, here);
      netlink.allowHairpin(netlink.link("near").orElseThrow().index());
    } finally {
      Descriptors.close(here);
    }

    assertThat(ipLink("near").get("master").asString()).isEqualTo("ours");
    assertThat(ipLink("near").get("mtu").asInt()).isEqualTo(1300);
    assertThat(ipLink("near").get("linkinfo").get("info_slave_data").get("hairpin").asBoolean())
        .isTrue();
    assertThat(ipLink("far").get("mtu").asInt()).isEqualTo(1300);
    assertThat(ipLink("far").get("address").asString()).isEqualTo(HARDWARE.toString());
  }

  @Test
  void routesAreReadAndMade() {
    Command.run("ip", "link", "add", "ours", "up", "type", "bridge");
    Command.run("ip", "address", "add", "10.1.2.3/24", "dev", "ours");

    try (Netlink netlink = Netlink.open()) {
      int link = netlink.link("ours").orElseThrow().index();
      netlink.addDefaultRoute(IpAddress.of("10.1.2.1"), link);

      assertThat(netlink.routes())
          .contains(new Route(IpSubnet.of("10.1.2.0/24"), Optional.empty(), Optional.of(link)))
          .filteredOn(Route::isDefault)
          .singleElement()
          .satisfies(route -> assertThat(route.gateway()).contains(IpAddress.of("10.1.2.1")));
      assertThat(netlink.routes()).hasSize(ip("-4", "route", "show", "table", "all").size());
    }
    assertThat(Command.run("ip", "route", "show", "default"))
        .contains("default via 10.1.2.1 dev ours proto static");
  }

  @Test
  void aLinkIsDeleted() {
    try (Netlink netlink = Netlink.open()) {
      netlink.createBridge("ours", HARDWARE, 1500);
      netlink.delete(netlink.link("ours").orElseThrow().index());

      assertThat(netlink.link("ours")).isEmpty();
    }
    assertThat(Command.run("ip", "link")).doesNotContain("ours");
  }

  @Test
  void aRefusalSaysWhatWasTriedAndWhyNot() {
    try (Netlink netlink = Netlink.open()) {
      netlink.createBridge("ours", HARDWARE, 1500);

      assertThatThrownBy(() -> netlink.createBridge("ours", HARDWARE, 1500))
          .isInstanceOfSatisfying(
              NetlinkException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST))
          .hasMessage("cannot create bridge ours: EEXIST: exists already");
      assertThatThrownBy(() -> netlink.addAddress(new LinkAddress(1, IpAddress.of("10.1.2.1"), 77)))
          .hasMessageEndingWith("(ipv4: Invalid prefix length)");
      assertThat(netlink.link("ours")).as("the conversation goes on").isPresent();
    }
  }

  @Test
  void aListOfManyPartsIsReadWhole() {
    for (int number = 0; number < 120; number++) { // more than one datagram holds
      Command.run("ip", "link", "add", "bridge" + number, "type", "bridge");
    }

    try (Netlink netlink = Netlink.open()) {
      assertThat(netlink.links()).hasSize(121);
    }
  }

  private static JsonNode ipLink(String name) {
    return ip("-d", "link", "show", name).get(0);
  }

  private static List<JsonNode> ip(String... arguments) {
    String[] command = new String[arguments.length + 2];
    command[0] = "ip";
    command[1] = "-j";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    JsonNode all = new JsonMapper().readTree(Command.run(command));
    return StreamSupport.stream(all.spliterator(), false).toList();
  }
}
