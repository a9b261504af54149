package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Archives.Layout;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives made to fill disks and memory, and a disk that is full. */
@Privileged
class BombTest {
  private static final int MIB = 1024 * 1024;
  private static final ImageLimits LIMITS =
      new ImageLimits(10, 1000, 100_000, 20_000, 100L * MIB, 100L * MIB, MIB, 100);

  @TempDir private Path scratch;

  private void refused(byte[] archive, String reason) throws IOException {
    Path file = Files.write(scratch.resolve("bomb.tar"), archive);
    Path state = scratch.resolve("state");
    Host host = new Host(Clock.systemUTC(), Map.of(), Path.of("/"), state, scratch);
    ImageStore store = new ImageStore(host, LIMITS, Platform.linux("amd64"));

    assertThatThrownBy(() -> store.load(file, Progress.SILENT))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining(reason);

    assertThat(Programs.run("find", state.toString(), "-type", "f")).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aLayerThatExpandsEnormouslyIsStopped() throws IOException {
    byte[] zeros = new TarBytes().file("zeros", new byte[20 * MIB]).bytes();
    Layout layout = new Layout();
    layout.listed(
        layout.image("{}", Archives.OCI_LAYER + "+gzip", Map.of(zeros, Archives.gzip(zeros)), ""));

    refused(layout.bytes(), "expands to more than 100 times its size");
  }

  @Test
  void anArchiveThatExpandsEnormouslyIsStopped() throws IOException {
    refused(
        Archives.gzip(new TarBytes().file("zeros", new byte[20 * MIB]).bytes()),
        "the archive expands to more than 100 times its size");
  }

  @Test
  void zstdThatExpandsEnormouslyIsStopped() throws IOException {
    refused(
        Archives.zstd(new TarBytes().file("zeros", new byte[20 * MIB]).bytes()),
        "the archive expands to more than 100 times its size");
  }

  @Test
  void aLayerOfTooManyEntriesIsStopped() throws IOException {
    TarBytes many = new TarBytes().file("f", "x");
    for (int i = 0; i < 20_000; i++) {
      many.hardLink("f" + i, "f");
    }
    byte[] layer = many.bytes();

    refused(Archives.dockerSave("many:1", "{}", layer), "more than 20000 entries");
  }

  @Test
  void anArchiveOfTooManyFilesIsStopped() throws IOException {
    TarBytes many = new TarBytes();
    for (int i = 0; i <= 1000; i++) {
      many.file("f" + i, "");
    }
    refused(many.bytes(), "the archive holds more than 1000 files");
  }

  @Test
  void aDocumentThatIsTooLargeIsStopped() throws IOException {
    refused(
        new TarBytes().file("manifest.json", new byte[100_001]).bytes(),
        "'manifest.json' is 100001 bytes long");
  }

  @Test
  void aSparseFileThatClaimsTheWorldIsStopped() throws IOException {
    byte[] layer =
        new TarBytes()
            .pax("GNU.sparse.major", "1".getBytes(StandardCharsets.UTF_8))
            .pax("GNU.sparse.realsize", "9000000000000000".getBytes(StandardCharsets.UTF_8))
            .file("holes", "0\n" + "\0".repeat(510))
            .bytes();

    refused(Archives.dockerSave("sparse:1", "{}", layer), "is 9000000000000000 bytes long");
  }

  @Test
  void aFullDiskIsToldAndLeavesNothing() throws IOException {
    byte[] layer = new TarBytes().file("big", new byte[8 * MIB]).bytes();
    Path file = Files.write(scratch.resolve("big.tar"), Archives.dockerSave("b:1", "{}", layer));
    Path small = Files.createDirectory(scratch.resolve("small"));
    Programs.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString());
    try {
      Host host = new Host(Clock.systemUTC(), Map.of(), Path.of("/"), small, scratch);
      ImageStore store = new ImageStore(host);

      assertThatThrownBy(() -> store.load(file, Progress.SILENT))
          .isInstanceOf(RuntimeFailure.class)
          .hasMessage(
              "cannot load '%s': cannot unpack entry 'big': ENOSPC: no space left".formatted(file));

      assertThat(Programs.run("find", small.toString(), "-type", "f")).isEmpty();
    } finally {
      Programs.run("umount", small.toString());
    }
  }
}
