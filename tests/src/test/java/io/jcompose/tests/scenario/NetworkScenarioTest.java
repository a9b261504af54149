package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names, addresses, interfaces and ports of services in networks. */
@Privileged
class NetworkScenarioTest {
  /** Services, the first of which asks and the second of which is asked for. */
  private static final String PAIR =
      """
      services:
        client:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          %s
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          %s
      x-jcompose: {topology: bridge}
      """;

  @Test
  void anAliasMustMeanItsService() {
    try (Stack stack = up(PAIR.formatted("", "networks: {default: {aliases: [shop]}}"))) {
      assertThat(address(stack, "shop")).isNotEmpty().isEqualTo(address(stack, "web"));
    }
  }

  @Test
  void aLinkMustMeanItsTargetForWhoHasIt() {
    try (Stack stack = up(PAIR.formatted("links: [\"web:shop\"]", ""))) {
      assertThat(address(stack, "shop")).isNotEmpty().isEqualTo(address(stack, "web"));
    }
  }

  @Test
  void aLinkMustMeanNothingToOthers() {
    try (Stack stack = up(PAIR.formatted("links: [\"web:shop\"]", ""))) {
      assertThat(stack.jcompose("exec", "-T", "web", "getent", "ahostsv4", "shop").exitCode())
          .isNotZero();
    }
  }

  @Test
  void aLinkMustLeadAcrossTheDefaultBridge() {
    try (Stack stack =
        up(
            PAIR.formatted(
                "links: [\"web:shop\"]\n    network_mode: bridge", "network_mode: bridge"))) {
      assertThat(address(stack, "shop")).isNotEmpty();
    }
  }

  @Test
  void anAddressThatTheFileFixesMustBeTheContainers() {
    String network = "networks: {default: {ipam: {config: [{subnet: 10.213.7.0/24}]}}}\n";
    try (Stack stack =
        up(PAIR.formatted("", "networks: {default: {ipv4_address: 10.213.7.77}}") + network)) {
      assertThat(Shell.inside(stack.pid("nets-web-1"), "ip", "-4", "address", "show", "eth0"))
          .contains("10.213.7.77/24");
    }
  }

  @Test
  void anInterfaceMustHaveTheNameThatTheFileGivesIt() {
    try (Stack stack = up(PAIR.formatted("", "networks: {default: {interface_name: wire0}}"))) {
      assertThat(Shell.inside(stack.pid("nets-web-1"), "ip", "-o", "link")).contains("wire0");
    }
  }

  @Test
  void aChangedSubnetMustGiveContainersNewAddresses() {
    String network = "networks: {default: {ipam: {config: [{subnet: 10.213.%d.0/24}]}}}\n";
    try (Stack stack = up(PAIR.formatted("", "") + network.formatted(8))) {
      assertThat(address(stack, "web")).startsWith("10.213.8.");
      stack.rewrite(PAIR.formatted("", "") + network.formatted(9));
      stack.jcompose("up", "-d").succeeded();

      assertThat(address(stack, "web")).startsWith("10.213.9.");
      assertThat(Shell.inside(stack.pid("nets-web-1"), "ip", "-4", "address"))
          .contains("10.213.9.")
          .doesNotContain("10.213.8.");
    }
  }

  @Test
  void aNetworkThatIsAddedMustBeJoined() {
    String network = "networks: {second: {ipam: {config: [{subnet: 10.213.10.0/24}]}}}\n";
    try (Stack stack = up(PAIR.formatted("", ""))) {
      stack.rewrite(PAIR.formatted("", "networks: [default, second]") + network);
      stack.jcompose("up", "-d").succeeded();

      assertThat(Shell.inside(stack.pid("nets-web-1"), "ip", "-4", "address"))
          .contains("10.213.10.");
    }
  }

  @Test
  void rangesOfExposedPortsMustBeTaken() {
    try (Stack stack = up(PAIR.formatted("", "expose: [\"3000-3002\"]"))) {
      assertThat(stack.states()).containsEntry("nets-web-1", "running");
    }
  }

  @Test
  void replicasMustShareARangeOfPorts() throws Exception {
    String text =
        """
        services:
          web:
            image: rootfs:/
            entrypoint: [busybox, httpd, -f, -p, "80", -h, /etc]
            stop_grace_period: 0s
            scale: 2
            ports: ["127.0.0.1:${FIRST}-${LAST}:80"]
        """;
    int first = twoFreePorts();
    try (Stack stack =
        Stack.of(
            "nets",
            text,
            Map.of("FIRST", Integer.toString(first), "LAST", Integer.toString(first + 1)))) {
      stack.jcompose("up", "-d").succeeded();

      for (int port : new int[] {first, first + 1}) {
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(
                () ->
                    assertThat(
                            Shell.run("curl", "-s", "http://127.0.0.1:" + port + "/hostname")
                                .exitCode())
                        .isZero());
      }
    }
  }

  /** Returns the lower of two neighbouring TCP ports that are free now. */
  private static int twoFreePorts() throws IOException {
    while (true) {
      int port = Integer.parseInt(Stack.freePort());
      try (Socket next = new Socket()) {
        next.bind(new InetSocketAddress("127.0.0.1", port + 1));
        return port;
      } catch (IOException | IllegalArgumentException e) {
        continue; // its neighbour is taken: another one
      }
    }
  }

  private static Stack up(String text) {
    Stack stack = Stack.of("nets", text);
    stack.jcompose("up", "-d").succeeded();
    return stack;
  }

  private static String address(Stack stack, String name) {
    return stack
        .exec("client", "getent", "ahostsv4", name)
        .lines()
        .findFirst()
        .orElse("")
        .split(" ")[0];
  }
}
