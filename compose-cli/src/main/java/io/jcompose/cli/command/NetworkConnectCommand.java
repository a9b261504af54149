package io.jcompose.cli.command;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jcompose network connect}. */
@Command(name = "connect", description = "Let a container's pod join a network; it may run.")
final class NetworkConnectCommand implements Callable<Integer> {
  private static final String AN_ADDRESS = "write an address, or none to have one chosen";

  private final Tools tools;

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description = "A name for others in the network to find it by. May be repeated.")
  private final List<String> aliases = new ArrayList<>();

  @Option(names = "--ip", paramLabel = "ADDRESS", description = "Its IPv4 address.")
  private Optional<String> ipv4 = Optional.empty();

  @Option(names = "--ip6", paramLabel = "ADDRESS", description = "Its IPv6 address.")
  private Optional<String> ipv6 = Optional.empty();

  @Option(names = "--mac-address", paramLabel = "ADDRESS", description = "Its hardware address.")
  private Optional<String> macAddress = Optional.empty();

  @Parameters(index = "0", paramLabel = "NETWORK", description = "A name or id.")
  private String network = "";

  @Parameters(index = "1", paramLabel = "CONTAINER", description = "A container's name.")
  private String container = "";

  NetworkConnectCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    NetworkStatus joined = new NetworkArguments(tools).existing(network);
    ContainerStatus member = NamedContainer.find(tools, container);
    List<String> names = new ArrayList<>(aliases);
    names.add(member.name().value());
    names.add(member.spec().plan().service().value());
    AttachmentPlan place =
        new AttachmentPlan(
            joined.plan().name(),
            names,
            Optional.empty(),
            ipv4.map(text -> NetworkArguments.read(text, IpAddress::of, AN_ADDRESS)),
            ipv6.map(text -> NetworkArguments.read(text, IpAddress::of, AN_ADDRESS)),
            List.of(),
            macAddress.map(text -> NetworkArguments.read(text, MacAddress::new, AN_ADDRESS)),
            Map.of(),
            0);
    return new Performance(tools)
        .of(
            tools.supervisors().actor(member.spec().plan().project()),
            new Request.Connect(member.spec().plan().pod(), place))
        .number();
  }
}
