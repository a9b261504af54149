package io.jcompose.runtime.linux.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both versions as files in a temporary folder, with texts as kernels write them. */
class AccountingTest {
  private static final String GROUP = "jcompose/shop/shop-web-1";

  @TempDir Path root;

  @Test
  void versionTwo() throws IOException {
    write("cgroup.controllers", "cpu memory pids io\n");
    write(GROUP + "/cgroup.procs", "4711\n4712\n");
    write(GROUP + "/cpu.stat", "usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\n");
    write(GROUP + "/memory.current", "10485760\n");
    write(GROUP + "/memory.stat", "anon 4096\nactive_file 8192\ninactive_file 1048576\n");
    write(GROUP + "/memory.max", "67108864\n");
    write(GROUP + "/pids.current", "3\n");
    write(
        GROUP + "/io.stat",
        """
        8:0 rbytes=4096 wbytes=512 rios=1 wios=1 dbytes=0 dios=0
        8:16 rbytes=1 wbytes=2 rios=1 wios=1 dbytes=0 dios=0
        """);

    assertThat(accounting().processes()).containsExactly(4711L, 4712L);
    assertThat(accounting().processorTime()).isEqualTo(Duration.ofMillis(1500));
    assertThat(accounting().memory()).isEqualTo(9 << 20);
    assertThat(accounting().memoryLimit()).hasValue(64 << 20);
    assertThat(accounting().tasks()).isEqualTo(3);
    assertThat(accounting().read()).isEqualTo(4097);
    assertThat(accounting().written()).isEqualTo(514);
  }

  @Test
  void versionOne() throws IOException {
    write("cpuacct/cgroup.procs", "");
    write("cpuacct/" + GROUP + "/cgroup.procs", "4711\n");
    write("cpuacct/" + GROUP + "/cpuacct.usage", "1500000000\n");
    write("memory/cgroup.procs", "");
    write("memory/" + GROUP + "/memory.usage_in_bytes", "10485760\n");
    write("memory/" + GROUP + "/memory.stat", "inactive_file 1\ntotal_inactive_file 1048576\n");
    write("memory/" + GROUP + "/memory.limit_in_bytes", "67108864\n");
    write("pids/cgroup.procs", "");
    write("pids/" + GROUP + "/pids.current", "3\n");
    write("blkio/cgroup.procs", "");
    write(
        "blkio/" + GROUP + "/blkio.throttle.io_service_bytes",
        "8:0 Read 4096\n8:0 Write 512\n8:0 Sync 4608\n8:0 Total 4608\nTotal 4608\n");

    assertThat(accounting().processes()).containsExactly(4711L);
    assertThat(accounting().processorTime()).isEqualTo(Duration.ofMillis(1500));
    assertThat(accounting().memory()).isEqualTo(9 << 20);
    assertThat(accounting().memoryLimit()).hasValue(64 << 20);
    assertThat(accounting().tasks()).isEqualTo(3);
    assertThat(accounting().read()).isEqualTo(4096);
    assertThat(accounting().written()).isEqualTo(512);
  }

  @Test
  void bothVersionsHaveAWordForNoLimit() throws IOException {
    write("memory/cgroup.procs", "");
    write("memory/" + GROUP + "/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(accounting().memoryLimit()).isEmpty();

    write("cgroup.controllers", "memory\n");
    write(GROUP + "/memory.max", "max\n");
    assertThat(accounting().memoryLimit()).isEmpty();
  }

  @Test
  void whatIsNotCountedIsZero() {
    assertThat(accounting().processes()).isEmpty();
    assertThat(accounting().processorTime()).isZero();
    assertThat(accounting().memory()).isZero();
    assertThat(accounting().memoryLimit()).isEmpty();
    assertThat(accounting().tasks()).isZero();
    assertThat(accounting().read()).isZero();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Accounting accounting() {
    return new Accounting(root, new ProjectName("shop"), new ContainerName("shop-web-1"));
  }
}
