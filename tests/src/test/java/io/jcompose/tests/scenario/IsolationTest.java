package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@Privileged
class IsolationTest {
  private static final String TWO =
      """
      services:
        one:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
        two:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          user: "65534:65534"
          read_only: true
          cap_drop: [ALL]
          tmpfs: /tmp
          hostname: second
          extra_hosts: ["elsewhere=192.0.2.7"]
      """;

  @Test
  void aPodSharesItsNetworkAndNothingElse() throws IOException {
    try (Stack stack = Stack.of("apart", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      long one = stack.pid("apart-one-1");
      long two = stack.pid("apart-two-1");
      long self = ProcessHandle.current().pid();

      assertThat(namespace(one, "net")).isEqualTo(namespace(two, "net"));
      assertThat(namespace(one, "net")).isNotEqualTo(namespace(self, "net"));
      for (String kind : new String[] {"pid", "mnt", "uts", "ipc", "cgroup"}) {
        assertThat(namespace(one, kind)).as(kind).isNotEqualTo(namespace(two, kind));
        assertThat(namespace(one, kind)).as(kind).isNotEqualTo(namespace(self, kind));
      }
      assertThat(inside(one, "cat", "/proc/1/cmdline")).isEqualTo("sleep\0" + "1000\0");
    }
  }

  @Test
  void capabilitiesAreTheUsualFourteenAndNoneForAUserWhoDropsAll() throws IOException {
    try (Stack stack = Stack.of("caps", TWO)) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(status(stack.pid("caps-one-1"), "CapEff")).isEqualTo("00000000a80425fb");
      assertThat(status(stack.pid("caps-one-1"), "CapBnd")).isEqualTo("00000000a80425fb");
      assertThat(status(stack.pid("caps-two-1"), "CapBnd")).isEqualTo("0000000000000000");
      assertThat(status(stack.pid("caps-two-1"), "Uid")).isEqualTo("65534\t65534\t65534\t65534");
    }
  }

  @Test
  void theKernelsSecretsAreMaskedAndItsSwitchesReadOnly() {
    try (Stack stack = Stack.of("masked", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      long one = stack.pid("masked-one-1");

      for (String secret : List.of("/proc/kcore", "/proc/keys", "/proc/timer_list")) {
        // which of them there are is the kernel's configuration
        assertThat(inside(one, "sh", "-c", "test ! -e " + secret + " || stat -c %t:%T " + secret))
            .as(secret)
            .isIn("", "1:3\n");
      }
      assertThat(inside(one, "ls", "-A", "/sys/firmware")).isEmpty();
      assertThat(
              stack
                  .jcompose("exec", "-T", "one", "sh", "-c", "echo 0 > /proc/sys/vm/swappiness")
                  .exitCode())
          .isNotZero();
      assertThat(stack.jcompose("exec", "-T", "two", "touch", "/etc/x").error())
          .contains("Read-only file system");
      assertThat(stack.jcompose("exec", "-T", "two", "touch", "/tmp/x").exitCode()).isZero();
    }
  }

  @Test
  void neighboursAreFoundByNameAtThePodsAddress() {
    try (Stack stack = Stack.of("names", TWO)) {
      stack.jcompose("up", "-d").succeeded();

      String address =
          stack
              .jcompose("exec", "-T", "one", "getent", "ahostsv4", "two")
              .succeeded()
              .split(" ", 2)[0];
      assertThat(address).doesNotStartWith("127.");
      assertThat(stack.jcompose("exec", "-T", "two", "getent", "hosts", "one").succeeded())
          .startsWith(address);
      assertThat(stack.jcompose("exec", "-T", "two", "getent", "hosts", "elsewhere").succeeded())
          .startsWith("192.0.2.7");
      assertThat(stack.jcompose("exec", "-T", "two", "hostname").succeeded()).isEqualTo("second\n");
    }
  }

  @Test
  void jcomposesOwnFoldersAreNotSeenThroughTheHostsRoot() throws IOException {
    try (Stack stack = Stack.of("covered", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      Path state = stack.scratch().resolve("state");
      assertThat(state).isNotEmptyDirectory();

      assertThat(
              stack
                  .jcompose("exec", "-T", "one", "sh", "-c", "ls -A " + state + " 2>/dev/null")
                  .output())
          .isEmpty();
    }
  }

  private static String namespace(long pid, String kind) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/" + kind)).toString();
  }

  private static String status(long pid, String key) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private static String inside(long pid, String... command) {
    String[] entered = new String[command.length + 6];
    System.arraycopy(
        new String[] {"nsenter", "-t", Long.toString(pid), "-m", "-p", "--"}, 0, entered, 0, 6);
    System.arraycopy(command, 0, entered, 6, command.length);
    return Shell.run(entered).succeeded();
  }
}
