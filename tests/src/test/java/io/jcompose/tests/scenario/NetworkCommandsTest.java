package io.jcompose.tests.scenario;

import static io.jcompose.tests.scenario.Shell.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code jcompose network}, seen by packets and by {@code ip}. */
@Privileged
class NetworkCommandsTest {
  private static final String ONE_ALONE =
      """
      services:
        web:
          image: rootfs:/
          command: sh -c "mkdir /tmp/w && echo it is web >/tmp/w/index.html && exec busybox httpd -f -p 80 -h /tmp/w"
          stop_grace_period: 0s
        client: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, networks: [other]}
      networks: {default: {}, other: {}}
      """;

  @Test
  void aRunningContainerJoinsANetworkIsFoundThereAndLeavesIt() {
    try (Stack stack = Stack.of("joined", ONE_ALONE)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("joined-web-1");
      assertThat(ask(stack, "front").exitCode()).isNotZero();

      stack
          .jcompose("network", "connect", "--alias", "front", "joined_other", "joined-web-1")
          .succeeded();

      assertThat(ask(stack, "front").succeeded()).isEqualTo("it is web\n");
      assertThat(stack.pid("joined-web-1")).isEqualTo(web);
      stack.jcompose("network", "disconnect", "joined_other", "joined-web-1").succeeded();
      assertThat(ask(stack, "front").exitCode()).isNotZero();
      assertThat(links(web)).containsExactly("eth0", "lo");
    }
  }

  @Test
  void aNetworkMadeByHandIsJoinedAndRemovedOnceNobodyIsInIt() {
    String file =
        """
        services:
          web: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, networks: [made]}
        networks: {made: {external: true, name: by-hand}}
        """;
    try (Stack stack = Stack.of("external", file)) {
      stack
          .jcompose("network", "create", "--subnet", "10.213.77.0/24", "--label", "a=b", "by-hand")
          .succeeded();
      stack.jcompose("up", "-d").succeeded();

      assertThat(inside(stack.pid("external-web-1"), "ip", "-o", "-4", "address", "show", "eth0"))
          .contains("10.213.77.");
      assertThat(stack.jcompose("network", "ls", "-q", "-f", "label=a=b").succeeded().lines())
          .hasSize(1);
      assertThat(stack.jcompose("network", "inspect", "by-hand").succeeded())
          .contains("10.213.77.0/24")
          .contains("external-web-1");
      Shell.Result refused = stack.jcompose("network", "rm", "by-hand");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.error()).contains("by-hand");
      assertThat(stack.jcompose("network", "prune", "-f").succeeded()).doesNotContain("by-hand");

      stack.jcompose("down").succeeded();
      assertThat(stack.jcompose("network", "prune", "-f").succeeded()).contains("by-hand");
      assertThat(stack.jcompose("network", "ls", "-q", "-f", "label=a=b").succeeded()).isEmpty();
    }
  }

  private static Shell.Result ask(Stack stack, String name) {
    return stack.jcompose("exec", "-T", "client", "curl", "-sS", "-m", "5", "http://" + name);
  }

  private static List<String> links(long pid) {
    return inside(pid, "ip", "-br", "link")
        .lines()
        .map(line -> line.split("[@ ]", 2)[0])
        .sorted()
        .toList();
  }
}
