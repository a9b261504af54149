package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.linux.network.Uplink.Place;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UplinkChoiceTest {
  private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";
  private static final Path PIN = Path.of("/run/jcompose/projects/shop/netns/web");

  private static Reached reached(NetworkPlan plan, int priority) {
    IpSubnet subnet = IpSubnet.of("10.210.7.0/24");
    IpAddress gateway = subnet.address(1);
    NetworkRecord record =
        new NetworkRecord(
            NetworkRecord.VERSION,
            plan,
            "0",
            Instant.EPOCH,
            Optional.of("jc0"),
            List.of(new Subnet(subnet, plan.internal() ? Optional.empty() : Optional.of(gateway))),
            1500);
    PodLink link =
        new PodLink(
            plan.name(),
            "eth0",
            Optional.of("jv0"),
            List.of(subnet.address(2)),
            List.of(),
            new MacAddress("02:42:0a:d2:07:02"),
            Map.of(),
            priority);
    return new Reached(link, record);
  }

  private static Optional<IpSubnet> subnet(List<Reached> links, String... taken) {
    return UplinkChoice.place(links, true, Stream.of(taken).map(IpSubnet::of).toList())
        .map(Place::subnet);
  }

  @Test
  void theFirstAddressesThatNobodyHasAreTaken() {
    List<Reached> links = List.of(reached(bridge("front"), 0));

    assertThat(subnet(links)).contains(IpSubnet.of("198.18.0.0/24"));
    assertThat(subnet(links, "198.18.0.77/32", "198.18.1.0/24"))
        .contains(IpSubnet.of("198.18.2.0/24"));
    assertThat(subnet(links, "198.18.0.0/16")).contains(IpSubnet.of("198.19.0.0/24"));
    assertThat(subnet(links, "198.0.0.0/8")).isEmpty();
  }

  @Test
  void onlyWhatIsToCarryTheHostsAddressNeedsOne() {
    assertThat(subnet(List.of())).isEmpty();
    assertThat(subnet(List.of(reached(network("inner").internal().plan(), 0)))).isEmpty();
    assertThat(subnet(List.of(reached(network("routed").option(MASQUERADE, "false").plan(), 0))))
        .isEmpty();
  }

  @Test
  void aLinkThatLeadsOutByItselfAndComesFirstNeedsNone() {
    Reached lan = reached(network("lan").driver(NetworkDriver.MACVLAN).plan(), 1);

    assertThat(subnet(List.of(reached(bridge("front"), 0), lan))).isEmpty();
    assertThat(subnet(List.of(reached(bridge("front"), 2), lan))).isPresent();
  }

  @Test
  void aVersionOfIpThatThePodLeadsOutByNowhereIsLeftAlone() {
    assertThat(UplinkChoice.place(List.of(reached(bridge("front"), 0)), false, List.of()))
        .isEmpty();
  }

  @Test
  void theProgramsKeepOffTheHostsLoopbackAndForwardNothing() {
    Optional<Place> ipv4 = Optional.of(Place.in(IpSubnet.of("198.18.0.0/24")));
    Optional<Place> ipv6 = Optional.of(Place.in(IpSubnet.of("fd00::/64")));

    assertThat(String.join(" ", UplinkProgram.SLIRP4NETNS.arguments(PIN, ipv4, ipv6)))
        .isEqualTo(
            "--netns-type=path --disable-host-loopback --disable-dns --enable-sandbox"
                + " --enable-seccomp --mtu=65520 --cidr=198.18.0.0/24 --enable-ipv6 "
                + PIN
                + " jcout");
    assertThat(String.join(" ", UplinkProgram.PASTA.arguments(PIN, ipv4, Optional.empty())))
        .isEqualTo(
            "--foreground --quiet --runas 0:0 -t none -u none -T none -U none --no-map-gw"
                + " --no-dhcp --no-dhcpv6 --no-ra --mtu 65520 --address 198.18.0.100 --netmask 24"
                + " --gateway 198.18.0.2 --ipv4-only --ns-ifname jcout --netns "
                + PIN);
  }
}
