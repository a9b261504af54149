package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static io.jcompose.runtime.linux.dns.Surroundings.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.runtime.linux.network.Firewall;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pods in which a program listens on port 53 itself. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class Port53Test {
  private static final View VIEW = View.of(FRONT).withoutForwarding();
  private static final String OTHERS = "192.0.2.99";

  @TempDir Path directory;

  private static TestUpstream program(TestPod pod) {
    return pod.inside(() -> TestUpstream.answering("0.0.0.0", OTHERS));
  }

  private static void serve(Surroundings host, TestPod pod, View view) {
    host.know(FRONT, "web", "10.1.0.2");
    host.server().serve(pod.name(), pod.pin(), view);
  }

  @Test
  void aPortThatIsTakenIsLedPast() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      try (TestUpstream program = program(pod)) {
        serve(host, pod, VIEW);

        assertThat(pod.digShort("web")).containsExactly("10.1.0.2"); // from 127.0.0.11:53
        assertThat(pod.digShort("web", "+tcp")).containsExactly("10.1.0.2");
        assertThat(pod.run("dig", "@127.0.0.1", "+short", "web")).isEqualTo(OTHERS);
        assertThat(program.asked()).hasSize(1);
        assertThat(host.warnings()).isEmpty();
      }
    }
  }

  @Test
  void aPortTakenForConnectionsOnlyIsLedPastAsWell() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      try (ServerSocket program = pod.inside(() -> new ServerSocket(TestPod.PORT))) {
        serve(host, pod, VIEW);

        assertThat(program.isBound()).isTrue();
        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
        assertThat(pod.digShort("web", "+tcp")).containsExactly("10.1.0.2");
      }
    }
  }

  @Test
  void aPortMayBeLeftFreeFromTheBeginning() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      serve(host, pod, VIEW.leavingPort53());
      try (TestUpstream program = program(pod)) {
        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
        assertThat(pod.digShort("web", "+tcp")).containsExactly("10.1.0.2");
        assertThat(program.asked()).isEmpty();
      }
    }
  }

  @Test
  void aPortIsGivenFreeWhenTheViewSaysSo() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      serve(host, pod, VIEW);
      serve(host, pod, VIEW.leavingPort53());
      try (TestUpstream program = program(pod)) {
        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
        assertThat(program.asked()).isEmpty();
      }
    }
  }

  @Test
  void theProgramMayItselfBeWhomThePodAsks() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      try (TestUpstream program = program(pod)) {
        serve(host, pod, View.of(FRONT).withUpstream(addresses("127.0.0.1")));

        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
        assertThat(pod.digShort("example.org")).containsExactly(OTHERS);
        assertThat(program.asked()).containsExactly("example.org. A");
      }
    }
  }

  @Test
  void whatAnEarlierSupervisorLedElsewhereIsLedToUs() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      // its table is there still, and it is not
      pod.inside(
          () -> {
            new Redirection(() -> Firewall.of(Surroundings.host(directory))).begin(1, 1);
            return true;
          });
      serve(host, pod, VIEW);
      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      assertThat(pod.run("nft", "list", "ruleset")).isEmpty();

      serve(host, pod, VIEW.leavingPort53());
      serve(host, pod, VIEW.leavingPort53());
      assertThat(pod.digShort("web", "+tcp")).containsExactly("10.1.0.2");
    }
  }

  @Test
  void noRuleIsLeftInThePodAndNoneIsMadeOnTheHost() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      serve(host, pod, VIEW.leavingPort53());
      assertThat(pod.run("nft", "list", "ruleset")).contains("dnat ip to 127.0.0.11:");
      assertThat(Command.run("nft", "list", "ruleset")).isEmpty();

      host.server().stop(pod.name());
      assertThat(pod.run("nft", "list", "ruleset")).isEmpty();
    }
  }

  @Test
  void withoutNftablesAWarningSaysThatThePodIsNotServed() throws IOException {
    try (Surroundings host = new Surroundings(directory, new Firewall.Missing())) {
      TestPod pod = host.pod("app");
      serve(host, pod, VIEW.leavingPort53());

      assertThat(host.warnings())
          .containsExactly(
              "pod 'app' cannot look up names, because port 53 in it is left to one of its"
                  + " programs and neither libnftables.so.1 nor the program nft is installed"
                  + " (install the package libnftables1 (or nftables))");
      try (DatagramSocket free = pod.inside(() -> new DatagramSocket(TestPod.PORT))) {
        assertThat(free.isBound()).isTrue();
      }
      host.server().stop(pod.name());
    }
  }

  @Test
  void withoutNftablesAPodWithAFreePortIsServed() throws IOException {
    try (Surroundings host = new Surroundings(directory, new Firewall.Missing())) {
      TestPod pod = host.pod("app");
      serve(host, pod, VIEW);

      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      try (Socket socket = pod.tcp()) {
        assertThat(socket.isConnected()).isTrue();
      }
      assertThat(host.warnings()).isEmpty();
    }
  }
}
