package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.NetworkPlan.Pool;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks and attachments for tests: what is not said is as Compose has it. */
final class NetworkPlans {
  private final String name;
  private NetworkDriver driver = NetworkDriver.BRIDGE;
  private boolean internal;
  private boolean ipv4 = true;
  private boolean ipv6;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<Pool> pools = new ArrayList<>();

  private NetworkPlans(String name) {
    this.name = name;
  }

  static NetworkPlans network(String name) {
    return new NetworkPlans(name);
  }

  static NetworkPlan bridge(String name) {
    return network(name).plan();
  }

  NetworkPlans driver(NetworkDriver chosen) {
    driver = chosen;
    return this;
  }

  NetworkPlans internal() {
    internal = true;
    return this;
  }

  NetworkPlans ipv6() {
    ipv6 = true;
    return this;
  }

  NetworkPlans ipv6Only() {
    ipv4 = false;
    ipv6 = true;
    return this;
  }

  NetworkPlans option(String key, String value) {
    options.put(key, value);
    return this;
  }

  NetworkPlans subnet(String subnet) {
    return pool(subnet, Optional.empty(), Optional.empty(), Map.of());
  }

  NetworkPlans pool(
      String subnet,
      Optional<String> range,
      Optional<String> gateway,
      Map<String, IpAddress> auxiliary) {
    pools.add(
        new Pool(
            IpSubnet.of(subnet), range.map(IpSubnet::of), gateway.map(IpAddress::of), auxiliary));
    return this;
  }

  NetworkPlan plan() {
    return new NetworkPlan(
        new NetworkName(name),
        Optional.of(new ProjectName("shop")),
        false,
        driver,
        options,
        internal,
        ipv4,
        ipv6,
        pools,
        Map.of());
  }

  /** Returns the record of the network, as if it had been made. */
  NetworkRecord record() {
    return record(List.of());
  }

  NetworkRecord record(List<SubnetChoice.Taken> taken) {
    NetworkPlan plan = plan();
    return new NetworkRecord(
        NetworkRecord.VERSION,
        plan,
        "0".repeat(64),
        Instant.EPOCH,
        Optional.of("jc0000beef"),
        new SubnetChoice(plan, new ShortHash(Site.host(Path.of("/tmp"))), taken).choose(),
        1500);
  }

  static AttachmentPlan to(String network) {
    return AttachmentPlan.of(new NetworkName(network), List.of());
  }

  static AttachmentPlan to(String network, String address) {
    IpAddress asked = IpAddress.of(address);
    return new AttachmentPlan(
        new NetworkName(network),
        List.of(),
        Optional.empty(),
        Optional.of(asked).filter(IpAddress::isIpv4),
        Optional.of(asked).filter(own -> !own.isIpv4()),
        List.of(),
        Optional.empty(),
        Map.of(),
        0);
  }

  static AttachmentPlan preferred(String network, int priority) {
    return new AttachmentPlan(
        new NetworkName(network),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        priority);
  }

  static AttachmentPlan named(String network, String interfaceName) {
    return new AttachmentPlan(
        new NetworkName(network),
        List.of(),
        Optional.of(interfaceName),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        0);
  }

  static AttachmentPlan described(
      String network, String interfaceName, String mac, String linkLocal, String sysctls) {
    return new AttachmentPlan(
        new NetworkName(network),
        List.of(),
        Optional.of(interfaceName),
        Optional.empty(),
        Optional.empty(),
        List.of(IpAddress.of(linkLocal)),
        Optional.of(new MacAddress(mac)),
        Map.of("com.docker.network.endpoint.sysctls", sysctls),
        0);
  }
}
