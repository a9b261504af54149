package io.jcompose.runtime.linux.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessReaderTest {
  private static final String TAIL = "0 0 20 0 1 0 500 4096 100";

  @TempDir Path root;

  @BeforeEach
  void boot() throws IOException {
    write("proc/stat", "cpu  1 2 3\nbtime 1000\n");
    write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nwww:x:33:33::/:/bin/sh\n");
  }

  @Test
  void aProcessIsDescribedAsTheKernelTells() throws IOException {
    process(42, "nginx: (work) er", "33", "34816", "nginx: worker\0-g\0daemon off;\0\0");

    assertThat(reader().describe(List.of(42L)))
        .containsExactly(
            new ProcessStatus(
                "www",
                42,
                1,
                Instant.ofEpochSecond(1005),
                Optional.of("pts/0"),
                Duration.ofMillis(1500),
                "nginx: worker -g daemon off;"));
  }

  @Test
  void aProcessWithoutArgumentsIsCalledByItsNameAndAStrangerByHisNumber() throws IOException {
    process(7, "kthread", "4321", "0", "");

    ProcessStatus process = reader().describe(List.of(7L)).get(0);

    assertThat(process.command()).isEqualTo("[kthread]");
    assertThat(process.user()).isEqualTo("4321");
    assertThat(process.terminal()).isEmpty();
  }

  @Test
  void processesAreSortedAndWhatEndedMeanwhileIsLeftOut() throws IOException {
    process(9, "b", "0", "0", "b");
    process(8, "a", "0", "1025", "a");

    assertThat(reader().describe(List.of(9L, 10L, 8L)))
        .extracting(ProcessStatus::pid)
        .containsExactly(8L, 9L);
    assertThat(reader().describe(List.of(8L)).get(0).terminal()).contains("tty1");
  }

  @Test
  void interfacesAreAddedUpWithoutTheLoopbackOne() {
    assertThat(
            NetworkCounters.parse(
                """
                Inter-|   Receive                            |  Transmit
                 face |bytes packets errs drop fifo frame compressed multicast|bytes packets errs
                    lo: 99 1 0 0 0 0 0 0 99 1 0 0 0 0 0 0
                  eth0: 100 1 0 0 0 0 0 0 200 1 0 0 0 0 0 0
                  eth1:1 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0
                """))
        .isEqualTo(new NetworkCounters(101, 202));
  }

  private void process(long pid, String name, String user, String terminal, String arguments)
      throws IOException {
    write(
        "proc/" + pid + "/stat",
        pid + " (" + name + ") S 1 1 1 " + terminal + " -1 0 0 0 0 0 100 50 " + TAIL + "\n");
    write(
        "proc/" + pid + "/status", "Name:\tx\nUid:\t0\t" + user + "\t" + user + "\t" + user + "\n");
    write("proc/" + pid + "/cmdline", arguments);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private ProcessReader reader() {
    return new ProcessReader(
        new Host(Clock.systemUTC(), Map.of(), root, root.resolve("state"), root.resolve("run")));
  }
}
