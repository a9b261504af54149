package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.11.22", "5.4.0-150-generic", "4.19.0"})
  void aKernelThatIsTooOldIsMissing(String release) {
    host.setting("kernel.osrelease", release);

    assertThat(host.said("kernel"))
        .isEqualTo(
            "missing: Linux "
                + release
                + " is too old, 5.12 or newer is needed\n"
                + "  hint: upgrade the kernel of this host\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.12.0", "6.1.0-40-amd64", "6.14.11"})
  void aKernelWithoutExitCodesOfTheAdoptedIsNoted(String release) {
    host.setting("kernel.osrelease", release);

    assertThat(host.said("kernel"))
        .isEqualTo(
            "note: Linux "
                + release
                + " does not tell the exit code of a container that ended unsupervised\n"
                + "  hint: upgrade to Linux 6.15 or newer if a script branches on such codes\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.15.0", "6.16.12-arch1"})
  void aKernelThatMountsProcTheSlowWayIsNoted(String release) {
    host.setting("kernel.osrelease", release);

    assertThat(host.said("kernel"))
        .isEqualTo(
            "note: Linux "
                + release
                + " needs a program to mount /proc, some milliseconds a container\n"
                + "  hint: upgrade to Linux 6.17 or newer where these milliseconds count\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.17.0", "7.0-rc1", "of our own"})
  void anyOtherKernelIsFine(String release) {
    host.setting("kernel.osrelease", release);

    assertThat(host.said("kernel")).isEqualTo("ok: Linux " + release + "\n");
  }

  @Test
  void aHostWithoutProcSaysSo() {
    host.withoutSetting("kernel.osrelease");

    assertThat(host.said("kernel"))
        .isEqualTo(
            """
            missing: there is no process file system at /proc
              hint: mount it with 'mount -t proc proc /proc'
            """);
  }

  @Test
  void aProcessorWhoseCallsWeDoNotKnowIsMissing() {
    assertThat(host.processor("riscv64").said("processor"))
        .isEqualTo(
            """
            missing: jcompose does not know the system calls of riscv64
              hint: use a machine, and a JDK, for x86_64 or aarch64
            """);
    assertThat(host.processor("aarch64").said("processor")).isEqualTo("ok: aarch64\n");
  }

  @Test
  void aContainerOfAnotherToolIsNamed() {
    assertThat(host.file("run/systemd/container", "lxc").said("kind"))
        .isEqualTo("ok: inside a container of lxc\n");
    assertThat(host.file("run/.containerenv", "").said("kind"))
        .isEqualTo("ok: inside a container of Podman\n");
    assertThat(host.file(".dockerenv", "").said("kind"))
        .isEqualTo("ok: inside a container of Docker\n");
  }

  @Test
  void aHostWithoutSystemdIsAsGood() {
    host.without("run/systemd/system");

    assertThat(host.said("systemd")).isEqualTo("ok: does not run; nothing needs it\n");
  }

  @Test
  void aJvmWithoutAnArchiveIsNoted() {
    host.file("proc/self/cmdline", "java\0-jar\0jcompose.jar\0");

    assertThat(host.said("class archive"))
        .isEqualTo(
            """
            note: not asked for: every command loads its classes anew
              hint: start jcompose by its launcher, which makes an archive and uses it
            """);
  }

  @Test
  void anArchiveThatTheJvmDoesNotUseIsNoted() {
    host.file("proc/self/cmdline", "java\0-XX:AOTCache=/opt/25.jsa\0-jar\0jcompose.jar\0");

    assertThat(host.said("class archive"))
        .isEqualTo(
            """
            note: /opt/25.jsa is not used: every command starts more slowly
              hint: run 'rm -f /opt/25.jsa'; the launcher makes it anew if it may write there
            """);
  }
}
