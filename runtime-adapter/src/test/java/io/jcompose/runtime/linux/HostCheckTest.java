package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  @TempDir Path root;
  private HostCheck check;

  @BeforeEach
  void aHostThatHasEverything() throws IOException {
    check = new HostCheck(new Host(Clock.systemUTC(), Map.of(), root, root, root));
    release("6.1.0-40-amd64");
    Files.writeString(root.resolve("proc/filesystems"), "nodev\tproc\n\text4\nnodev\toverlay\n");
    Path namespaces = Files.createDirectories(root.resolve("proc/self/ns"));
    for (String name : List.of("mnt", "uts", "ipc", "pid", "net", "cgroup")) {
      Files.createFile(namespaces.resolve(name));
    }
    caller(0, "000001ffffffffff");
  }

  private void caller(int user, String capabilities) throws IOException {
    Files.writeString(
        root.resolve("proc/self/status"),
        "Uid:\t0\t" + user + "\t0\t0\nCapEff:\t" + capabilities + "\n");
  }

  private void release(String text) throws IOException {
    Path kernel = Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(kernel.resolve("osrelease"), text + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.12.0", "5.15.0-91-generic", "6.18.44-fc", "10.0", "of our own"})
  void aHostThatHasEverythingIsFine(String release) throws IOException {
    release(release);

    assertThatCode(check::requireContainers).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.11.22", "5.4.0-150-generic", "4.19.0"})
  void anOlderKernelIsNamed(String release) throws IOException {
    release(release);

    assertThatThrownBy(check::requireContainers)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("Linux " + release)
        .hasMessageContaining("5.12");
  }

  @ParameterizedTest
  @CsvSource({"pid,CONFIG_PID_NS", "cgroup,CONFIG_CGROUPS", "net,CONFIG_NET_NS"})
  void aMissingKindOfNamespaceIsNamedWithItsOption(String kind, String option) throws IOException {
    Files.delete(root.resolve("proc/self/ns").resolve(kind));

    assertThatThrownBy(check::requireContainers)
        .isInstanceOfSatisfying(RuntimeFailure.class, e -> hintNames(e, option))
        .hasMessageContaining("'" + kind + "'");
  }

  @Test
  void aMissingOverlayIsNamedWithItsModule() throws IOException {
    Files.writeString(root.resolve("proc/filesystems"), "\text4\n");

    assertThatThrownBy(check::requireContainers)
        .isInstanceOfSatisfying(RuntimeFailure.class, e -> hintNames(e, "modprobe overlay"))
        .hasMessageContaining("'overlay'");
  }

  @Test
  void rootWithoutTheRightsOfRootIsNamedWithThem() throws IOException {
    caller(0, "00000000a80425fb");

    assertThatThrownBy(check::requireContainers)
        .isInstanceOfSatisfying(RuntimeFailure.class, e -> hintNames(e, "--privileged"))
        .hasMessage("cannot make containers: root lacks CAP_SYS_ADMIN, CAP_NET_ADMIN here");
  }

  @Test
  void anOrdinaryUserIsToldToBecomeRoot() throws IOException {
    caller(1000, "0000000000000000");

    assertThatThrownBy(check::requireCaller)
        .isInstanceOfSatisfying(RuntimeFailure.class, e -> hintNames(e, "sudo"))
        .hasMessage(
            "cannot make containers: user 1000 is an ordinary one, and this version needs root");
  }

  private static void hintNames(RuntimeFailure failure, String remedy) {
    assertThat(failure.hint()).contains(remedy);
  }
}
