package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.forward.HostPorts;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.PortInUseException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortChooserTest {
  private static final String OWN_PROCESS = "process " + ProcessHandle.current().pid() + " (java)";

  private final PortChooser chooser = chooser(Map.of());

  @Test
  void aFreePortIsTakenAsAsked() throws IOException {
    int free = freePort();

    assertThat(chooser.choose(List.of(published("web", Protocol.TCP, free, free))))
        .containsExactly(
            new Publication(new ServiceName("web"), "0.0.0.0", free, new Port(80, Protocol.TCP)));
  }

  @Test
  void aPortInUseIsToldWithItsOwner() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> chooser.choose(List.of(published("web", Protocol.TCP, port, port))))
          .isInstanceOfSatisfying(
              PortInUseException.class, e -> assertThat(e.port()).isEqualTo(port))
          .hasMessage(
              "cannot publish port " + port + " for service 'web': " + OWN_PROCESS + " uses it");
    }
  }

  @Test
  void allPortsInUseAreToldAtOnce() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DatagramSocket other = new DatagramSocket(0)) {
      int tcp = one.getLocalPort();
      int udp = other.getLocalPort();

      assertThatThrownBy(
              () ->
                  chooser.choose(
                      List.of(
                          published("web", Protocol.TCP, tcp, tcp),
                          published("dns", Protocol.UDP, udp, udp))))
          .hasMessage(
              "cannot publish port %d for service 'web': %s uses it; nor %d for service 'dns': %s"
                  .formatted(tcp, OWN_PROCESS, udp, OWN_PROCESS));
    }
  }

  @Test
  void aPortTakenOnOneAddressIsFreeOnAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      PublishedPort elsewhere = published(Optional.of("127.0.0.2"), port);
      PublishedPort same = published(Optional.of("127.0.0.1"), port);

      assertThat(chooser.choose(List.of(elsewhere)))
          .extracting(Publication::hostAddress, Publication::hostPort)
          .containsExactly(tuple("127.0.0.2", port));
      assertThatThrownBy(() -> chooser.choose(List.of(same)))
          .isInstanceOf(PortInUseException.class);
    }
  }

  @Test
  void aTcpPortDoesNotTakeTheUdpPortOfItsNumber() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();

      assertThat(chooser.choose(List.of(published("dns", Protocol.UDP, port, port)))).hasSize(1);
    }
  }

  @Test
  void theFirstFreePortOfARangeIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int first = taken.getLocalPort();
      int last = Math.min(65535, first + 20);

      assertThat(chooser.choose(List.of(published("web", Protocol.TCP, first, last))))
          .singleElement()
          .satisfies(port -> assertThat(port.hostPort()).isBetween(first + 1, last));
    }
  }

  @Test
  void twoServicesGetDifferentPortsOfOneRange() throws IOException {
    int first = freePort();
    int last = Math.min(65535, first + 20);

    assertThat(
            chooser.choose(
                List.of(
                    published("one", Protocol.TCP, first, last),
                    published("two", Protocol.TCP, first, last))))
        .extracting(Publication::hostPort)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutAHostPortTheKernelChooses() {
    PublishedPort any =
        new PublishedPort(
            new ServiceName("web"),
            new PortMapping(Optional.empty(), Optional.empty(), new Port(80, Protocol.TCP)));

    assertThat(chooser.choose(List.of(any, any)))
        .extracting(Publication::hostPort)
        .doesNotHaveDuplicates()
        .allSatisfy(port -> assertThat(port).isPositive());
  }

  @Test
  void theProjectThatPublishesThePortIsNamed() throws IOException {
    int port = freePort();
    Publication theirs =
        new Publication(new ServiceName("web"), "127.0.0.1", port, new Port(80, Protocol.TCP));

    assertThatThrownBy(
            () ->
                chooser(Map.of(new ProjectName("shop"), List.of(theirs)))
                    .choose(List.of(published("web", Protocol.TCP, port, port))))
        .hasMessage("cannot publish port " + port + " for service 'web': project 'shop' uses it");
  }

  @Test
  void twoServicesOfAProjectCannotHaveOnePort() throws IOException {
    int port = freePort();

    assertThatThrownBy(
            () ->
                chooser.choose(
                    List.of(
                        published("one", Protocol.TCP, port, port),
                        published("two", Protocol.TCP, port, port))))
        .hasMessage(
            "cannot publish port "
                + port
                + " for service 'two': service 'one' of this project uses it");
  }

  @Test
  void anAddressThatIsNotTheHostsIsTold() {
    PublishedPort elsewhere = published(Optional.of("203.0.113.9"), 8080);

    assertThatThrownBy(() -> chooser.choose(List.of(elsewhere)))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage(
            "cannot publish port 203.0.113.9:8080:80/tcp for service 'web': 203.0.113.9 is not an"
                + " address of this host");
  }

  private static PortChooser chooser(Map<ProjectName, List<Publication>> others) {
    return new PortChooser(new HostPorts(Host.real()), others);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static PublishedPort published(String service, Protocol protocol, int first, int last) {
    return new PublishedPort(
        new ServiceName(service),
        new PortMapping(
            Optional.empty(), Optional.of(new PortRange(first, last)), new Port(80, protocol)));
  }

  private static PublishedPort published(Optional<String> address, int port) {
    return new PublishedPort(
        new ServiceName("web"),
        new PortMapping(
            address, Optional.of(new PortRange(port, port)), new Port(80, Protocol.TCP)));
  }
}
