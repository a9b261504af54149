package io.jcompose.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.syscall.FileSystems.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemsTest {
  @TempDir Path directory;

  @Test
  void theSizeOfAFileSystemIsWhatTheJdkSays() throws IOException {
    Space space = FileSystems.space(directory);

    assertThat(space.bytes()).isEqualTo(Files.getFileStore(directory).getTotalSpace());
    assertThat(space.freeBytes()).isBetween(1L, space.bytes());
    assertThat(space.freeInodes()).isBetween(0L, space.inodes());
  }

  @Test
  void aPathThatIsNotThereHasNoFileSystem() {
    assertThatThrownBy(() -> FileSystems.space(directory.resolve("none")))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("ENOENT");
  }

  @Test
  void anOrdinaryProgramGivesNoCapabilities() throws IOException {
    Path program = Files.createFile(directory.resolve("program"));

    assertThat(FileSystems.hasFileCapabilities(program)).isFalse();
  }
}
