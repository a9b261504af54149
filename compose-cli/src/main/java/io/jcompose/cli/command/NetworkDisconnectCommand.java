package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jcompose network disconnect}. */
@Command(name = "disconnect", description = "Let a container's pod leave a network; it may run.")
final class NetworkDisconnectCommand implements Callable<Integer> {
  private final Tools tools;

  @Option(
      names = {"-f", "--force"},
      description = "Accepted for scripts; leaving never needs it.")
  @SuppressWarnings("UnusedVariable") // what it would force is never refused
  private boolean force;

  @Parameters(index = "0", paramLabel = "NETWORK", description = "A name or id.")
  private String network = "";

  @Parameters(index = "1", paramLabel = "CONTAINER", description = "A container's name.")
  private String container = "";

  NetworkDisconnectCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    NetworkStatus left = new NetworkArguments(tools).existing(network);
    ContainerStatus member = NamedContainer.find(tools, container);
    return new Performance(tools)
        .of(
            tools.supervisors().actor(member.spec().plan().project()),
            new Request.Disconnect(member.spec().plan().pod(), left.plan().name()))
        .number();
  }
}
