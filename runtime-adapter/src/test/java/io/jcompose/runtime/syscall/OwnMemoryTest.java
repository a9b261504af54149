package io.jcompose.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnMemoryTest {
  private static final int PAGE = 4096;
  private static final int PAGES = 512;

  @TempDir private Path directory;

  @Test
  void aFileThatWasLetGoOfComesBackPageByPageAndUnchanged() throws IOException {
    Path file = directory.resolve("archive");
    byte[] content = new byte[PAGES * PAGE];
    for (int page = 0; page < PAGES; page++) {
      content[page * PAGE] = (byte) page;
    }
    Files.write(file, content);
    try (FileChannel channel = FileChannel.open(file)) {
      MappedByteBuffer mapping =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, content.length).load();
      assertThat(residentKilobytes(file)).isEqualTo(PAGES * PAGE / 1024);

      OwnMemory.letGo(address(file), content.length);
      assertThat(residentKilobytes(file)).isZero();

      assertThat(mapping.get(7 * PAGE)).isEqualTo((byte) 7);
      assertThat(mapping.get(300 * PAGE)).isEqualTo((byte) 300);
      assertThat(residentKilobytes(file)).isLessThanOrEqualTo(32L * PAGE / 1024);
    }
  }

  private static long address(Path file) throws IOException {
    String line = mapping(file).get(0);
    return Long.parseUnsignedLong(line, 0, line.indexOf('-'), 16);
  }

  private static long residentKilobytes(Path file) throws IOException {
    return mapping(file).stream()
        .filter(line -> line.startsWith("Rss:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  /** Returns what the kernel says about the one mapping of a file. */
  private static List<String> mapping(Path file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(file.toString())) {
        return lines.subList(i, i + 12);
      }
    }
    throw new AssertionError(file + " is not mapped");
  }
}
