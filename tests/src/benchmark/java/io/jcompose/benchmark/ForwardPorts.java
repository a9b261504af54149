package io.jcompose.benchmark;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.ForwardedPort;
import io.jcompose.runtime.linux.forward.Forwarder;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Forwards ports until its input ends; what {@code tests/benchmark-forward} measures.
 *
 * <p>Arguments: the host's address; the pod's address; the pin of its namespace, or {@code -};
 * {@code true} to preserve the client's address; then {@code HOST_PORT:TARGET_PORT} as often as
 * wanted.
 */
public final class ForwardPorts {
  private ForwardPorts() {}

  public static void main(String[] arguments) throws IOException {
    String host = arguments[0];
    List<IpAddress> targets = List.of(IpAddress.of(arguments[1]));
    Optional<Path> namespace =
        arguments[2].equals("-") ? Optional.empty() : Optional.of(Path.of(arguments[2]));
    boolean preserveSource = Boolean.parseBoolean(arguments[3]);
    try (Forwarder forwarder = Forwarder.open(Host.real(), System.err::println)) {
      for (String pair : List.of(arguments).subList(4, arguments.length)) {
        String[] ports = pair.split(":", -1);
        forwarder.add(
            new ForwardedPort(
                new Publication(
                    new ServiceName("web"),
                    host,
                    Integer.parseInt(ports[0]),
                    new Port(Integer.parseInt(ports[1]), Protocol.TCP)),
                targets,
                namespace,
                preserveSource));
      }
      while (System.in.read() >= 0) {
        // until whoever started us ends
      }
    }
  }
}
