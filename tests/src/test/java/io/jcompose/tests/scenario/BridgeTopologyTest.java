package io.jcompose.tests.scenario;

import static io.jcompose.tests.scenario.Shell.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Services that each have an address of their own, found by name and by published port. */
@Privileged
class BridgeTopologyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TWO_ON_ONE_PORT =
      """
      x-nginx: &nginx |
        mkdir /tmp/page && echo "this is $$1" >/tmp/page/index.html
        echo "daemon off; user root; pid /tmp/pid; error_log stderr; events {}
          http { access_log off; server { listen 80; listen [::]:80; root /tmp/page; } }" >/tmp/conf
        exec nginx -c /tmp/conf
      services:
        one:
          image: rootfs:/
          command: sh -c 'eval "$$NGINX"' sh one
          environment: {NGINX: *nginx}
          stop_grace_period: 0s
          ports: ["${ONE}:80"]
        two:
          image: rootfs:/
          command: sh -c 'eval "$$NGINX"' sh two
          environment: {NGINX: *nginx}
          stop_grace_period: 0s
          ports: ["${TWO}:80"]
      networks:
        default: {enable_ipv6: true}
      """;

  private static Stack twoOnOnePort(String name, String one, String two) {
    return Stack.of(name, TWO_ON_ONE_PORT, Map.of("ONE", one, "TWO", two));
  }

  @Test
  void twoServicesOnOnePortAreReachedByNameByPublishedPortAndFromElsewhere() {
    String one = Stack.freePort();
    String two = Stack.freePort();
    try (Stack stack = twoOnOnePort("both", one, two);
        NeighbourHost elsewhere = NeighbourHost.pluggedIn(1)) {
      assertThat(stack.jcompose("plan").succeeded())
          .contains("bridge")
          .contains("services 'one' and 'two' both listen on port 80/tcp");

      stack.jcompose("up", "-d").succeeded();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get("http://127.0.0.1:" + one)).isEqualTo("this is one\n"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get("http://127.0.0.1:" + two)).isEqualTo("this is two\n"));
      assertThat(wget(stack, "one", "http://two/")).isEqualTo("this is two\n");
      assertThat(wget(stack, "two", "http://one/")).isEqualTo("this is one\n");
      assertThat(wget(stack, "two", "http://two/")).isEqualTo("this is two\n");
      assertThat(get("http://[::1]:" + two)).isEqualTo("this is two\n");
      assertThat(get("http://" + elsewhere.hostAddress() + ":" + one)).isEqualTo("this is one\n");
      assertThat(
              elsewhere.inside(
                  "curl", "-sS", "-m", "5", "http://" + elsewhere.hostAddress() + ":" + one))
          .isEqualTo("this is one\n");
      assertThat(
              elsewhere.inside(
                  "curl", "-gsS", "-m", "5", "http://[" + elsewhere.hostIpv6Address() + "]:" + two))
          .isEqualTo("this is two\n");
      // a pod reaches what its neighbour, and it itself, publishes on the host
      assertThat(wget(stack, "one", "http://" + elsewhere.hostAddress() + ":" + two))
          .isEqualTo("this is two\n");
      assertThat(wget(stack, "one", "http://" + elsewhere.hostAddress() + ":" + one))
          .isEqualTo("this is one\n");
      assertThat(stack.jcompose("port", "two", "80").succeeded())
          .isEqualTo("0.0.0.0:" + two + "\n");
    }
  }

  @Test
  void aServiceAsksNamesOverBothVersionsOfIp() {
    try (Stack stack = twoOnOnePort("versions", Stack.freePort(), Stack.freePort())) {
      stack.jcompose("up", "-d").succeeded();

      String ipv4 = ask(stack, "one", "ahostsv4", "two");
      String ipv6 = ask(stack, "one", "ahostsv6", "two");
      assertThat(ipv4).startsWith("10.");
      assertThat(ipv6).startsWith("fd");
      assertThat(wget(stack, "one", "http://" + ipv4 + "/")).isEqualTo("this is two\n");
      assertThat(
              stack
                  .jcompose(
                      "exec", "-T", "one", "curl", "-gsS", "-m", "5", "http://[" + ipv6 + "]/")
                  .succeeded())
          .isEqualTo("this is two\n");
      assertThat(ask(stack, "one", "hosts", ipv4)).isEqualTo(ipv4);
    }
  }

  @Test
  void anApplicationKeepsItsNetworkWhileItsOwnerRestartsTenTimes() {
    String file =
        """
        services:
          vpn: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
          app:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            network_mode: service:vpn
        """;
    try (Stack stack = Stack.of("tunnel", file)) {
      stack.jcompose("up", "-d").succeeded();
      long app = stack.pid("tunnel-app-1");
      String namespace = namespace(app);
      String address = inside(app, "ip", "-o", "-4", "address", "show", "eth0");

      for (int round = 0; round < 10; round++) {
        stack.jcompose("restart", "vpn").succeeded();

        assertThat(stack.pid("tunnel-app-1")).isEqualTo(app);
        assertThat(namespace(app)).isEqualTo(namespace);
        assertThat(namespace(stack.pid("tunnel-vpn-1"))).isEqualTo(namespace);
        assertThat(inside(app, "ip", "-o", "-4", "address", "show", "eth0")).isEqualTo(address);
      }

      stack.rewrite(file.replace("sleep 1000, stop", "sleep 2000, stop"));
      stack.jcompose("up", "-d").succeeded();
      assertThat(namespace(stack.pid("tunnel-vpn-1"))).isEqualTo(namespace);
      assertThat(namespace(stack.pid("tunnel-app-1"))).isEqualTo(namespace);
    }
  }

  @Test
  void networkModesAreTheHostsNetworkOrNone() {
    String file =
        """
        services:
          host: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, network_mode: host}
          none: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, network_mode: none}
          other:
            image: rootfs:/
            command: sleep 1000
            stop_grace_period: 0s
            network_mode: container:modes-none-1
            depends_on: [none]
          bridge: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, network_mode: bridge}
        """;
    try (Stack stack = Stack.of("modes", file)) {
      stack.jcompose("up", "-d").succeeded();

      long none = stack.pid("modes-none-1");
      assertThat(namespace(stack.pid("modes-host-1")))
          .isEqualTo(namespace(ProcessHandle.current().pid()));
      assertThat(inside(none, "ip", "-o", "link").lines().toList()).hasSize(1);
      assertThat(namespace(stack.pid("modes-other-1"))).isEqualTo(namespace(none));
      assertThat(inside(stack.pid("modes-bridge-1"), "ip", "-o", "route")).contains("default via");
      assertThat(stack.jcompose("network", "ls").succeeded()).contains("bridge");
    }
  }

  @Test
  void namesFollowAsAServiceScalesAndRestarts() {
    String file =
        """
        services:
          web: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
          asker: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        x-jcompose: {topology: bridge}
        """;
    try (Stack stack = Stack.of("scaled", file)) {
      stack.jcompose("up", "-d").succeeded();
      assertThat(addresses(stack)).hasSize(1);

      stack.jcompose("up", "-d", "--scale", "web=5").succeeded();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(addresses(stack)).hasSize(5));

      stack.jcompose("restart", "web").succeeded();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(addresses(stack)).hasSize(5));

      stack.jcompose("up", "-d", "--scale", "web=1").succeeded();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(addresses(stack)).hasSize(1));

      stack.jcompose("stop", "web").succeeded();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          stack
                              .jcompose("exec", "-T", "asker", "getent", "ahostsv4", "web")
                              .exitCode())
                      .isNotZero());
    }
  }

  private static Set<String> addresses(Stack stack) {
    return stack
        .jcompose("exec", "-T", "asker", "getent", "ahostsv4", "web")
        .succeeded()
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .collect(Collectors.toSet());
  }

  private static String ask(Stack stack, String service, String database, String name) {
    return stack
        .jcompose("exec", "-T", service, "getent", database, name)
        .succeeded()
        .split("\\s+", 2)[0];
  }

  private static String get(String url) {
    return Shell.run("curl", "-gsS", "-m", "5", url).succeeded();
  }

  private static String wget(Stack stack, String service, String url) {
    return stack.jcompose("exec", "-T", service, "curl", "-gsS", "-m", "5", url).succeeded();
  }

  private static String namespace(long pid) {
    return Shell.run("readlink", "/proc/" + pid + "/ns/net").succeeded();
  }
}
