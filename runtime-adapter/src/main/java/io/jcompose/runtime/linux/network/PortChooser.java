package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.linux.forward.HostPorts;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.PortInUseException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides on host ports. Whether one is free is found by binding it for a moment, exactly as the
 * forwarder will: no reading of tables knows as much.
 */
final class PortChooser {
  private static final int TRIES = 100; // of ports the kernel picks, before giving up
  private static final int ANY = 0;

  private final HostPorts ports;
  private final Map<ProjectName, List<Publication>> others;

  PortChooser(HostPorts ports, Map<ProjectName, List<Publication>> others) {
    this.ports = ports;
    this.others = others;
  }

  /**
   * Returns a host port for each published port.
   *
   * @throws PortInUseException for the first that has none; it mentions all
   */
  List<Publication> choose(List<PublishedPort> published) {
    List<Publication> chosen = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    for (PublishedPort port : published) {
      choose(port, chosen).ifPresentOrElse(chosen::add, () -> taken.add(whyNot(port, chosen)));
    }
    if (!taken.isEmpty()) {
      throw failure(taken);
    }
    return List.copyOf(chosen);
  }

  private Optional<Publication> choose(PublishedPort port, List<Publication> chosen) {
    PortMapping mapping = port.mapping();
    HostAddress address = mapping.hostAddress().map(HostAddress::of).orElseGet(HostAddress::all);
    if (mapping.target().protocol() != Protocol.SCTP) { // the JDK binds no SCTP; nftables alone
      requireOwn(port, address);
    }
    IntStream candidates =
        mapping
            .published()
            .map(range -> IntStream.rangeClosed(range.first(), range.last()))
            .orElseGet(() -> kernelChosen(port, address));
    return candidates
        .mapToObj(number -> publication(port, address, number))
        .filter(candidate -> holder(candidate, chosen).isEmpty())
        .filter(this::isFree)
        .findFirst();
  }

  private IntStream kernelChosen(PublishedPort port, HostAddress address) {
    return IntStream.range(0, TRIES)
        .map(
            attempt ->
                bind(address, ANY, port.mapping().target().protocol())
                    .orElseThrow(
                        () ->
                            new RuntimeFailure(
                                "cannot publish a port for service '"
                                    + port.service()
                                    + "': the host has no free one left",
                                "free ports, or widen 'sysctl net.ipv4.ip_local_port_range'")));
  }

  private static Publication publication(PublishedPort port, HostAddress address, int number) {
    return new Publication(port.service(), address.toString(), number, port.mapping().target());
  }

  private void requireOwn(PublishedPort port, HostAddress address) {
    if (!address.isWildcard() && bind(address, ANY, Protocol.UDP).isEmpty()) {
      throw new RuntimeFailure(
          "cannot publish port "
              + port.mapping()
              + " for service '"
              + port.service()
              + "': "
              + address
              + " is not an address of this host",
          "write one of the addresses 'ip address' shows, or none to publish on all");
    }
  }

  private boolean isFree(Publication candidate) {
    return bind(HostAddress.of(candidate), candidate.hostPort(), candidate.target().protocol())
        .isPresent();
  }

  /** Binds for a moment; returns the port bound, or nothing if it cannot be. */
  private Optional<Integer> bind(HostAddress address, int port, Protocol protocol) {
    return ports.tryToBind(address.address(), port, protocol);
  }

  /** Returns which publication we know of has the port. */
  private Optional<String> holder(Publication candidate, List<Publication> chosen) {
    return chosen.stream()
        .filter(own -> collide(own, candidate))
        .findFirst()
        .map(own -> "service '" + own.service() + "' of this project")
        .or(
            () ->
                others.entrySet().stream()
                    .filter(other -> other.getValue().stream().anyMatch(p -> collide(p, candidate)))
                    .findFirst()
                    .map(other -> "project '" + other.getKey() + "'"));
  }

  private static boolean collide(Publication one, Publication other) {
    return one.hostPort() == other.hostPort()
        && one.target().protocol() == other.target().protocol()
        && HostAddress.of(one).overlaps(HostAddress.of(other));
  }

  /** A published port that is to be had nowhere. */
  private record Taken(PublishedPort port, int number, String owner) {}

  private Taken whyNot(PublishedPort port, List<Publication> chosen) {
    Port target = port.mapping().target();
    int number = port.mapping().published().map(PortRange::first).orElse(target.number());
    HostAddress address =
        port.mapping().hostAddress().map(HostAddress::of).orElseGet(HostAddress::all);
    String owner =
        holder(publication(port, address, number), chosen)
            .orElseGet(() -> ports.owner(number, target.protocol()));
    return new Taken(port, number, owner);
  }

  private static PortInUseException failure(List<Taken> taken) {
    Taken first = taken.get(0);
    List<String> more =
        taken.stream()
            .skip(1)
            .map(
                other ->
                    other.number()
                        + " for service '"
                        + other.port().service()
                        + "': "
                        + other.owner())
            .toList();
    return new PortInUseException(
        first.port().service().value(), first.number(), first.owner(), more);
  }
}
