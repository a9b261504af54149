package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose network connect}. */
final class NetworkConnectCommand implements Callable<Integer> {
  private static final String AN_ADDRESS = "write an address, or none to have one chosen";

  private final Tools tools;
  private final Supplier<List<String>> aliases;
  private final Supplier<Optional<String>> ipv4;
  private final Supplier<Optional<String>> ipv6;
  private final Supplier<Optional<String>> macAddress;
  private final Supplier<String> network;
  private final Supplier<String> container;

  NetworkConnectCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Let a container's pod join a network; it may run.");
    aliases =
        syntax
            .option(
                "--alias=NAME", "A name for others in the network to find it by. May be repeated.")
            .repeated();
    ipv4 = syntax.option("--ip=ADDRESS", "Its IPv4 address.").optional();
    ipv6 = syntax.option("--ip6=ADDRESS", "Its IPv6 address.").optional();
    macAddress = syntax.option("--mac-address=ADDRESS", "Its hardware address.").optional();
    network = syntax.argument("NETWORK", "A name or id.");
    container = syntax.argument("CONTAINER", "A container's name.");
  }

  @Override
  public Integer call() {
    NetworkStatus joined = new NetworkArguments(tools).existing(network.get());
    ContainerStatus member = NamedContainer.find(tools, container.get());
    List<String> names = new ArrayList<>(aliases.get());
    names.add(member.name().value());
    names.add(member.spec().plan().service().value());
    AttachmentPlan place =
        new AttachmentPlan(
            joined.plan().name(),
            names,
            Optional.empty(),
            ipv4.get().map(text -> NetworkArguments.read(text, IpAddress::of, AN_ADDRESS)),
            ipv6.get().map(text -> NetworkArguments.read(text, IpAddress::of, AN_ADDRESS)),
            List.of(),
            macAddress.get().map(text -> NetworkArguments.read(text, MacAddress::new, AN_ADDRESS)),
            Map.of(),
            0);
    return new Performance(tools)
        .of(
            tools.supervisors().actor(member.spec().plan().project()),
            new Request.Connect(member.spec().plan().pod(), place))
        .number();
  }
}
