package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.linux.netlink.LinkKind.IpVlanFlag;
import io.jcompose.runtime.linux.netlink.LinkKind.IpVlanMode;
import io.jcompose.runtime.linux.netlink.LinkKind.MacVlanMode;
import io.jcompose.runtime.syscall.Errno;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The links that we make are what {@code ip} sees. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class NewLinkTest {
  private static final int PARENT = 77;
  private static final MacAddress HARDWARE = new MacAddress("02:6a:0a:01:02:01");

  @Test
  void aBridgeIsMadeAsAsked() {
    try (Netlink netlink = Netlink.open()) {
      NewLink link = NewLink.named("ours").withHardwareAddress(HARDWARE).withMtu(1400);
      netlink.create(link, LinkKind.bridge());
    }

    JsonNode seen = Ip.link("ours");
    assertThat(kind(seen)).isEqualTo("bridge");
    assertThat(seen.get("mtu").asInt()).isEqualTo(1400);
    assertThat(seen.get("address").asString()).isEqualTo(HARDWARE.toString());
    assertThat(seen.get("flags").toString()).doesNotContain("\"UP\"");
  }

  @Test
  void aCableLeadsFromABridgeIntoAPod() {
    try (SecondNetwork pod = new SecondNetwork();
        Netlink netlink = Netlink.open()) {
      netlink.create(NewLink.named("eth0"), LinkKind.bridge());
      NewLink near = NewLink.named("near").withMtu(1300).on(index(netlink, "eth0"));
      NewLink far = NewLink.named("eth0").withMtu(1300).withHardwareAddress(HARDWARE).in(pod.fd());
      netlink.create(near, LinkKind.cable(far));

      assertThat(Ip.link("near").get("master").asString()).isEqualTo("eth0");
      assertThat(Ip.link("near").get("mtu").asInt()).isEqualTo(1300);
      JsonNode seen = pod.inside(() -> Ip.link("eth0"));
      assertThat(kind(seen)).isEqualTo("veth");
      assertThat(seen.get("mtu").asInt()).isEqualTo(1300);
      assertThat(seen.get("address").asString()).isEqualTo(HARDWARE.toString());
    }
  }

  @Test
  void aCableLeadsFromOnePodIntoAnother() {
    try (SecondNetwork one = new SecondNetwork();
        SecondNetwork other = new SecondNetwork();
        Netlink netlink = Netlink.open()) {
      NewLink near = NewLink.named("link0").withHardwareAddress(HARDWARE).in(one.fd());
      netlink.create(near, LinkKind.cable(NewLink.named("link1").in(other.fd())));

      JsonNode seen = one.inside(() -> Ip.link("link0"));
      assertThat(seen.get("address").asString()).isEqualTo(HARDWARE.toString());
      assertThat(kind(other.inside(() -> Ip.link("link1")))).isEqualTo("veth");
      assertThat(netlink.links()).as("nothing is left here but lo").hasSize(1);
    }
  }

  @Test
  void aCablesFarEndHasNoMaster() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinkKind.cable(NewLink.named("far").on(2)))
        .withMessageContaining("far end");
  }

  @ParameterizedTest
  @EnumSource
  void aMacVlanOfEachModeIsMadeInAPod(MacVlanMode mode) {
    try (SecondNetwork pod = new SecondNetwork();
        Netlink netlink = Netlink.open()) {
      netlink.create(NewLink.named("parent"), LinkKind.cable(NewLink.named("other")));
      int parent = index(netlink, "parent");
      NewLink link = NewLink.named("eth0").withHardwareAddress(HARDWARE).withMtu(1400).in(pod.fd());
      netlink.create(link, LinkKind.macVlan(parent, mode));

      JsonNode seen = pod.inside(() -> Ip.link("eth0"));
      assertThat(kind(seen)).isEqualTo("macvlan");
      assertThat(seen.get("linkinfo").get("info_data").get("mode").asString())
          .isEqualTo(mode.name().toLowerCase(Locale.ROOT));
      assertThat(seen.get("link_index").asInt()).isEqualTo(parent);
      assertThat(seen.get("mtu").asInt()).isEqualTo(1400);
      assertThat(seen.get("address").asString())
          .isEqualTo(
              mode == MacVlanMode.PASSTHRU
                  ? Ip.link("parent").get("address").asString()
                  : HARDWARE.toString());
    }
  }

  /** As older kernels need it: a name that is taken where the parent is serves in the pod. */
  @Test
  void aLinkIsRenamedInThePodItWasMadeFor() {
    try (SecondNetwork pod = new SecondNetwork();
        Netlink netlink = Netlink.open()) {
      netlink.create(NewLink.named("eth0"), LinkKind.cable(NewLink.named("other")));
      netlink.create(
          NewLink.named("unheard-of").in(pod.fd()),
          LinkKind.macVlan(index(netlink, "eth0"), MacVlanMode.BRIDGE));
      JsonNode seen =
          pod.inside(
              () -> {
                try (Netlink inside = Netlink.open()) {
                  inside.rename(index(inside, "unheard-of"), "eth0");
                  return Ip.link("eth0");
                }
              });

      assertThat(kind(seen)).isEqualTo("macvlan");
    }
  }

  /** Not every kernel has these kinds; ours are understood where those of {@code ip} are. */
  @ParameterizedTest
  @MethodSource
  void whatIpCanMakeWeCanMake(String kind, LinkKind ours, String seen) {
    try (Netlink netlink = Netlink.open()) {
      Ip.run("link add name parent index " + PARENT + " type veth peer name other");
      NewLink link = NewLink.named("ours");
      try {
        Ip.run("link add name theirs link parent type " + kind);
        Ip.run("link delete theirs");
      } catch (AssertionError e) {
        assertThat(e).hasMessageContaining("Unknown device type");
        assertThatThrownBy(() -> netlink.create(link, ours))
            .isInstanceOfSatisfying(
                NetlinkException.class, f -> assertThat(f.errno()).isEqualTo(Errno.EOPNOTSUPP))
            .hasMessageContaining("cannot create " + ours + " ours: EOPNOTSUPP");
        return;
      }
      netlink.create(link, ours);

      assertThat(netlink.link("ours").orElseThrow().kind()).contains(ours.toString());
      assertThat(Command.run("ip", "-d", "link", "show", "ours")).contains(seen);
    }
  }

  static Stream<Arguments> whatIpCanMakeWeCanMake() {
    return Stream.of(
        Arguments.of("dummy", LinkKind.dummy(), "dummy"),
        Arguments.of(
            "ipvlan mode l3s private",
            LinkKind.ipVlan(PARENT, IpVlanMode.L3S, IpVlanFlag.PRIVATE),
            "ipvlan  mode l3s private"),
        Arguments.of("vlan id 10", LinkKind.vlan(PARENT, 10), "vlan protocol 802.1Q id 10"),
        Arguments.of(
            "macvlan mode private",
            LinkKind.macVlan(PARENT, MacVlanMode.PRIVATE),
            "macvlan mode private"));
  }

  @Test
  void aLinkIsDeleted() {
    try (Netlink netlink = Netlink.open()) {
      netlink.create(NewLink.named("ours"), LinkKind.bridge());
      netlink.delete(index(netlink, "ours"));

      assertThat(netlink.link("ours")).isEmpty();
    }
    assertThat(Command.run("ip", "link")).doesNotContain("ours");
  }

  private static int index(Netlink netlink, String name) {
    return netlink.link(name).orElseThrow().index();
  }

  private static String kind(JsonNode link) {
    return link.get("linkinfo").get("info_kind").asString();
  }
}
