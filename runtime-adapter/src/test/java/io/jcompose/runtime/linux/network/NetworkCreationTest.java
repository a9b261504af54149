package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.network;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is chosen and recorded for networks and pods. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(120)
class NetworkCreationTest {
  private static final Path IP_FORWARD = Path.of("/proc/sys/net/ipv4/ip_forward");
  private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf");

  @TempDir Path directory;

  private Site site() {
    return new Site(directory);
  }

  @Test
  void networksClashNeitherWithEachOtherNorWithTheHost() {
    Command.run("ip", "link", "add", "lan", "up", "type", "bridge");
    Command.run("ip", "address", "add", "10.210.1.1/17", "dev", "lan");
    Command.run("ip", "route", "add", "10.210.128.0/18", "dev", "lan");
    try (Site site = site()) {
      List<IpSubnet> chosen = new ArrayList<>();
      for (int number = 0; number < 8; number++) {
        NetworkRecord made = site.create(bridge("network-" + number));
        chosen.add(made.subnets().get(0).subnet());
      }

      assertThat(chosen).doesNotHaveDuplicates();
      assertThat(chosen).allMatch(IpSubnet.of("10.210.192.0/18")::contains);
      assertThatThrownBy(() -> site.create(network("asked").subnet("10.210.5.0/24").plan()))
          .hasMessage(
              "cannot make network 'asked': its subnet 10.210.5.0/24 overlaps 10.210.0.0/17, which"
                  + " link lan of this host has");
      assertThatThrownBy(() -> site.create(network("asked").subnet(chosen.get(3).value()).plan()))
          .hasMessageEndingWith("which network 'network-3' of project 'shop' has");
      assertThat(site.networks().list()).hasSize(8);
    }
  }

  @Test
  void aNetworkOnALinkOfTheHostHasTheHostsOwnSubnet() {
    Command.run("ip", "link", "add", "lan", "up", "type", "bridge");
    Command.run("ip", "address", "add", "10.9.0.1/24", "dev", "lan");
    try (Site site = site()) {
      NetworkRecord lan =
          site.create(
              network("lan")
                  .driver(NetworkDriver.MACVLAN)
                  .option("parent", "lan")
                  .subnet("10.9.0.0/24")
                  .plan());

      assertThat(lan.link()).contains("lan");
    }
  }

  @Test
  void theSameAgainReturnsWhatIsThere() {
    try (Site site = site()) {
      NetworkRecord first = site.create(network("front").ipv6().plan());

      assertThat(site.another().create(bridge("front"))).isEqualTo(first);
      assertThat(site.another().find(first.name())).contains(first);
      assertThat(first.id()).matches("[0-9a-f]{64}");
      Site.Pod web = site.unattached("web").attach(to("front"));
      assertThat(site.another().attach(web.key(), List.of(to("front")))).isEqualTo(web.links());
    }
  }

  @Test
  void aPodsPlaceSurvivesBeingWrittenToDisk() {
    try (Site site = site()) {
      site.create(network("front").ipv6().plan());
      PodLink link = site.unattached("web").attach(to("front")).links().get(0);
      PlanJson json = new PlanJson();

      assertThat(json.read(json.write(link), PodLink.class)).isEqualTo(link);
      assertThat(link.hostLink().orElseThrow()).matches("jv[0-9a-f]{12}");
      assertThat(link.macAddress()).isEqualTo(HardwareAddresses.of(link.addresses().get(0)));
    }
  }

  @Test
  void endpointsAreListedWithTheirAddresses() {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      Site.Pod web = site.unattached("web").attach(to("front"));
      Site.Pod db = site.unattached("db").attach(to("front"));

      assertThat(site.networks().endpoints(front.name()))
          .extracting(Endpoint::pod, Endpoint::addresses)
          .containsExactly(
              tuple(db.key().infra(), List.of(IpAddress.of(db.address()))),
              tuple(web.key().infra(), List.of(IpAddress.of(web.address()))));
    }
  }

  @Test
  void aFixedAddressIsGivenOnceAndOnlyIfItIsOneOfTheNetworks() {
    try (Site site = site()) {
      site.create(network("front").ipv6().subnet("10.9.0.0/24").subnet("fd00:9::/64").plan());
      Site.Pod web = site.pod("web", to("front", "fd00:9::77")).serve();

      assertThat(Curl.get("[fd00:9::77]", Curl.INSIDE)).isEqualTo("fd00:9:0:0:0:0:0:1");
      assertThat(web.address()).isEqualTo("10.9.0.2");
      assertThatThrownBy(() -> site.unattached("db").attach(to("front", "10.9.0.2")))
          .hasMessageContaining("pod 'web' of project 'shop' has it");
      assertThatThrownBy(() -> site.unattached("db").attach(to("front", "10.9.0.1")))
          .hasMessageContaining("it is none that network 'front' has for pods");
      assertThatThrownBy(() -> site.unattached("db").attach(to("front", "10.8.0.1")))
          .hasMessageContaining("(subnet 10.9.0.0/24)");
    }
  }

  @Test
  void whatAPodWasGivenBeforeAFailureIsGivenBack() {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      site.create(network("tiny").subnet("10.9.0.0/30").plan());
      site.unattached("first").attach(to("tiny"));

      assertThatThrownBy(() -> site.unattached("db").attach(to("front"), to("tiny")))
          .hasMessage("network 'tiny' has no address left for pod 'db' of project 'shop'");
      assertThat(directory.resolve("state/networks/front/addresses")).isEmptyDirectory();
      assertThat(site.networks().endpoints(front.name())).isEmpty();
    }
  }

  @Test
  void whatAPodLeftThatNobodyKnowsAnyMoreGoesWithTheNetwork() {
    Site site = site();
    NetworkRecord front = site.create(bridge("front"));
    Site.Pod web = site.pod("web", to("front"));
    String address = web.address();
    web.forget();
    pretendThatTheMakerDied(front, address);

    assertThat(site.networks().endpoints(front.name())).isEmpty();
    site.networks().remove(front.name());

    assertThat(Command.run("ip", "-br", "link")).hasLineCount(1);
    assertThat(directory.resolve("state/networks/.pods")).isEmptyDirectory();
    site.close();
  }

  private void pretendThatTheMakerDied(NetworkRecord network, String address) {
    Path claim =
        directory
            .resolve("state/networks")
            .resolve(network.name().value())
            .resolve("addresses")
            .resolve(address);
    try {
      Path text = Files.readSymbolicLink(claim);
      Files.delete(claim);
      Files.createSymbolicLink(claim, Path.of(text.getName(0).toString(), "1-1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMissingClaimIsMadeAgainBeforeTheAddressIsUsed() throws IOException {
    try (Site site = site()) {
      NetworkRecord front = site.create(bridge("front"));
      Site.Pod web = site.unattached("web").attach(to("front"));
      Path claim = directory.resolve("state/networks/front/addresses").resolve(web.address());
      Files.delete(claim); // the power failed before it was on disk

      web.up();

      assertThat(site.networks().endpoints(front.name())).hasSize(1);
    }
  }

  @Test
  void unknownDriverOptionsAreToldAndIllegalOnesRefused() {
    try (Site site = site()) {
      site.create(network("front").option("colour", "red").plan());
      assertThat(site.warnings())
          .containsExactly("network 'front': these driver options have no effect here: colour");
      assertThatThrownBy(
              () ->
                  site.create(network("back").option("com.docker.network.driver.mtu", "x").plan()))
          .hasMessageContaining("the driver option com.docker.network.driver.mtu is 'x'");
      assertThat(site.networks().find(new NetworkName("back"))).isEmpty();
    }
  }

  @Test
  void forwardingIsGivenBackWhenTheLastBridgeGoes() throws IOException {
    Files.writeString(IP_FORWARD, "0");
    try (Site site = site()) {
      site.create(bridge("front"));
      site.create(bridge("back"));
      Site.Pod web = site.pod("web", to("front"));
      Site.Pod db = site.pod("db", to("back"));
      web.down();
      site.networks().remove(new NetworkName("front"));
      assertThat(IP_FORWARD).hasContent("1");

      site.restart(); // another process, which never saw the 0
      db.down();
      site.networks().remove(new NetworkName("back"));
      assertThat(IP_FORWARD).hasContent("0");
    }
  }

  @Test
  void forwardingThatWasOnStaysOn() throws IOException {
    Files.writeString(IP_FORWARD, "1");
    try (Site site = site()) {
      site.create(bridge("front"));
      site.pod("web", to("front"));
    }
    assertThat(IP_FORWARD).hasContent("1");
  }

  @Test
  void aHostThatForwardsIpv6StillListensToItsRouterAndAllIsGivenBack() throws IOException {
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        Site site = site()) {
      assertThat(neighbour).isNotNull();
      Files.writeString(IPV6.resolve("all/forwarding"), "0");
      Files.writeString(IPV6.resolve("uplink/accept_ra"), "1");
      site.create(bridge("four"));
      site.create(network("six").ipv6().plan());
      site.pod("four", to("four"));
      assertThat(IPV6.resolve("all/forwarding")).hasContent("0");

      Site.Pod six = site.pod("six", to("six"));
      assertThat(IPV6.resolve("all/forwarding")).hasContent("1");
      assertThat(IPV6.resolve("uplink/accept_ra")).hasContent("2");

      six.down();
      site.networks().remove(new NetworkName("six"));
      assertThat(IPV6.resolve("all/forwarding")).hasContent("0");
      assertThat(IPV6.resolve("uplink/accept_ra")).hasContent("1");
    }
  }

  @Test
  void manyPodsOfSeveralProcessesComeUpAtOnce() {
    int pods = 40;
    try (Site site = site()) {
      List<PodNetworks> processes = List.of(site.another(), site.another(), site.another());
      for (int number = 0; number < 5; number++) {
        site.create(bridge("network-" + number));
      }
      List<Site.Pod> all = new ArrayList<>();
      for (int number = 0; number < pods; number++) {
        all.add(site.unattached("pod-" + number));
      }
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (int worker = 0; worker < 8; worker++) {
        workers.add(work(worker, all, processes.get(worker % 3)));
      }
      workers.forEach(CompletableFuture::join);

      assertThat(all.stream().flatMap(pod -> pod.links().stream()))
          .hasSize(2 * pods)
          .extracting(PodLink::addresses)
          .doesNotHaveDuplicates();
      Site.Pod first = all.get(0).serve();
      assertThat(all.get(5).curl(first.address(), Curl.INSIDE)).isEqualTo(all.get(5).address());
      assertThat(all.get(pods - 1).curl(first.address(), Curl.INSIDE))
          .isEqualTo(all.get(pods - 1).address("network-0"));
    }
    assertThat(Command.run("ip", "-br", "link")).hasLineCount(1);
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
  }

  /** Brings up every eighth pod on two of the networks, on a thread in the test's namespace. */
  private static CompletableFuture<Void> work(
      int worker, List<Site.Pod> all, PodNetworks networks) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                for (int number = worker; number < all.size(); number += 8) {
                  all.get(number)
                      .attach(
                          networks, to("network-" + number % 5), to("network-" + (number + 1) % 5))
                      .up(networks);
                }
                ended.complete(null);
              } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
              }
            },
            "worker-" + worker)
        .start();
    return ended;
  }
}
