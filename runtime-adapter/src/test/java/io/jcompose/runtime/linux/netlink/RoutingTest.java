package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.runtime.syscall.Errno;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our addresses, routes and rules are those of {@code ip}, in both versions of IP. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class RoutingTest {
  private static final int TABLE = 1000; // more than a byte holds

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 24, inet 10.1.2.3/24 brd 10.1.2.255 scope global ours",
    "10.1.2.3, 31, inet 10.1.2.3/31 scope global ours",
    "10.1.2.3, 32, inet 10.1.2.3/32 scope global ours",
    "169.254.7.8, 16, inet 169.254.7.8/16 brd 169.254.255.255 scope link ours",
    "127.1.2.3, 32, inet 127.1.2.3/32 scope host ours",
    "fd00::3, 64, inet6 fd00::3/64 scope global",
    "fd00::3, 128, inet6 fd00::3/128 scope global",
    "fe80::3, 64, inet6 fe80::3/64 scope link",
  })
  void anAddressIsAddedAndDeleted(String address, int prefix, String seen) {
    try (Netlink netlink = withLink()) {
      LinkAddress wanted = new LinkAddress(ours(netlink), IpAddress.of(address), prefix);
      netlink.addAddress(wanted);

      assertThat(shown()).contains(seen);
      assertThat(netlink.addresses()).contains(wanted);
      refused(Errno.EEXIST, () -> netlink.addAddress(wanted));
      netlink.deleteAddress(wanted);
      assertThat(shown()).doesNotContain(address + "/");
      assertThat(netlink.addresses()).doesNotContain(wanted);
      refused(Errno.EADDRNOTAVAIL, () -> netlink.deleteAddress(wanted));
    }
  }

  @Test
  void addressesAreReadByVersion() {
    try (Netlink netlink = withLink()) {
      Ip.run("address add 10.1.2.3/24 dev ours");
      Ip.run("address add fd00::3/64 dev ours");
      // an IPv4 address in the clothes of an IPv6 one is not an address that anybody speaks to
      Ip.run("address add ::ffff:10.9.9.9/96 dev ours");
      int link = ours(netlink);
      LinkAddress ipv4 = new LinkAddress(link, IpAddress.of("10.1.2.3"), 24);
      LinkAddress ipv6 = new LinkAddress(link, IpAddress.of("fd00::3"), 64);

      assertThat(netlink.addresses(IpVersion.IPV4)).contains(ipv4).doesNotContain(ipv6);
      assertThat(netlink.addresses(IpVersion.IPV6)).contains(ipv6).doesNotContain(ipv4);
      assertThat(netlink.addresses())
          .contains(ipv4, ipv6)
          .extracting(LinkAddress::address)
          .doesNotContain(IpAddress.of("10.9.9.9"));
      assertThat(ipv6.subnet()).isEqualTo(IpSubnet.of("fd00::/64"));
    }
  }

  @Test
  void anAddressIsUsableAtOnce() {
    try (Netlink netlink = withLink()) {
      int link = ours(netlink);
      netlink.addAddress(
          new LinkAddress(link, IpAddress.of("fd00::3"), 64),
          AddressOption.WITHOUT_DUPLICATE_DETECTION);
      netlink.addAddress(
          new LinkAddress(link, IpAddress.of("10.1.2.3"), 24),
          AddressOption.WITHOUT_DUPLICATE_DETECTION);
      netlink.addAddress(new LinkAddress(link, IpAddress.of("fd00::4"), 64));
    }
    assertThat(shown())
        .contains("inet6 fd00::3/64 scope global nodad")
        .contains("inet6 fd00::4/64 scope global tentative")
        .contains("inet 10.1.2.3/24");
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3, 24, 10.1.2.0/24", "fd00::3, 64, fd00::/64"})
  void anAddressComesWithoutItsRoute(String address, int prefix, String subnet) {
    try (Netlink netlink = withLink()) {
      netlink.addAddress(
          new LinkAddress(ours(netlink), IpAddress.of(address), prefix),
          AddressOption.WITHOUT_ROUTE);

      assertThat(netlink.routes())
          .extracting(Route::destination)
          .doesNotContain(IpSubnet.of(subnet));
    }
    assertThat(shown()).contains(address + "/" + prefix);
  }

  @Test
  void anAddressIsForNeighboursOnly() {
    try (Netlink netlink = withLink()) {
      netlink.addAddress(
          new LinkAddress(ours(netlink), IpAddress.of("10.1.2.3"), 24),
          AddressOption.FOR_NEIGHBOURS_ONLY);
    }
    assertThat(shown()).contains("inet 10.1.2.3/24 brd 10.1.2.255 scope link ours");
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3/24, 10.1.2.1, -4, 0.0.0.0/0, 0", "fd00::3/64, fd00::1, -6, ::/0, 1024"})
  void aDefaultRouteLeadsByItsGateway(
      String address, String gateway, String version, String all, int metric) {
    try (Netlink netlink = withLink()) {
      Ip.run("address add " + address + " dev ours nodad");
      Route route = Route.byDefault(IpAddress.of(gateway), ours(netlink));
      netlink.addRoute(route);

      assertThat(Command.run("ip", version, "route", "show", "default"))
          .startsWith("default via " + gateway + " dev ours proto static");
      assertThat(netlink.routes()).filteredOn(Route::isDefault).containsExactly(route);
      assertThat(route.destination()).isEqualTo(IpSubnet.of(all));
      assertThat(route.metric()).isEqualTo(metric);
      refused(Errno.EEXIST, () -> netlink.addRoute(route));
      netlink.addRoute(route.withMetric(77));
      netlink.deleteRoute(route);
      assertThat(Command.run("ip", version, "route", "show", "default"))
          .startsWith("default via " + gateway + " dev ours proto static metric 77")
          .hasLineCount(1);
      netlink.deleteRoute(route.withMetric(77));
      refused(Errno.ESRCH, () -> netlink.deleteRoute(route));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/24, 10.1.2.1, -4, 10.7.0.0/16, 10.8.0.0/16",
    "fd00::3/64, fd00::1, -6, fd07::/48, fd08::/48"
  })
  void aSubnetIsReachedByAGatewayOrDirectly(
      String address, String gateway, String version, String far, String near) {
    try (Netlink netlink = withLink()) {
      Ip.run("address add " + address + " dev ours nodad");
      int link = ours(netlink);
      Route byGateway = Route.to(IpSubnet.of(far), IpAddress.of(gateway), link).inTable(TABLE);
      Route direct = Route.direct(IpSubnet.of(near), link).inTable(TABLE);
      netlink.addRoute(byGateway);
      netlink.addRoute(direct);

      assertThat(table(version))
          .contains(far + " via " + gateway + " dev ours proto static")
          .contains(near + " dev ours proto static");
      assertThat(netlink.routes()).contains(byGateway, direct);
      netlink.deleteRoute(byGateway);
      netlink.deleteRoute(direct);
      assertThat(table(version)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"-4, 10.9.0.0/16", "-6, fd09::/48"})
  void aTableMakesAddressesOurOwn(String version, String subnet) {
    try (Netlink netlink = Netlink.open()) {
      int loopback = netlink.link("lo").orElseThrow().index();
      Route route = Route.local(IpSubnet.of(subnet), loopback).inTable(TABLE);
      netlink.addRoute(route);

      assertThat(table(version)).startsWith("local " + subnet + " dev lo proto static");
      assertThat(netlink.routes()).contains(route);
      netlink.deleteRoute(route);
      assertThat(table(version)).isEmpty();
    }
  }

  @Test
  void routesAreReadByVersion() {
    try (Netlink netlink = withLink()) {
      Ip.run("address add 10.1.2.3/24 dev ours");
      Ip.run("address add fd00::3/64 dev ours nodad");
      Ip.run("route add 10.6.0.0/16 via inet6 fd00::1 dev ours");
      Ip.run("route add unreachable default metric 9999");
      Ip.run("-6 route add unreachable ::ffff:0.0.0.0/96");
      int ipv4 = Ip.list("-4", "route", "show", "table", "all").size();
      int ipv6 = Ip.list("-6", "route", "show", "table", "all").size();

      assertThat(netlink.routes(IpVersion.IPV4))
          .hasSize(ipv4)
          .contains(Route.direct(IpSubnet.of("10.1.2.0/24"), ours(netlink)))
          .contains(Route.to(IpSubnet.of("10.6.0.0/16"), IpAddress.of("fd00::1"), ours(netlink)))
          .noneMatch(Route::isDefault);
      assertThat(netlink.routes(IpVersion.IPV6))
          .as("all but the one to IPv4 addresses in other clothes")
          .hasSize(ipv6 - 1)
          .extracting(Route::destination)
          .contains(IpSubnet.of("fd00::/64"));
      assertThat(netlink.routes()).hasSize(ipv4 + ipv6 - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-4, 10.1.2.3/32, 10.1.2.3",
    "-4, 10.1.0.0/16, 10.1.0.0/16",
    "-4, 0.0.0.0/0, all",
    "-6, fd00::3/128, fd00::3",
    "-6, fd00::/64, fd00::/64",
    "-6, ::/0, all"
  })
  void aRuleNamesTheTableForItsSenders(String version, String from, String seen) {
    try (Netlink netlink = Netlink.open()) {
      Rule rule = Rule.from(IpSubnet.of(from), TABLE, 50);
      netlink.addRule(rule);

      assertThat(Command.run("ip", version, "rule", "show", "priority", "50"))
          .isEqualTo("50:\tfrom " + seen + " lookup " + TABLE);
      refused(Errno.EEXIST, () -> netlink.addRule(rule));
      netlink.deleteRule(rule);
      assertThat(Command.run("ip", version, "rule", "show", "priority", "50")).isEmpty();
      refused(Errno.ENOENT, () -> netlink.deleteRule(rule));
    }
  }

  @ParameterizedTest
  @CsvSource({"IPV4, -4", "IPV6, -6"})
  void aRuleNamesTheTableForMarkedPackets(IpVersion version, String option) {
    try (Netlink netlink = Netlink.open()) {
      netlink.addRule(Rule.marked(version, 0x2a, TABLE, 50));

      assertThat(Command.run("ip", option, "rule", "show", "priority", "50"))
          .isEqualTo("50:\tfrom all fwmark 0x2a lookup " + TABLE);
    }
  }

  private static Netlink withLink() {
    Ip.run("link add ours type veth peer name other");
    Ip.run("link set other up");
    Ip.run("link set ours up");
    return Netlink.open();
  }

  private static int ours(Netlink netlink) {
    return netlink.link("ours").orElseThrow().index();
  }

  private static String shown() {
    return Command.run("ip", "address", "show", "ours");
  }

  /** Returns the routes of our table; one that has none is not there at all. */
  private static String table(String version) {
    return Command.run("ip", version, "route", "show", "table", "all")
        .lines()
        .filter(line -> line.contains(" table " + TABLE))
        .map(line -> line.replace(" table " + TABLE, ""))
        .reduce((one, other) -> one + "\n" + other)
        .orElse("");
  }

  private static void refused(Errno errno, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            NetlinkException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
