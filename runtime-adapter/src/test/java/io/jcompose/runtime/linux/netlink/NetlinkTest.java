package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.syscall.Errno;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What we read of links is what {@code ip} reads, and a refusal is told. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class NetlinkTest {

  @Test
  void linksAreReadAsIpReadsThem() {
    Command.run("ip", "link", "add", "name", "one", "mtu", "1400", "type", "bridge");
    Command.run("ip", "link", "add", "name", "two", "type", "veth", "peer", "name", "three");
    Command.run("ip", "link", "set", "two", "master", "one", "up", "alias", "a text");

    try (Netlink netlink = Netlink.open()) {
      assertThat(netlink.links())
          .extracting(link -> link.index() + " " + link.name() + " " + link.mtu())
          .containsExactlyElementsOf(
              Ip.list("link").stream()
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
      assertThat(one.parent()).isEmpty();
      assertThat(two.kind()).contains("veth");
      assertThat(two.up()).isTrue();
      assertThat(two.master()).contains(one.index());
      assertThat(two.parent()).contains(netlink.link("three").orElseThrow().index());
      assertThat(two.alias()).contains("a text");
      assertThat(two.hardwareAddress().map(MacAddress::toString))
          .contains(Ip.link("two").get("address").asString());
      assertThat(netlink.link("lo").orElseThrow().kind()).isEmpty();
    }
  }

  @Test
  void oneLinkIsFoundAsItIsListed() {
    Command.run("ip", "link", "add", "name", "fifteen-letters", "type", "bridge");
    Command.run("ip", "link", "property", "add", "dev", "fifteen-letters", "altname", "other");

    try (Netlink netlink = Netlink.open()) {
      Link last = netlink.links().get(1);
      assertThat(netlink.link("fifteen-letters")).contains(last);
      assertThat(netlink.link("other")).contains(last);
      assertThat(netlink.link(last.index())).contains(last);
      assertThat(netlink.link("none")).isEmpty();
      assertThat(netlink.link("more-than-fifteen-letters")).isEmpty();
      assertThat(netlink.link(last.index() + 1)).isEmpty();
      assertThat(netlink.link("lo")).as("the conversation goes on").isPresent();
    }
  }

  @Test
  void aRefusalSaysWhatWasTriedAndWhyNot() {
    try (Netlink netlink = Netlink.open()) {
      NewLink ours = NewLink.named("ours");
      netlink.create(ours, LinkKind.bridge());

      assertThatThrownBy(() -> netlink.create(ours, LinkKind.bridge()))
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
    try (Netlink netlink = Netlink.open()) {
      for (int number = 0; number < 120; number++) { // more than one datagram holds
        netlink.create(NewLink.named("bridge" + number), LinkKind.bridge());
      }

      assertThat(netlink.links()).hasSize(121);
    }
  }
}
