package io.jcompose.cli.command;

import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jcompose network create}. */
@Command(name = "create", description = "Make a network that projects join as an external one.")
final class NetworkCreateCommand implements Runnable {
  private final Tools tools;

  @Option(
      names = {"-d", "--driver"},
      paramLabel = "DRIVER",
      description = "bridge, macvlan, ipvlan or p2p.")
  private String driver = "bridge";

  @Option(
      names = {"-o", "--opt"},
      paramLabel = "KEY=VALUE",
      description = "An option of the driver. May be repeated.")
  private final List<String> options = new ArrayList<>();

  @Option(
      names = "--subnet",
      paramLabel = "SUBNET",
      description = "Its addresses; for IPv4 and IPv6 once each. A free one by default.")
  private final List<String> subnets = new ArrayList<>();

  @Option(
      names = "--gateway",
      paramLabel = "ADDRESS",
      description = "The host's address in a subnet; the first by default.")
  private final List<String> gateways = new ArrayList<>();

  @Option(
      names = "--ip-range",
      paramLabel = "SUBNET",
      description = "The part of a subnet that addresses are chosen from.")
  private final List<String> ranges = new ArrayList<>();

  @Option(
      names = "--aux-address",
      paramLabel = "NAME=ADDRESS",
      description = "An address that no pod is given. May be repeated.")
  private final List<String> auxiliary = new ArrayList<>();

  @Option(names = "--internal", description = "Without a way out.")
  private boolean internal;

  @Option(names = "--ipv6", description = "With IPv6 addresses too.")
  private boolean ipv6;

  @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label. May be repeated.")
  private final List<String> labels = new ArrayList<>();

  @Option(names = "--ignore", description = "Do not mind if it is there already.")
  private boolean ignore;

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  NetworkCreateCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    NetworkName wanted = NetworkArguments.name(name);
    Optional<NetworkStatus> present = tools.runtime().get().networks().find(wanted);
    if (present.isPresent() && !ignore) {
      throw new CommandFailure(
          "network '" + wanted + "' exists already",
          "choose another name, or remove it with 'jcompose network rm " + wanted + "'");
    }
    NetworkStatus network =
        present.orElseGet(() -> tools.runtime().get().networks().create(plan()));
    tools.console().line(network.id());
  }

  private NetworkPlan plan() {
    List<NetworkPlan.Pool> pools = pools();
    boolean withIpv6 = ipv6 || pools.stream().anyMatch(pool -> !pool.subnet().isIpv4());
    return new NetworkPlan(
        NetworkArguments.name(name),
        Optional.empty(),
        false,
        driver(),
        pairs(options),
        internal,
        true,
        withIpv6,
        pools,
        pairs(labels));
  }

  private NetworkDriver driver() {
    return Arrays.stream(NetworkDriver.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(driver))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "there is no network driver '" + driver + "'",
                    "choose "
                        + Arrays.stream(NetworkDriver.values())
                            .map(known -> known.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  /** A gateway, range or further address belongs to the subnet it lies in. */
  private List<NetworkPlan.Pool> pools() {
    List<IpAddress> hosts = read(gateways, IpAddress::of);
    List<IpSubnet> parts = read(ranges, IpSubnet::of);
    Map<String, IpAddress> given = new LinkedHashMap<>();
    pairs(auxiliary).forEach((key, text) -> given.put(key, read(text, IpAddress::of)));
    List<NetworkPlan.Pool> pools = new ArrayList<>();
    for (IpSubnet subnet : read(subnets, IpSubnet::of)) {
      Map<String, IpAddress> inside = new LinkedHashMap<>(given);
      inside.values().removeIf(address -> !subnet.contains(address));
      pools.add(
          new NetworkPlan.Pool(
              subnet,
              parts.stream().filter(subnet::contains).findFirst(),
              hosts.stream().filter(subnet::contains).findFirst(),
              inside));
      hosts = hosts.stream().filter(host -> !subnet.contains(host)).toList();
      parts = parts.stream().filter(part -> !subnet.contains(part)).toList();
      given.keySet().removeAll(inside.keySet());
    }
    failIfLeft(hosts, "--gateway");
    failIfLeft(parts, "--ip-range");
    failIfLeft(List.copyOf(given.values()), "--aux-address");
    return pools;
  }

  private static void failIfLeft(List<?> left, String option) {
    if (!left.isEmpty()) {
      throw new CommandFailure(
          option + " " + left.get(0) + " is in none of the subnets",
          "name its subnet with '--subnet'");
    }
  }

  private static <T> List<T> read(List<String> texts, Function<String, T> reader) {
    return texts.stream().map(text -> read(text, reader)).toList();
  }

  private static <T> T read(String text, Function<String, T> reader) {
    return NetworkArguments.read(
        text, reader, "write addresses as 10.5.0.1, subnets as 10.5.0.0/16");
  }

  private static Map<String, String> pairs(List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      pairs.put(
          equals < 0 ? text : text.substring(0, equals),
          equals < 0 ? "" : text.substring(equals + 1));
    }
    return pairs;
  }
}
