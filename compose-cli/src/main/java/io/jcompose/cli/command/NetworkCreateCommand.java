package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose network create}. */
final class NetworkCreateCommand implements Runnable {
  private final Tools tools;
  private final Supplier<String> driver;
  private final Supplier<List<String>> options;
  private final Supplier<List<String>> subnets;
  private final Supplier<List<String>> gateways;
  private final Supplier<List<String>> ranges;
  private final Supplier<List<String>> auxiliary;
  private final Flag internal;
  private final Flag ipv6;
  private final Supplier<List<String>> labels;
  private final Flag ignore;
  private final Supplier<String> name;

  NetworkCreateCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Make a network that projects join as an external one.");
    driver =
        syntax.option("-d, --driver=DRIVER", "bridge, macvlan, ipvlan or p2p.").orElse("bridge");
    options =
        syntax
            .option("-o, --opt=KEY=VALUE", "An option of the driver. May be repeated.")
            .repeated();
    subnets =
        syntax
            .option(
                "--subnet=SUBNET",
                "Its addresses; for IPv4 and IPv6 once each. A free one by default.")
            .repeated();
    gateways =
        syntax
            .option("--gateway=ADDRESS", "The host's address in a subnet; the first by default.")
            .repeated();
    ranges =
        syntax
            .option("--ip-range=SUBNET", "The part of a subnet that addresses are chosen from.")
            .repeated();
    auxiliary =
        syntax
            .option(
                "--aux-address=NAME=ADDRESS", "An address that no pod is given. May be repeated.")
            .repeated();
    internal = syntax.flag("--internal", "Without a way out.");
    ipv6 = syntax.flag("--ipv6", "With IPv6 addresses too.");
    labels = syntax.option("--label=NAME=VALUE", "A label. May be repeated.").repeated();
    ignore = syntax.flag("--ignore", "Do not mind if it is there already.");
    name = syntax.argument("NAME", "Its name.");
  }

  @Override
  public void run() {
    NetworkName wanted = NetworkArguments.name(name.get());
    Optional<NetworkStatus> present = tools.runtime().get().networks().find(wanted);
    if (present.isPresent() && !ignore.isSet()) {
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
    boolean withIpv6 = ipv6.isSet() || pools.stream().anyMatch(pool -> !pool.subnet().isIpv4());
    return new NetworkPlan(
        NetworkArguments.name(name.get()),
        Optional.empty(),
        false,
        driver(),
        NameValuePairs.of(options.get()),
        internal.isSet(),
        true,
        withIpv6,
        pools,
        NameValuePairs.of(labels.get()));
  }

  private NetworkDriver driver() {
    return Arrays.stream(NetworkDriver.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(driver.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "there is no network driver '" + driver.get() + "'",
                    "choose "
                        + Arrays.stream(NetworkDriver.values())
                            .map(known -> known.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  /** A gateway, range or further address belongs to the subnet it lies in. */
  private List<NetworkPlan.Pool> pools() {
    List<IpAddress> hosts = read(gateways.get(), IpAddress::of);
    List<IpSubnet> parts = read(ranges.get(), IpSubnet::of);
    Map<String, IpAddress> given = new LinkedHashMap<>();
    NameValuePairs.of(auxiliary.get())
        .forEach((key, text) -> given.put(key, read(text, IpAddress::of)));
    List<NetworkPlan.Pool> pools = new ArrayList<>();
    for (IpSubnet subnet : read(subnets.get(), IpSubnet::of)) {
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
}
