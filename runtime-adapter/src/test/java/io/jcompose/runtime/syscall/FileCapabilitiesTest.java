package io.jcompose.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Privileged
class FileCapabilitiesTest {
  @TempDir Path directory;

  @Test
  void aProgramThatGivesCapabilitiesIsRecognised() throws IOException {
    Path program = Files.createFile(directory.resolve("program"));
    FileCalls files = new FileCalls();
    Fd open = files.openDirectory(directory);
    // struct vfs_cap_data of linux/capability.h, version 2 and effective: CAP_SETUID
    files.setAttribute(
        open,
        "program".getBytes(StandardCharsets.UTF_8),
        "security.capability".getBytes(StandardCharsets.UTF_8),
        HexFormat.of().parseHex("0100000280000000000000000000000000000000"));
    files.close(open);

    assertThat(FileSystems.hasFileCapabilities(program)).isTrue();
  }
}
