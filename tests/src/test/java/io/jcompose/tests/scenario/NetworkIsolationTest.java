package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who cannot reach whom, seen by packets. */
@Privileged
class NetworkIsolationTest {
  private static final String FILE =
      """
      services:
        front:
          image: rootfs:/
          command: sh -c "mkdir -p /tmp/w && echo front >/tmp/w/index.html && exec busybox httpd -f -p 80 -h /tmp/w"
          stop_grace_period: 0s
          networks: [a]
        back:
          image: rootfs:/
          command: sh -c "mkdir -p /tmp/w && echo back >/tmp/w/index.html && exec busybox httpd -f -p 80 -h /tmp/w"
          stop_grace_period: 0s
          networks: [b]
        both: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, networks: [a, b]}
        inner:
          image: rootfs:/
          command: sh -c "mkdir -p /tmp/w && echo inner >/tmp/w/index.html && exec busybox httpd -f -p 80 -h /tmp/w"
          stop_grace_period: 0s
          networks: [closed]
          ports: ["${INNER}:80"]
      networks:
        a: {}
        b: {}
        closed: {internal: true}
      """;

  @Test
  void networksAreApartAndAnInternalOneHasNoWayOut() {
    String published = Stack.freePort();
    try (Stack stack = Stack.of("apart", FILE, Map.of("INNER", published));
        NeighbourHost elsewhere = NeighbourHost.pluggedIn(2)) {
      stack.jcompose("up", "-d").succeeded();
      String front = address(stack, "apart-front-1");
      String back = address(stack, "apart-back-1");
      String inner = address(stack, "apart-inner-1");

      assertThat(curl(stack, "both", "http://front/").succeeded()).isEqualTo("front\n");
      assertThat(curl(stack, "both", "http://back/").succeeded()).isEqualTo("back\n");
      assertThat(curl(stack, "front", "http://" + back + "/").exitCode()).isNotZero();
      assertThat(curl(stack, "back", "http://" + front + "/").exitCode()).isNotZero();
      assertThat(curl(stack, "front", "http://" + inner + "/").exitCode()).isNotZero();
      assertThat(stack.jcompose("exec", "-T", "front", "getent", "hosts", "back").exitCode())
          .isNotZero();

      // out: another host is reached from a network that leads out, and from no other
      assertThat(ping(stack, "front", elsewhere.address()).exitCode()).isZero();
      assertThat(ping(stack, "inner", elsewhere.address()).exitCode()).isNotZero();

      // in: what is published, and nothing else
      assertThat(
              elsewhere.inside(
                  "curl", "-sS", "-m", "5", "http://" + elsewhere.hostAddress() + ":" + published))
          .isEqualTo("inner\n");
      assertThat(elsewhere.tries("curl", "-sS", "-m", "2", "http://" + inner + "/").exitCode())
          .isNotZero();
      assertThat(elsewhere.tries("curl", "-sS", "-m", "2", "http://" + front + "/").exitCode())
          .isNotZero();
    }
  }

  @Test
  void macvlanPodsAreHostsOfTheirOwnOnTheParentsNetwork() {
    try (NeighbourHost elsewhere = NeighbourHost.pluggedIn(3)) {
      String file =
          """
          services:
            box:
              image: rootfs:/
              command: sleep 1000
              stop_grace_period: 0s
              networks: {lan: {ipv4_address: 10.254.3.9}}
          networks:
            lan:
              driver: macvlan
              driver_opts: {parent: %s}
              ipam: {config: [{subnet: 10.254.3.0/24, gateway: 10.254.3.1}]}
          """
              .formatted(elsewhere.cable());
      try (Stack stack = Stack.of("lan", file)) {
        stack.jcompose("up", "-d").succeeded();

        assertThat(ping(stack, "box", elsewhere.address()).succeeded()).contains(" 0% packet loss");
        assertThat(elsewhere.inside("ping", "-c", "1", "-W", "3", "10.254.3.9"))
            .contains(" 0% packet loss");
        // its own hardware address, in the same broadcast domain
        assertThat(elsewhere.inside("ip", "neighbour", "show", "10.254.3.9"))
            .doesNotContain(hardwareAddress(elsewhere.cable()));
      }
    }
  }

  private static String hardwareAddress(String link) {
    return Shell.run("cat", "/sys/class/net/" + link + "/address").succeeded().strip();
  }

  private static String address(Stack stack, String container) {
    String text = Shell.inside(stack.pid(container), "ip", "-o", "-4", "address", "show", "eth0");
    return text.replaceAll("(?s).*inet ([0-9.]+)/.*", "$1");
  }

  private static Shell.Result curl(Stack stack, String service, String url) {
    return stack.jcompose("exec", "-T", service, "curl", "-sS", "-m", "3", url);
  }

  private static Shell.Result ping(Stack stack, String service, String address) {
    return stack.jcompose("exec", "-T", service, "ping", "-c", "1", "-W", "2", address);
  }
}
