package io.jcompose.cli.command;

import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jcompose port}. */
@Command(name = "port", description = "Print where on the host a service's port is published.")
final class PortCommand implements Runnable {
  private static final int LARGEST = 65535;

  private final Tools tools;

  @Option(names = "--protocol", paramLabel = "PROTOCOL", description = "tcp, udp or sctp.")
  private String protocol = "tcp";

  @Option(names = "--index", paramLabel = "NUMBER", description = "Which of several replicas.")
  private int index;

  @Parameters(index = "0", paramLabel = "SERVICE", description = "The service.")
  private String service = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PRIVATE_PORT",
      description = "The port in its container; all by default.")
  private Optional<String> port = Optional.empty();

  PortCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    ProjectState state = new ExistingProject(tools).state();
    ServiceName name = KnownServices.find(service, state.services());
    ContainerStatus container = Replicas.choose(state.of(Set.of(name)), name, index);
    List<Publication> published = state.published(container);
    if (port.isEmpty()) {
      published.forEach(
          each ->
              tools.console().line(each.target() + " -> " + address(each)));
      return;
    }
    int wanted = number(port.get());
    List<Publication> matching =
        published.stream()
            .filter(each -> each.target().number() == wanted)
            .filter(
                each ->
                    each.target().protocol().toString().equals(protocol.toLowerCase(Locale.ROOT)))
            .toList();
    if (matching.isEmpty()) {
      throw notPublished(container, wanted, published);
    }
    matching.forEach(each -> tools.console().line(address(each)));
  }

  private static int number(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LARGEST) {
      return Integer.parseInt(text);
    }
    throw new CommandFailure(
        "'" + text + "' is not a port number",
        "write a number from 0 to 65535, and the protocol as '--protocol udp'");
  }

  private CommandFailure notPublished(
      ContainerStatus container, int wanted, List<Publication> published) {
    String all =
        published.stream()
            .map(each -> each.target().toString())
            .distinct()
            .collect(Collectors.joining(", "));
    return new CommandFailure(
        "no port " + wanted + "/" + protocol + " of container '" + container.name() + "' is published",
        all.isEmpty()
            ? "publish it under the service's 'ports'; it publishes none, or does not run"
            : "ask for one that is: " + all);
  }

  private static String address(Publication published) {
    String host = published.hostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + published.hostPort();
  }
}
