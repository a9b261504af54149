package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.JsonText;
import io.jcompose.model.value.IpAddress;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import io.jcompose.scheduler.runtime.NetworkStatus.Subnet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code jcompose network inspect}. */
final class NetworkInspectCommand implements Runnable {
  private final Tools tools;
  private final Supplier<List<String>> names;

  NetworkInspectCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print all about networks, as a JSON array.");
    names = syntax.oneOrMoreArguments("NETWORK", "Names or ids.");
  }

  @Override
  public void run() {
    NetworkArguments arguments = new NetworkArguments(tools);
    List<Map<String, Object>> networks =
        names.get().stream().map(arguments::existing).map(this::toMap).toList();
    tools.console().line(JsonText.of(networks));
  }

  /** The keys are docker's; {@code Link} and {@code Pod} are ours. */
  private Map<String, Object> toMap(NetworkStatus network) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Name", network.plan().name().value());
    map.put("Id", network.id());
    map.put("Created", network.created().toString());
    map.put("Scope", "local");
    map.put("Driver", NetworkListCommand.driver(network));
    map.put("Link", network.link().orElse(""));
    map.put("EnableIPv4", network.plan().ipv4());
    map.put("EnableIPv6", network.plan().ipv6());
    map.put("Internal", network.plan().internal());
    map.put(
        "IPAM",
        Map.of("Config", network.subnets().stream().map(NetworkInspectCommand::pool).toList()));
    map.put("Containers", containers(network));
    map.put("Options", network.plan().options());
    map.put("Labels", network.plan().labels());
    return map;
  }

  private static Map<String, Object> pool(Subnet subnet) {
    Map<String, Object> pool = new LinkedHashMap<>();
    pool.put("Subnet", subnet.subnet().toString());
    subnet.gateway().ifPresent(gateway -> pool.put("Gateway", gateway.toString()));
    return pool;
  }

  private Map<String, Object> containers(NetworkStatus network) {
    Map<String, Object> containers = new LinkedHashMap<>();
    for (Endpoint endpoint : network.endpoints()) {
      for (ContainerStatus container :
          tools.runtime().get().containers().list(endpoint.project())) {
        if (container.spec().plan().pod().equals(endpoint.pod())) {
          containers.put(container.id(), container(network, endpoint, container));
        }
      }
    }
    return containers;
  }

  private static Map<String, Object> container(
      NetworkStatus network, Endpoint endpoint, ContainerStatus container) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Name", container.name().value());
    map.put("Pod", endpoint.pod().value());
    map.put("MacAddress", endpoint.macAddress());
    map.put("IPv4Address", address(network, endpoint, true));
    map.put("IPv6Address", address(network, endpoint, false));
    return map;
  }

  private static String address(NetworkStatus network, Endpoint endpoint, boolean ipv4) {
    for (IpAddress address : endpoint.addresses()) {
      if (address.isIpv4() == ipv4) {
        return network.subnets().stream()
            .filter(subnet -> subnet.subnet().contains(address))
            .map(subnet -> address + "/" + subnet.subnet().prefix())
            .findFirst()
            .orElse(address.toString());
      }
    }
    return "";
  }
}
