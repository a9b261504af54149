package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.runtime.linux.process.Workbench.Started;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Privileged
class SystemCallsOfContainersTest {
  private static final SecuritySettings ADMINISTRATOR =
      new SecuritySettings(false, Set.of(Capability.SYS_ADMIN), false, Set.of(), false);

  @TempDir Path directory;
  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = Workbench.in(directory);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void aContainerIsFiltered() throws IOException {
    Started container = bench.start("sleep", "infinity");

    assertThat(Files.readString(Path.of("/proc/" + container.process().pid() + "/status")))
        .contains("Seccomp:\t2\n", "NoNewPrivs:\t0\n");
  }

  @Test
  void noThreadOfThisProcessIsFiltered() throws IOException {
    bench.start("sleep", "infinity");

    assertThat(
            Programs.run(
                "sh",
                "-c",
                "for t in /proc/$PPID/task/*; do grep -s Seccomp: $t/status; done | sort -u"))
        .isEqualTo(Programs.run("grep", "Seccomp:", "/proc/self/status"));
  }

  @Test
  void namespacesAreNotMadeAndNothingIsMounted() throws IOException {
    for (String command :
        new String[] {
          "unshare -U true", "unshare -m true", "mount -t tmpfs none /mnt", "umount /proc"
        }) {
      Started container = bench.start("/bin/sh", "-c", "LC_ALL=C " + command);

      assertThat(container.exitCode()).as(command).isNotZero();
      assertThat(container.error())
          .as(command)
          .containsAnyOf("not permitted", "superuser", "denied");
    }
  }

  @Test
  void anOrdinaryUserMakesNoUserNamespaceEither() throws IOException {
    Started container = bench.start(wish -> wish.withUser("65534:65534"), "unshare", "-U", "true");

    assertThat(container.exitCode()).isNotZero();
    assertThat(container.error()).contains("Operation not permitted");
  }

  @Test
  void theKernelsKeysAndTheHypervisorsSocketsAreOutOfReach() throws IOException {
    int keyctl = System.getProperty("os.arch").equals("aarch64") ? 219 : 250;

    assertThat(
            bench.sh(
                "LC_ALL=C perl -e '$r = syscall("
                    + keyctl
                    + ", 0, -3, 0); print $r, \" \", $!, \"\\n\";"
                    + " socket(S, 40, 1, 0) or print $!'"))
        .isEqualTo("-1 Operation not permitted\nOperation not permitted");
  }

  @Test
  void aContainerWithTheCapabilityMayMount() throws IOException {
    assertThat(
            bench.sh(
                wish -> wish.withSecurity(ADMINISTRATOR),
                "mount -t tmpfs none /mnt && stat -f -c %T /mnt && unshare -m echo apart"))
        .isEqualTo("tmpfs\napart");
  }

  @Test
  void setUserIdProgramsGainTheirOwnersRights() throws IOException {
    assertThat(
            bench.sh(
                "cp /usr/bin/id /id && chmod 4755 /id && setpriv --reuid 65534 --clear-groups /id"))
        .contains("euid=0(root)");
  }

  @Test
  void aJavaProgramRuns() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertThat(bench.sh(java + " -Xshare:auto -XX:TieredStopAtLevel=1 -version 2>&1"))
        .contains("Runtime Environment");
  }
}
