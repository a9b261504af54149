package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.syscall.Errno;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What we change of links is what {@code ip} sees. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class LinkChangeTest {
  private static final MacAddress HARDWARE = new MacAddress("02:6a:0a:01:02:01");

  @Test
  void aLinkIsSwitchedOnAndOff() {
    Ip.run("link add ours type bridge");

    try (Netlink netlink = Netlink.open()) {
      int link = index(netlink, "ours");
      netlink.switchOn(link);
      assertThat(Ip.link("ours").get("flags").toString()).contains("\"UP\"");
      netlink.switchOn(link);
      assertThat(Ip.link("ours").get("flags").toString()).contains("\"UP\"");
      netlink.switchOff(link);
      assertThat(Ip.link("ours").get("flags").toString()).doesNotContain("\"UP\"");
    }
  }

  @Test
  void whatALinkHasIsChanged() {
    Ip.run("link add ours type bridge");

    try (Netlink netlink = Netlink.open()) {
      int link = index(netlink, "ours");
      netlink.rename(link, "renamed");
      netlink.setHardwareAddress(link, HARDWARE);
      netlink.setMtu(link, 1280);
      netlink.setAlias(link, "whose it is");

      JsonNode seen = Ip.link("renamed");
      assertThat(seen.get("ifindex").asInt()).isEqualTo(link);
      assertThat(seen.get("address").asString()).isEqualTo(HARDWARE.toString());
      assertThat(seen.get("mtu").asInt()).isEqualTo(1280);
      assertThat(seen.get("ifalias").asString()).isEqualTo("whose it is");
    }
  }

  @Test
  void aLinkMovesIntoAPodUnderAnotherName() {
    Ip.run("link add eth0 type veth peer name other");
    Ip.run("link set eth0 up mtu 1400 address " + HARDWARE);

    try (SecondNetwork pod = new SecondNetwork();
        Netlink netlink = Netlink.open()) {
      netlink.move(index(netlink, "eth0"), pod.fd(), "eth1");
      netlink.move(index(netlink, "other"), pod.fd(), "other");

      assertThat(netlink.links()).as("nothing is left here but lo").hasSize(1);
      JsonNode seen = pod.inside(() -> Ip.link("eth1"));
      assertThat(seen.get("mtu").asInt()).isEqualTo(1400);
      assertThat(seen.get("address").asString()).isEqualTo(HARDWARE.toString());
      assertThat(seen.get("flags").toString()).doesNotContain("\"UP\"");
      assertThat(pod.inside(() -> Ip.link("other")).get("link").asString()).isEqualTo("eth1");
    }
  }

  @Test
  void aLinkMovesUnderItsOldNameIfTheNewOneIsTaken() {
    Ip.run("link add eth0 type veth peer name other");

    try (SecondNetwork pod = new SecondNetwork();
        Netlink netlink = Netlink.open()) {
      netlink.move(index(netlink, "eth0"), pod.fd(), "eth0");

      assertThatThrownBy(() -> netlink.move(index(netlink, "other"), pod.fd(), "eth0"))
          .isInstanceOfSatisfying(
              NetlinkException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
      assertThat(pod.inside(() -> Ip.link("other")).get("link").asString()).isEqualTo("eth0");
    }
  }

  @Test
  void aLinkHangsOnABridgeAndNoMore() {
    Ip.run("link add ours type bridge");
    Ip.run("link add near type veth peer name far");

    try (Netlink netlink = Netlink.open()) {
      int near = index(netlink, "near");
      netlink.setMaster(near, index(netlink, "ours"));
      assertThat(Ip.link("near").get("master").asString()).isEqualTo("ours");
      netlink.removeMaster(near);
      netlink.removeMaster(near);
      assertThat(Ip.link("near").has("master")).isFalse();
    }
  }

  @Test
  void aBridgesPortIsSetOneThingAtATime() {
    Ip.run("link add ours type bridge");
    Ip.run("link add near master ours type veth peer name far");

    try (Netlink netlink = Netlink.open()) {
      int near = index(netlink, "near");
      netlink.setHairpin(near, true);
      assertThat(port("hairpin")).isTrue();
      assertThat(port("isolated")).isFalse();
      netlink.setIsolated(near, true);
      netlink.setHairpin(near, false);
      assertThat(port("hairpin")).isFalse();
      assertThat(port("isolated")).isTrue();
      netlink.setIsolated(near, false);
      assertThat(port("isolated")).isFalse();
    }
  }

  @Test
  void aLinkNeedNotGiveItselfAnAddress() {
    Ip.run("link add near type veth peer name far");

    try (Netlink netlink = Netlink.open()) {
      netlink.generateNoAddress(index(netlink, "near"));
      netlink.switchOn(index(netlink, "near"));
      netlink.switchOn(index(netlink, "far"));
    }
    assertThat(Ip.link("near").get("inet6_addr_gen_mode").asString()).isEqualTo("none");
    assertThat(Command.run("ip", "-6", "address", "show", "far")).contains("fe80:");
    assertThat(Command.run("ip", "-6", "address", "show", "near")).isEmpty();
  }

  private static boolean port(String option) {
    return Ip.link("near").get("linkinfo").get("info_slave_data").get(option).asBoolean();
  }

  private static int index(Netlink netlink, String name) {
    return netlink.link(name).orElseThrow().index();
  }
}
