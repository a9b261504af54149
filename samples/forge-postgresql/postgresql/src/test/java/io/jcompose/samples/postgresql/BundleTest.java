package io.jcompose.samples.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BundleTest {
  @TempDir private Path folder;

  @Test
  void filesModesAndLinksAreUnpacked() throws IOException {
    Bundle bundle = new Bundle(folder.resolve("bundle"), "17");

    bundle.unpack(
        archive(
            tar -> {
              directory(tar, "bin/");
              file(tar, "bin/postgres", 0700, "program");
              file(tar, "share/readme", 0600, "text");
              link(tar, "lib/libpq.so", "libpq.so.5");
            }));

    assertThat(bundle.isUnpacked()).isTrue();
    assertThat(folder.resolve("bundle/bin/postgres")).hasContent("program");
    assertThat(permissions("bundle/bin/postgres")).isEqualTo("rwxr-xr-x");
    assertThat(permissions("bundle/share/readme")).isEqualTo("rw-r--r--");
    assertThat(Files.readSymbolicLink(folder.resolve("bundle/lib/libpq.so")))
        .isEqualTo(Path.of("libpq.so.5"));
    assertThat(folder).isDirectoryNotContaining("glob:**.draft");
  }

  @Test
  void anotherVersionIsReplacedAsAWhole() throws IOException {
    Path directory = folder.resolve("bundle");
    new Bundle(directory, "16").unpack(archive(tar -> file(tar, "old", 0600, "")));
    Bundle newer = new Bundle(directory, "17");
    assertThat(newer.isUnpacked()).isFalse();

    newer.unpack(archive(tar -> file(tar, "new", 0600, "")));

    assertThat(newer.isUnpacked()).isTrue();
    assertThat(directory.resolve("new")).exists();
    assertThat(directory.resolve("old")).doesNotExist();
  }

  @Test
  void aDamagedArchiveLeavesWhatWasThere() throws IOException {
    Bundle bundle = new Bundle(folder.resolve("bundle"), "16");
    bundle.unpack(archive(tar -> file(tar, "old", 0600, "")));

    assertThatThrownBy(
            () ->
                new Bundle(folder.resolve("bundle"), "17")
                    .unpack(
                        new ByteArrayInputStream("no archive".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class);

    assertThat(bundle.isUnpacked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"../out", "/etc/out", "a/../../out"})
  void aFileCannotLeaveTheDirectory(String name) throws IOException {
    InputStream archive = archive(tar -> file(tar, name, 0600, "x"));

    assertThatThrownBy(() -> new Bundle(folder.resolve("bundle"), "1").unpack(archive))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it leads out of the archive");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"/etc", "../..", "x/../../.."})
  void aLinkCannotLeaveTheDirectory(String target) throws IOException {
    InputStream archive = archive(tar -> link(tar, "lib/out", target));

    assertThatThrownBy(() -> new Bundle(folder.resolve("bundle"), "1").unpack(archive))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it leads out of the archive");
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }

  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private static InputStream archive(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      content.write(tar);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void directory(TarArchiveOutputStream tar, String name) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(name));
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, String name, int mode, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }
}
