package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How containers of a host that has no nftables reach other machines. */
@Privileged
class WithoutNftablesTest {
  private static final String FILE =
      """
      services:
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          networks: [front, inner]
        db:
          image: rootfs:/
          command: sh -c "mkdir -p /tmp/w && echo db >/tmp/w/index.html && exec busybox httpd -f -p 80 -h /tmp/w"
          stop_grace_period: 0s
          networks: [inner]
      networks:
        front: {}
        inner: {internal: true}
      """;

  @ParameterizedTest
  @CsvSource({"pasta,slirp4netns", "slirp4netns,pasta"})
  void aProgramLeadsOutWhoeverIsKilled(String program, String other) throws IOException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(Shell.has(program)).as(program + " is installed").isTrue();
    }
    try (HiddenFiles hidden = HiddenFiles.nftablesAnd(other);
        NeighbourHost elsewhere = NeighbourHost.pluggedIn(21);
        Stack stack = Stack.of("led", FILE).behind(hidden.prefix());
        ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(stack.scratch().resolve("index.html"), "elsewhere\n");
      Process server = elsewhere.serve(80, stack.scratch());
      try {
        Shell.Result up = stack.jcompose("up", "-d");
        assertThat(up.succeeded() + up.error()).doesNotContain("warning");

        reaches(stack, elsewhere);
        assertThat(curl(stack, "web", "http://db/").succeeded()).isEqualTo("db\n");
        for (String host : List.of("127.0.0.1", "198.18.0.2", "198.18.0.3")) {
          assertThat(
                  curl(stack, "web", "http://" + host + ":" + loopback.getLocalPort()).exitCode())
              .isNotZero();
        }
        assertThat(curl(stack, "db", "http://" + elsewhere.address()).exitCode()).isNotZero();
        assertThat(ping(stack, "db", elsewhere.address()).exitCode()).isNotZero();

        long first = program(stack);
        kill(first);
        await().untilAsserted(() -> assertThat(program(stack)).isNotEqualTo(first));
        await().untilAsserted(() -> reaches(stack, elsewhere));

        long second = program(stack);
        kill(stack.supervisorPid());
        reaches(stack, elsewhere);
        assertThat(program(stack)).isEqualTo(second);

        kill(stack.supervisorPid());
        kill(second);
        stack.jcompose("restart", "db").succeeded();
        await().untilAsserted(() -> reaches(stack, elsewhere));

        stack.jcompose("stop").succeeded();
        assertThat(programs(stack)).isEmpty();
        stack.jcompose("start").succeeded();
        reaches(stack, elsewhere);

        stack.jcompose("down", "-v").succeeded();
        assertThat(programs(stack)).isEmpty();
        assertThat(hidden.mounts()).doesNotContain(stack.scratch().toString());
      } finally {
        server.destroyForcibly();
      }
    }
  }

  @Test
  void whereNoneIsInstalledItIsSaidAtUpAndByTheDoctor() {
    try (HiddenFiles hidden = HiddenFiles.nftablesAnd("pasta", "slirp4netns");
        Stack stack = Stack.of("stuck", FILE).behind(hidden.prefix())) {
      String why =
          "neither libnftables.so.1 nor the program nft is installed, and neither pasta nor"
              + " slirp4netns is there instead";
      String what =
          "install the package libnftables1 (or nftables); else install the package passt"
              + " or slirp4netns";

      Shell.Result up = stack.jcompose("up", "-d");
      up.succeeded();
      assertThat(up.error().lines().filter(line -> line.contains("warning")))
          .containsExactly(
              "jcompose: warning: network 'stuck_front' has no way out: " + why + "; " + what);

      assertThat(stack.jcompose("doctor", "--format", "json").output())
          .contains("containers cannot reach other machines: " + why)
          .contains(what);
    }
  }

  private static void reaches(Stack stack, NeighbourHost elsewhere) {
    // no echo requests: not every host lets programs send them (net.ipv4.ping_group_range)
    assertThat(curl(stack, "web", "http://" + elsewhere.address()).succeeded())
        .isEqualTo("elsewhere\n");
  }

  private static Shell.Result curl(Stack stack, String service, String url) {
    return stack.jcompose("exec", "-T", service, "curl", "-sS", "-m", "3", url);
  }

  private static Shell.Result ping(Stack stack, String service, String address) {
    return stack.jcompose("exec", "-T", service, "ping", "-c", "1", "-W", "2", address);
  }

  private static void kill(long pid) {
    Shell.run("kill", "-9", Long.toString(pid)).succeeded();
  }

  private static long program(Stack stack) {
    List<Long> found = programs(stack);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** Returns the pids of the programs that lead this stack's pods out. */
  private static List<Long> programs(Stack stack) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> leadsOut(process.pid(), stack)).map(ProcessHandle::pid).toList();
    }
  }

  private static boolean leadsOut(long pid, Stack stack) {
    try {
      String command = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
      return command.contains("jcout") && command.contains(stack.scratch().toString());
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }
}
