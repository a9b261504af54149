package io.jcompose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingDirectoryTest {
  @TempDir private Path directory;
  private Path actual = Path.of("/");

  @BeforeEach
  void create() throws IOException {
    actual = Files.createDirectory(directory.resolve("real"));
    Files.createSymbolicLink(directory.resolve("link"), actual);
    Files.createDirectory(directory.resolve("other"));
  }

  @Test
  void aLinkThatTheUserCameByIsKept() {
    Path link = directory.resolve("link");

    assertThat(WorkingDirectory.of(Map.of("PWD", link.toString()), actual)).isEqualTo(link);
  }

  @Test
  void aNameOfAnotherDirectoryOrOfNoneIsIgnored() {
    for (String stale :
        new String[] {directory.resolve("other").toString(), "/none", "link", "", "a\0b"}) {
      assertThat(WorkingDirectory.of(Map.of("PWD", stale), actual)).isEqualTo(actual);
    }
    assertThat(WorkingDirectory.of(Map.of(), actual)).isEqualTo(actual);
  }
}
