package io.jcompose.runtime.linux.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
  @TempDir Path directory;

  @Test
  void aLinkIsRemovedAndNotWhatItLeadsTo() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("file"), "kept");
    Path tree = Files.createDirectories(directory.resolve("tree/sub"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Files.createSymbolicLink(directory.resolve("tree/dangling"), Path.of("/nowhere"));

    Trees.remove(directory.resolve("tree"));

    assertThat(directory.resolve("tree")).doesNotExist();
    assertThat(outside.resolve("file")).hasContent("kept");
  }

  @Test
  void aTreeDeeperThanAnyPathIsRemoved() throws Exception {
    // longer than PATH_MAX, and deeper than the removal descends at once
    Process maker =
        new ProcessBuilder(
                "sh",
                "-c",
                "mkdir tree && cd tree && i=0; while [ $i -lt 150 ]; do"
                    + " mkdir "
                    + "d".repeat(60)
                    + " && cd -P d* || exit 1; i=$((i+1)); done")
            .directory(directory.toFile())
            .inheritIO()
            .start();
    assertThat(maker.waitFor()).isZero();

    Trees.remove(directory.resolve("tree"));

    assertThat(directory.resolve("tree")).doesNotExist();
  }

  @Test
  void removingWhatIsGoneIsASuccess() {
    Trees.remove(directory.resolve("never"));
  }

  @Test
  void aCopyHasTheModesTimesAndLinksOfItsSource() throws IOException {
    Path source = Files.createDirectories(directory.resolve("source/sub"));
    Path file = Files.writeString(source.resolve("file"), "text");
    Files.createLink(source.resolve("same"), file);
    Files.createSymbolicLink(source.resolve("link"), Path.of("../elsewhere"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setAttribute(source, "unix:mode", 01770);
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
    Path target = Files.createDirectory(directory.resolve("target"));

    Trees.copy(directory.resolve("source"), target);

    Path copy = target.resolve("sub");
    assertThat(copy.resolve("file")).hasContent("text");
    assertThat(Files.getPosixFilePermissions(copy.resolve("file")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(Files.readAttributes(copy.resolve("file"), "unix:ino").get("ino"))
        .isEqualTo(Files.readAttributes(copy.resolve("same"), "unix:ino").get("ino"));
    assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("../elsewhere"));
    assertThat((int) Files.getAttribute(copy, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777)
        .isEqualTo(01770);
    assertThat(Files.getLastModifiedTime(copy).toInstant())
        .isEqualTo(Instant.parse("2020-02-02T02:02:02Z"));
  }
}
