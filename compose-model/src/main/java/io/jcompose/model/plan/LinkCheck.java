package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.plan.Membership.Joined;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds what services ask of their links to networks and cannot have. */
final class LinkCheck {
  private static final List<IpSubnet> LINK_LOCAL =
      List.of(IpSubnet.of("169.254.0.0/16"), IpSubnet.of("fe80::/10"));

  private final Memberships memberships;
  private final NetworkPlans networks;
  private final Pods pods;
  private final Problems problems;
  private final Map<NetworkName, Map<String, Service>> owners = new HashMap<>();
  private final Map<ContainerName, Map<String, Joined>> interfaces = new HashMap<>();

  LinkCheck(Memberships memberships, NetworkPlans networks, Pods pods, Problems problems) {
    this.memberships = memberships;
    this.networks = networks;
    this.pods = pods;
    this.problems = problems;
  }

  void check(Project project) {
    project.services().values().forEach(this::check);
  }

  private void check(Service service) {
    List<Joined> all = memberships.joined(service);
    for (Joined joined : all) {
      String path = "services." + service.name() + ".networks." + joined.key();
      var attachment = joined.attachment();
      attachment
          .ipv4Address()
          .ifPresent(text -> checkAddress(service, joined, path + ".ipv4_address", text, true));
      attachment
          .ipv6Address()
          .ifPresent(text -> checkAddress(service, joined, path + ".ipv6_address", text, false));
      AttachmentPlans.macAddress(service, joined, joined.equals(all.get(0)))
          .ifPresent(
              mac ->
                  checkOwner(
                      service,
                      joined,
                      attachment.macAddress().isPresent()
                          ? path + ".mac_address"
                          : "services." + service.name() + ".mac_address",
                      plain(mac)));
      attachment
          .linkLocalAddresses()
          .forEach(text -> checkLinkLocal(service, path + ".link_local_ips", text));
      attachment.interfaceName().ifPresent(name -> checkInterface(service, joined, path, name));
    }
  }

  private static String plain(MacAddress mac) {
    return mac.value().toLowerCase(Locale.ROOT).replace('-', ':');
  }

  private void checkAddress(
      Service service, Joined joined, String path, String text, boolean ipv4) {
    IpAddress address = IpAddress.of(text);
    if (address.isIpv4() != ipv4) {
      problems.add(
          service.place(),
          path,
          "'" + text + "' is not an IPv" + (ipv4 ? 4 : 6) + " address",
          "write it under '" + (ipv4 ? "ipv6_address" : "ipv4_address") + "'");
      return;
    }
    NetworkPlan network = networks.get(joined.network());
    if (!network.external()) {
      checkSubnet(service, network, path, address);
    }
    checkOwner(service, joined, path, address.value());
  }

  private void checkSubnet(Service service, NetworkPlan network, String path, IpAddress address) {
    String shown = "'" + networks.key(network.name()) + "'";
    Optional<NetworkPlan.Pool> pool =
        network.pools().stream()
            .filter(each -> each.subnet().isIpv4() == address.isIpv4())
            .findFirst();
    if (pool.isEmpty()) {
      problems.add(
          service.place(),
          path,
          "network " + shown + " has no subnet of its own that '" + address + "' could be in",
          "give the network one: 'ipam: {config: [{subnet: "
              + (address.isIpv4() ? "10.5.0.0/16" : "'fd00:5::/64'")
              + "}]}'");
      return;
    }
    IpSubnet subnet = pool.get().subnet();
    if (!subnet.contains(address)) {
      problems.add(
          service.place(),
          path,
          "'" + address + "' is not in subnet " + subnet + " of network " + shown,
          "choose an address of that subnet");
    } else if (taken(network, pool.get()).containsKey(address)) {
      problems.add(
          service.place(),
          path,
          "'"
              + address
              + "' is "
              + taken(network, pool.get()).get(address)
              + " of network "
              + shown,
          "choose another address of " + subnet);
    }
  }

  /** Returns what is nobody's to have, each with what it is. */
  private static Map<IpAddress, String> taken(NetworkPlan network, NetworkPlan.Pool pool) {
    IpSubnet subnet = pool.subnet();
    Map<IpAddress, String> taken = new HashMap<>();
    pool.auxiliary().values().forEach(address -> taken.put(address, "an auxiliary address"));
    boolean small = subnet.size().bitLength() <= 2; // a pair of hosts, or one, uses every address
    if (!small) {
      taken.put(subnet.base(), "the lowest address");
      if (subnet.isIpv4()) {
        taken.put(subnet.last(), "the broadcast address");
      }
    }
    pool.gateway()
        .or(
            () ->
                network.driver() == NetworkDriver.P2P
                    ? Optional.empty()
                    : Optional.of(subnet.address(small ? 0 : 1)))
        .ifPresent(address -> taken.put(address, "the gateway"));
    return taken;
  }

  /** A fixed address of either kind is one pod's, and one pod has one container of a service. */
  private void checkOwner(Service service, Joined joined, String path, String address) {
    int replicas = pods.isShared(service) ? 1 : Replicas.count(service);
    if (replicas > 1) {
      problems.add(
          service.place(),
          path,
          "'" + address + "' cannot be the address of " + replicas + " replicas",
          "remove it, or run one replica");
    }
    Service owner =
        owners
            .computeIfAbsent(joined.network(), network -> new HashMap<>())
            .putIfAbsent(address, service);
    boolean together = owner != null && pods.podOf(owner, 1).equals(pods.podOf(service, 1));
    if (owner != null && !together) {
      problems.add(
          service.place(),
          path,
          "'" + address + "' is already the address of service '" + owner.name() + "'",
          "choose another one");
    }
  }

  private void checkLinkLocal(Service service, String path, String text) {
    IpAddress address = IpAddress.of(text);
    if (LINK_LOCAL.stream().noneMatch(subnet -> subnet.contains(address))) {
      problems.add(
          service.place(),
          path,
          "'" + text + "' is not a link-local address",
          "choose one of " + LINK_LOCAL.get(0) + " or " + LINK_LOCAL.get(1));
    }
  }

  private void checkInterface(Service service, Joined joined, String path, String name) {
    Joined earlier =
        interfaces
            .computeIfAbsent(pods.podOf(service, 1), pod -> new HashMap<>())
            .putIfAbsent(name, joined);
    if (earlier != null && !earlier.network().equals(joined.network())) {
      problems.add(
          service.place(),
          path + ".interface_name",
          "'" + name + "' is already the interface to network '" + earlier.key() + "'",
          "choose another name");
    }
  }
}
