package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.NetworkDefinition.AddressPool;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The address pools of one network: {@code ipam.config:}, read and checked. */
final class AddressPools {
  private final NetworkDefinition definition;
  private final String path;
  private final Problems problems;
  private final List<NetworkPlan.Pool> pools = new ArrayList<>();

  private AddressPools(String key, NetworkDefinition definition, Problems problems) {
    this.definition = definition;
    this.path = "networks." + key + ".ipam.config";
    this.problems = problems;
  }

  static AddressPools of(String key, NetworkDefinition definition, Problems problems) {
    AddressPools pools = new AddressPools(key, definition, problems);
    int index = 0;
    for (AddressPool pool : definition.addresses().pools()) {
      pools.add(pool, pools.path + "[" + index + "]");
      index++;
    }
    pools.checkOneOfEach();
    return pools;
  }

  boolean haveIpv6() {
    return pools.stream().anyMatch(pool -> !pool.subnet().isIpv4());
  }

  /** Returns those of the versions that the network has; docker leaves the others out too. */
  List<NetworkPlan.Pool> used(boolean ipv4, boolean ipv6) {
    return pools.stream().filter(pool -> pool.subnet().isIpv4() ? ipv4 : ipv6).toList();
  }

  private void add(AddressPool pool, String at) {
    boolean empty =
        pool.range().isEmpty() && pool.gateway().isEmpty() && pool.auxiliary().isEmpty();
    if (pool.subnet().isEmpty()) {
      if (!empty) {
        problem(at, "an address pool needs a subnet", "add 'subnet', such as '10.5.0.0/16'");
      }
      return;
    }
    IpSubnet subnet = IpSubnet.of(pool.subnet().get());
    Optional<IpSubnet> range = pool.range().map(IpSubnet::of);
    Optional<IpAddress> gateway = pool.gateway().map(IpAddress::of);
    Map<String, IpAddress> auxiliary = new LinkedHashMap<>();
    pool.auxiliary().forEach((name, address) -> auxiliary.put(name, IpAddress.of(address)));
    range
        .filter(part -> part.isIpv4() != subnet.isIpv4() || !subnet.contains(part))
        .ifPresent(part -> outside(at + ".ip_range", part.value(), subnet));
    gateway
        .filter(address -> !subnet.contains(address))
        .ifPresent(address -> outside(at + ".gateway", address.value(), subnet));
    auxiliary.forEach(
        (name, address) -> {
          if (!subnet.contains(address)) {
            outside(at + ".aux_addresses." + name, address.value(), subnet);
          }
        });
    pools.add(new NetworkPlan.Pool(subnet, range, gateway, auxiliary));
  }

  private void checkOneOfEach() {
    long ipv4 = pools.stream().filter(pool -> pool.subnet().isIpv4()).count();
    if (ipv4 > 1 || pools.size() - ipv4 > 1) {
      problem(
          path,
          "a network has one subnet of each version of IP at most, and "
              + Math.max(ipv4, pools.size() - ipv4)
              + " of IPv"
              + (ipv4 > 1 ? 4 : 6)
              + " are given",
          "keep one, wide enough for all");
    }
  }

  private void outside(String at, String what, IpSubnet subnet) {
    problem(at, "'" + what + "' is not in subnet " + subnet, "choose one of that subnet");
  }

  private void problem(String at, String message, String hint) {
    problems.add(definition.place(), at, message, hint);
  }
}
