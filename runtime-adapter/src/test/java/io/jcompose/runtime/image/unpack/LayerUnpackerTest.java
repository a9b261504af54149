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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Privileged
class LayerUnpackerTest {
  private static final ImageLimits SMALL =
      new ImageLimits(4, 100, 1000, 50, 5000, 3000, 1_000_000, 10);

  @TempDir private Path scratch;
  private LayerDirectory home;
  private Path layer;

  @BeforeEach
  void makeTheLayersDirectory() throws IOException {
    home = new LayerDirectory(Files.createDirectory(scratch.resolve("layer")));
    layer = Files.createDirectory(home.tree());
    Files.writeString(scratch.resolve("secret"), "untouched");
  }

  private LayerUnpacker.Result unpack(TarBytes tar) throws IOException {
    return new LayerUnpacker(new FileCalls(), SMALL)
        .unpack(new ByteArrayInputStream(tar.bytes()), home);
  }

  private void refused(TarBytes tar, String message) throws IOException {
    assertThatThrownBy(() -> unpack(tar))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining(message);
    assertThat(scratch.resolve("secret")).hasContent("untouched");
    try (Stream<Path> beside = Files.list(scratch)) {
      assertThat(beside).containsExactlyInAnyOrder(home.path(), scratch.resolve("secret"));
    }
  }

  private static String show(Path path, String format) {
    return Programs.run("stat", "-c", format, path.toString()).strip();
  }

  @Test
  void namesThatLeaveTheLayerAreRefused() throws IOException {
    refused(new TarBytes().file("../secret", "x"), "entry '../secret' has '..' in its name");
    refused(new TarBytes().file("a/../../secret", "x"), "entry 'a/../../secret' has '..'");
    refused(new TarBytes().directory(".."), "entry '..' has '..'");
    refused(new TarBytes().file("/etc/passwd", "x"), "entry '/etc/passwd' has an absolute name");
    refused(new TarBytes().file("a/.wh...", ""), "hides no name that could be");
  }

  @Test
  void nothingIsWrittenThroughALinkThatLeadsOut() throws IOException {
    refused(
        new TarBytes().symbolicLink("evil", scratch.toString()).file("evil/secret", "x"),
        "entry 'evil/secret' goes through the symbolic link 'evil'");
    refused(
        new TarBytes()
            .symbolicLink("up", "../../../..")
            .symbolicLink("on", "up/tmp/no")
            .file("on/secret", "x"),
        "entry 'on/secret' goes through the symbolic link 'on'");
    refused(
        new TarBytes().symbolicLink("one", "two").symbolicLink("two", "one").file("one/x", "x"),
        "entry 'one/x' goes through symbolic links that lead in a circle");
    refused(
        new TarBytes().symbolicLink("self", "/proc/self/root").file("self/tmp/x", "x"),
        "goes through the symbolic link 'self'");
  }

  @Test
  void aFileReplacesALinkOfItsNameInsteadOfFollowingIt() throws IOException {
    unpack(
        new TarBytes()
            .symbolicLink("link", scratch.resolve("secret").toString())
            .file("link", "mine"));

    assertThat(layer.resolve("link")).isRegularFile().hasContent("mine");
    assertThat(scratch.resolve("secret")).hasContent("untouched");
  }

  @Test
  void anAbsoluteLinkMeansThePlaceInsideTheLayer() throws IOException {
    unpack(
        new TarBytes()
            .directory("usr/")
            .directory("usr/lib/")
            .symbolicLink("lib", "/usr/lib")
            .file("lib/libc.so", "code")
            .file("lib/made/up/x", "y"));

    assertThat(layer.resolve("usr/lib/libc.so")).hasContent("code");
    assertThat(layer.resolve("usr/lib/made/up/x")).hasContent("y");
  }

  @Test
  void hardLinksToOutsideAreRefused() throws IOException {
    refused(new TarBytes().hardLink("x", "../secret"), "hard link target '../secret' has '..'");
    refused(
        new TarBytes().hardLink("x", scratch.resolve("secret").toString()), "has an absolute name");
    refused(
        new TarBytes().symbolicLink("out", scratch.toString()).hardLink("x", "out/secret"),
        "entry 'x' is a hard link to 'out/secret', which is no file of the layer");
    refused(new TarBytes().hardLink("x", "missing"), "which is no file of the layer");
    refused(new TarBytes().directory("d").hardLink("x", "d"), "which is no file of the layer");
  }

  @Test
  void aHardLinkToALinkIsThatLink() throws IOException {
    unpack(
        new TarBytes()
            .symbolicLink("link", scratch.resolve("secret").toString())
            .hardLink("same", "link"));

    assertThat(layer.resolve("same")).isSymbolicLink();
    assertThat(show(layer.resolve("link"), "%h")).isEqualTo("2");
  }

  @Test
  void aHardLinkToItselfChangesNothing() throws IOException {
    unpack(new TarBytes().file("a", "content").hardLink("a", "a"));

    assertThat(layer.resolve("a")).hasContent("content");
  }

  @Test
  void aLaterEntryTakesThePlaceOfAnEarlierOfAnyKind() throws IOException {
    unpack(
        new TarBytes()
            .directory("a/")
            .file("a/inner", "x")
            .file("a", "file")
            .file("b", "file")
            .directory("b/")
            .file("b/inner", "y")
            .symbolicLink("c", "b")
            .directory("c/")
            .file("c/own", "z")
            .directory("kept/")
            .file("kept/inner", "k")
            .directory("kept/"));

    assertThat(layer.resolve("a")).isRegularFile().hasContent("file");
    assertThat(layer.resolve("b/inner")).hasContent("y");
    assertThat(layer.resolve("b/own")).doesNotExist();
    assertThat(layer.resolve("c/own")).hasContent("z");
    assertThat(layer.resolve("kept/inner")).hasContent("k");
  }

  @Test
  void anEntryBelowAFileIsRefused() throws IOException {
    refused(
        new TarBytes().file("a", "x").file("a/b", "y"),
        "entry 'a/b' lies below something that is not a directory");
  }

  @Test
  void directoriesThatAreNotListedAreMadeForAllToEnter() throws IOException {
    unpack(new TarBytes().file("a/b/c", "x"));

    assertThat(show(layer.resolve("a/b"), "%a %u:%g")).isEqualTo("755 0:0");
  }

  @Test
  void theLayersRootGetsWhatItsEntrySays() throws IOException {
    unpack(new TarBytes().as(7, 8, 0751).directory("./").as(0, 0, 0644).file("./x", "y"));

    assertThat(show(layer, "%a %u:%g %Y")).isEqualTo("751 7:8 1600000000");
  }

  @Test
  void setIdBitsSurviveTheChangeOfOwner() throws IOException {
    unpack(new TarBytes().as(5, 6, 06755).file("program", "x"));

    assertThat(show(layer.resolve("program"), "%a %u:%g")).isEqualTo("6755 5:6");
  }

  @Test
  void whiteoutsAreInOverlayfsForm() throws IOException {
    LayerUnpacker.Result result =
        unpack(
            new TarBytes()
                .directory("etc/")
                .file("etc/.wh.gone", "")
                .directory("opaque/")
                .file("opaque/.wh..wh..opq", "")
                .file(".wh..wh.aufs", ""));

    assertThat(show(layer.resolve("etc/gone"), "%F %t:%T")).isEqualTo("character special file 0:0");
    assertThat(opaque("opaque")).isEqualTo("y");
    assertThat(layer.resolve(".wh..wh.aufs")).doesNotExist();
    assertThat(result.hidesLower()).isFalse();
  }

  @Test
  void aWhiteoutHidesLowerLayersOnlyWhereItsOwnLayerHasThatNameToo() throws IOException {
    unpack(
        new TarBytes()
            .file(".wh.first", "")
            .directory("first/")
            .directory("second/")
            .file(".wh.second", "")
            .file("third", "stays")
            .file(".wh.third", ""));

    assertThat(opaque("first")).isEqualTo("y");
    assertThat(opaque("second")).isEqualTo("y");
    assertThat(layer.resolve("third")).hasContent("stays");
  }

  @Test
  void stackedLayersLookAsTheyShouldInARealOverlay() throws IOException {
    unpack(
        new TarBytes()
            .file("etc/.wh.gone", "")
            .directory("opaque/")
            .file("opaque/.wh..wh..opq", "")
            .file("opaque/new", "n"));
    Path lower = Files.createDirectories(scratch.resolve("lower"));
    Files.createDirectories(lower.resolve("etc"));
    Files.createDirectories(lower.resolve("opaque"));
    Files.writeString(lower.resolve("etc/gone"), "");
    Files.writeString(lower.resolve("etc/stays"), "");
    Files.writeString(lower.resolve("opaque/old"), "");
    Path merged = Files.createDirectory(scratch.resolve("merged"));

    String seen =
        Programs.run(
            "unshare",
            "--mount",
            "--propagation=private",
            "sh",
            "-c",
            "mount -t overlay overlay -o lowerdir=\"$1:$2\" \"$3\" && cd \"$3\" && find . | sort",
            "sh",
            layer.toString(),
            lower.toString(),
            merged.toString());

    assertThat(seen).isEqualTo(".\n./etc\n./etc/stays\n./opaque\n./opaque/new\n");
  }

  private String opaque(String directory) {
    Programs.need("getfattr", "attr");
    return Programs.run(
        "getfattr",
        "--only-values",
        "-n",
        "trusted.overlay.opaque",
        "--absolute-names",
        layer.resolve(directory).toString());
  }

  @Test
  void attributesWithWhichAnImageCouldSteerOverlayfsAreLeftOut() throws IOException {
    byte[] value = "/etc".getBytes(StandardCharsets.UTF_8);
    unpack(
        new TarBytes()
            .pax("SCHILY.xattr.trusted.overlay.redirect", value)
            .pax("SCHILY.xattr.user.overlay.redirect", value)
            .pax("SCHILY.xattr.user.kept", new byte[] {0, (byte) 0x80, (byte) 0xff})
            .directory("d/"));

    Programs.need("getfattr", "attr");
    String attributes =
        Programs.run(
            "getfattr",
            "-d",
            "-m",
            "-",
            "-e",
            "hex",
            "--absolute-names",
            layer.resolve("d").toString());
    assertThat(attributes).contains("user.kept=0x0080ff").doesNotContain("redirect");
  }

  @Test
  void aLayerIsBounded() throws IOException {
    TarBytes many = new TarBytes();
    for (int i = 0; i <= 50; i++) {
      many.file("f" + i, "");
    }
    refused(many, "more than 50 entries");
    refused(new TarBytes().file("big", new byte[3001]), "entry 'big' is 3001 bytes long");
    refused(
        new TarBytes().file("a", new byte[2900]).file("b", new byte[2900]), "more than 5000 bytes");
    refused(
        new TarBytes()
            .file("n".repeat(90) + "/" + "x", "")
            .pax("path", new byte[5000])
            .file("x", ""),
        "zero byte");
    refused(
        new TarBytes()
            .pax("path", "a/".repeat(2500).getBytes(StandardCharsets.UTF_8))
            .file("x", ""),
        "has a name that is too long");
    refused(
        new TarBytes().pax("path", "a".repeat(256).getBytes(StandardCharsets.UTF_8)).file("x", ""),
        "has a name that is too long");
  }

  @Test
  void aMessageNeverCarriesTerminalControlsOfAName() throws IOException {
    assertThatThrownBy(() -> unpack(new TarBytes().file("../\u001b[2Jred\nx", "")))
        .hasMessageContaining("entry '../?[2Jred?x'");
  }

  @Test
  void aTreeDeeperThanAnyPathIsLongCanBeRemoved() throws IOException {
    Path deep = Files.createDirectory(scratch.resolve("deep"));
    Programs.run(
        "sh",
        "-c",
        "cd \"$1\"; n=$(printf 'd%.0s' $(seq 200)); for i in $(seq 60); do mkdir $n && cd -P $n ||"
            + " exit 1; : > file; done",
        "sh",
        deep.toString());

    new DirectoryTree(new FileCalls()).remove(deep);

    assertThat(deep).doesNotExist();
  }
}
