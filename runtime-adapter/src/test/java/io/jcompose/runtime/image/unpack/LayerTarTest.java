package io.jcompose.runtime.image.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.syscall.DirectoryTree;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a layer was unpacked from comes back byte by byte, however it was made. */
@Privileged
class LayerTarTest {
  private static final ImageLimits SMALL =
      new ImageLimits(10, 100, 1000, 100, 100_000, 100_000, 1000, 100);

  private Path scratch;
  private final FileCalls files = new FileCalls();
  private LayerDirectory layer;

  @BeforeEach
  void makeTheLayersDirectory() throws IOException {
    scratch = Files.createTempDirectory("layer-tar");
    layer = new LayerDirectory(Files.createDirectory(scratch.resolve("layer")));
    Files.createDirectory(layer.tree());
  }

  // JUnit cannot remove a tree that is deeper than any path is long
  @AfterEach
  void removeAll() {
    new DirectoryTree(files).remove(scratch);
  }

  private void unpack(byte[] tar, ImageLimits limits) throws IOException {
    new LayerUnpacker(files, limits).unpack(new ByteArrayInputStream(tar), layer);
  }

  private byte[] writtenAgain() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LayerTar(files, layer).write(out);
    return out.toByteArray();
  }

  private void comesBack(byte[] tar) throws IOException {
    unpack(tar, ImageLimits.DEFAULT);

    assertThat(Arrays.equals(writtenAgain(), tar)).isTrue();
  }

  @Test
  void anEmptyArchive() throws IOException {
    comesBack(new byte[1024]);
  }

  @Test
  void nothingAtAll() throws IOException {
    comesBack(new byte[0]);
  }

  @Test
  void oneWithoutAnEndMark() throws IOException {
    comesBack(new TarBytes().file("a", "b").unended());
  }

  @Test
  void oneWithRubbishAfterItsEnd() throws IOException {
    byte[] tar = Arrays.copyOf(new TarBytes().file("a", "b").bytes(), 200_001);
    new Random(1).nextBytes(Arrays.copyOfRange(tar, 5000, tar.length));
    tar[150_000] = 7;
    comesBack(tar);
  }

  @Test
  void paddingThatIsNoZeros() throws IOException {
    byte[] tar = new TarBytes().file("a", "b").file("c", "d").bytes();
    Arrays.fill(tar, 513, 1024, (byte) 'p');
    comesBack(tar);
  }

  @Test
  void contentOfWhatHasNone() throws IOException {
    comesBack(
        new TarBytes()
            .file("etc/.wh.gone", "a whiteout that says something")
            .file(".wh..wh..opq", "so does this")
            .file(".wh..wh.plnk", "and this")
            .bytes());
  }

  @Test
  void oneNameSeveralTimes() throws IOException {
    comesBack(
        new TarBytes()
            .file("a", "first")
            .file("a", "second")
            .file("a", "")
            .symbolicLink("a", "b")
            .file("a", "third")
            .directory("a/")
            .file("a/in", "it")
            .file("a", "last")
            .bytes());

    assertThat(layer.tree().resolve("a")).hasContent("last");
    assertThat(Programs.run("find", layer.replaced().toString(), "-type", "f").lines()).hasSize(4);
  }

  @Test
  void aFileWhoseHardLinksAreReplacedOneByOne() throws IOException {
    comesBack(
        new TarBytes()
            .file("a", "linked")
            .hardLink("b", "a")
            .hardLink("c", "a")
            .file("a", "new a")
            .file("b", "new b")
            .bytes());
    assertThat(layer.tree().resolve("c")).hasContent("linked");
  }

  @Test
  void aFileAllOfWhoseHardLinksAreReplaced() throws IOException {
    comesBack(
        new TarBytes()
            .file("d/a", "linked")
            .hardLink("d/b", "d/a")
            .file("d/b", "new b")
            .file("d/a", "new a")
            .file("d", "all gone")
            .bytes());
  }

  @Test
  void aFileBelowALinkThatLeadsElsewhereLater() throws IOException {
    comesBack(
        new TarBytes()
            .directory("one/")
            .directory("two/")
            .file("two/f", "in two")
            .symbolicLink("to", "one")
            .file("to/f", "in one")
            .symbolicLink("to", "two")
            .bytes());
    assertThat(layer.tree().resolve("one/f")).hasContent("in one");
  }

  @Test
  void aFileDeeperThanAnyPathIsLong() throws IOException {
    TarBytes tar = new TarBytes();
    String parts = "d".repeat(200) + ("/" + "d".repeat(200)).repeat(9);
    for (int i = 0; i < 5; i++) {
      String below = (i == 0 ? "" : "link" + (i - 1) + "/") + parts;
      tar.pax("path", (below + "/f").getBytes(StandardCharsets.UTF_8)).file("f", "deep");
      tar.pax("linkpath", below.getBytes(StandardCharsets.UTF_8)).symbolicLink("link" + i, "x");
    }

    comesBack(tar.bytes());

    assertThat(layer.replaced()).isNotEmptyDirectory();
  }

  @Test
  void aDirectoryTreeThatIsReplacedByAFile() throws IOException {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 300; i++) {
      tar.file("d/" + i % 7 + "/e/" + i, "content " + i);
    }
    comesBack(tar.file("d", "flat").bytes());
  }

  @Test
  void manyHeadersAndLargeFiles() throws IOException {
    byte[] large = new byte[1_000_000];
    new Random(2).nextBytes(large);
    TarBytes tar = new TarBytes().file("large", large);
    for (int i = 0; i < 2000; i++) {
      tar.pax("comment", ("number " + i).getBytes(StandardCharsets.UTF_8)).file("f" + i, "" + i);
    }
    comesBack(tar.file("large again", large).bytes());
  }

  @Test
  void whatLiesBesidesFilesIsBounded() {
    byte[] tar = Arrays.copyOf(new TarBytes().file("a", "b").bytes(), 300_000);

    assertThatThrownBy(() -> unpack(tar, SMALL))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("more than 202400 bytes besides its files");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    unpack(new TarBytes().file("etc/motd", "hello").bytes(), ImageLimits.DEFAULT);
    Files.delete(layer.tree().resolve("etc/motd"));

    assertThatThrownBy(this::writtenAgain)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("a stored layer is damaged: 'etc/motd' is missing");
  }

  @Test
  void aFileCutOffIsNamed() throws IOException {
    unpack(new TarBytes().file("etc/motd", "hello").bytes(), ImageLimits.DEFAULT);
    Files.writeString(layer.tree().resolve("etc/motd"), "h");

    assertThatThrownBy(this::writtenAgain)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("a stored layer is damaged: 'etc/motd' is too short");
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    unpack(new TarBytes().file("etc/motd", "hello").bytes(), ImageLimits.DEFAULT);
    byte[] record = Files.readAllBytes(layer.record());
    Files.write(layer.record(), Arrays.copyOf(record, record.length - 20));

    assertThatThrownBy(this::writtenAgain)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("tar-record.gz");
  }
}
