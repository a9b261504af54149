package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose network disconnect}. */
final class NetworkDisconnectCommand implements Callable<Integer> {
  private final Tools tools;
  private final Supplier<String> network;
  private final Supplier<String> container;

  NetworkDisconnectCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Let a container's pod leave a network; it may run.");
    syntax.flag("-f, --force", "Accepted for scripts; leaving never needs it.");
    network = syntax.argument("NETWORK", "A name or id.");
    container = syntax.argument("CONTAINER", "A container's name.");
  }

  @Override
  public Integer call() {
    NetworkStatus left = new NetworkArguments(tools).existing(network.get());
    ContainerStatus member = NamedContainer.find(tools, container.get());
    return new Performance(tools)
        .of(
            tools.supervisors().actor(member.spec().plan().project()),
            new Request.Disconnect(member.spec().plan().pod(), left.plan().name()))
        .number();
  }
}
