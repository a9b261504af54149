package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @Test
  void aKernelWithoutFiltersIsAWarning() {
    host.withoutSetting("kernel.seccomp.actions_avail");

    assertThat(host.said("seccomp"))
        .isEqualTo(
            """
            warning: this kernel has no filters: containers may make all system calls
              hint: use a kernel built with CONFIG_SECCOMP_FILTER
            """);
  }

  @Test
  void aFilterOnJcomposeItselfIsTold() {
    host.file("proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\nSeccomp:\t2");

    assertThat(host.said("seccomp")).isEqualTo("ok: filters work; jcompose itself is under one\n");
  }

  @Test
  void appArmorThatDoesNotConfineUsIsFine() {
    host.file("sys/module/apparmor/parameters/enabled", "Y")
        .file("proc/self/attr/current", "unconfined");

    assertThat(host.said("apparmor")).isEqualTo("ok: on; jcompose is not confined\n");
  }

  @Test
  void appArmorThatConfinesUsIsAWarning() {
    host.file("sys/module/apparmor/parameters/enabled", "Y")
        .file("proc/self/attr/current", "docker-default (enforce)");

    assertThat(host.said("apparmor"))
        .isEqualTo(
            """
            warning: jcompose itself is confined by docker-default (enforce), which may forbid mounts
              hint: start the container that jcompose runs in with '--security-opt apparmor=unconfined'
            """);
  }

  @Test
  void selinuxThatEnforcesIsNoted() {
    assertThat(host.file("sys/fs/selinux/enforce", "1").said("selinux"))
        .isEqualTo(
            """
            note: enforces; files that are mounted into containers keep their labels
              hint: see with 'ausearch -m avc -ts recent' what it refused if a container may not read one
            """);
    assertThat(host.file("sys/fs/selinux/enforce", "0").said("selinux"))
        .isEqualTo("ok: permissive\n");
  }
}
