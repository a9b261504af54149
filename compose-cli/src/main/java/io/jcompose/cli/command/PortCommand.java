package io.jcompose.cli.command;

import io.jcompose.cli.option.ReplicaNumber;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose port}. */
final class PortCommand implements Runnable {
  private static final int LARGEST = 65535;

  private final Tools tools;
  private final Supplier<String> protocol;
  private final Supplier<Integer> index;
  private final Supplier<String> service;
  private final Supplier<Optional<String>> port;

  PortCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print where on the host a service's port is published.");
    protocol = syntax.option("--protocol=PROTOCOL", "tcp, udp or sctp.").orElse("tcp");
    index =
        syntax
            .option("--index=NUMBER", "Which of several replicas.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    service = syntax.argument("SERVICE", "The service.");
    port = syntax.optionalArgument("PRIVATE_PORT", "The port in its container; all by default.");
  }

  @Override
  public void run() {
    ProjectState state = new ExistingProject(tools).state();
    ServiceName name = KnownServices.find(service.get(), state.services());
    ContainerStatus container = Replicas.choose(state.of(Set.of(name)), name, index.get());
    List<Publication> published = state.published(container);
    Optional<String> asked = port.get();
    if (asked.isEmpty()) {
      published.forEach(each -> tools.console().line(each.target() + " -> " + address(each)));
      return;
    }
    int wanted = number(asked.get());
    List<Publication> matching =
        published.stream()
            .filter(each -> each.target().number() == wanted)
            .filter(
                each ->
                    each.target()
                        .protocol()
                        .toString()
                        .equals(protocol.get().toLowerCase(Locale.ROOT)))
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
        "no port "
            + wanted
            + "/"
            + protocol.get()
            + " of container '"
            + container.name()
            + "' is published",
        all.isEmpty()
            ? "publish it under the service's 'ports'; it publishes none, or does not run"
            : "ask for one that is: " + all);
  }

  private static String address(Publication published) {
    String host = published.hostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + published.hostPort();
  }
}
