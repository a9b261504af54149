package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @Test
  void fewOpenFilesAreNoted() {
    host.file("proc/self/limits", "Max open files            1024     4096    files");

    assertThat(host.said("open files"))
        .isEqualTo(
            """
            note: 1024 for each process, 4096 at most
              hint: raise it with 'ulimit -n 65536' before jcompose starts
            """);
  }

  @Test
  void unlimitedOpenFilesAreEnough() {
    host.file("proc/self/limits", "Max open files   unlimited   unlimited    files");

    assertThat(host.said("open files")).isEqualTo("ok: unlimited for each process\n");
  }

  @ParameterizedTest
  @CsvSource({
    "files of all, fs.file-max, 65535, 1000000",
    "inotify watches, fs.inotify.max_user_watches, 8191, 524288",
    "inotify instances, fs.inotify.max_user_instances, 127, 1024",
    "processes, kernel.pid_max, 4096, 4194304"
  })
  void aSettingThatIsLowIsNoted(String check, String setting, String value, String better) {
    host.setting(setting, value);

    assertThat(host.said(check))
        .isEqualTo(
            "note: %s is %s\n  hint: run 'sysctl -w %s=%s'\n"
                .formatted(setting, value, setting, better));
  }

  @Test
  void aSettingThatThisKernelLacksIsNotAsked() {
    host.withoutSetting("fs.inotify.max_user_watches");

    assertThat(host.said("inotify watches")).isEmpty();
  }

  @Test
  void fewTrackedConnectionsAreNoted() {
    host.setting("net.netfilter.nf_conntrack_max", "8192");

    assertThat(host.said("connections"))
        .isEqualTo(
            """
            note: 17 of 8192 tracked
              hint: run 'sysctl -w net.netfilter.nf_conntrack_max=262144'
            """);
  }

  @Test
  void aTableOfConnectionsThatIsAlmostFullIsAWarning() {
    host.setting("net.netfilter.nf_conntrack_count", "250000");

    assertThat(host.said("connections"))
        .isEqualTo(
            """
            warning: 250000 of 262144 tracked: further ones are soon dropped
              hint: run 'sysctl -w net.netfilter.nf_conntrack_max=1048576'
            """);
  }

  @Test
  void connectionsAreNotTrackedBeforeTheFirstRuleAsksForIt() {
    host.withoutSetting("net.netfilter.nf_conntrack_max");

    assertThat(host.said("connections")).isEqualTo("ok: not tracked yet\n");
  }
}
