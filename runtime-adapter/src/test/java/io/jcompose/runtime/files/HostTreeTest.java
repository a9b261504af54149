package io.jcompose.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.files.HostTree.Member;
import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTreeTest {
  private static final TarEntry.Moment LONG_AGO = new TarEntry.Moment(1000, 0);

  @TempDir Path scratch;
  private final List<String> warnings = new ArrayList<>();
  private Path source;
  private Path target;

  @BeforeEach
  void makeDirectories() throws IOException {
    source = Files.createDirectory(scratch.resolve("source"));
    target = Files.createDirectory(scratch.resolve("target"));
  }

  @Test
  void aTreeComesOutAsItWentIn() throws IOException {
    Files.writeString(Files.createDirectories(source.resolve("a/b")).resolve("file"), "text");
    Files.setPosixFilePermissions(
        source.resolve("a/b/file"), PosixFilePermissions.fromString("rwxr-x--x"));
    FileTime time = FileTime.from(Instant.ofEpochSecond(1000, 123_456_789));
    Files.setLastModifiedTime(source.resolve("a/b/file"), time);
    Files.createSymbolicLink(source.resolve("a/link"), Path.of("/etc/nothing"));
    Files.createLink(source.resolve("a/twin"), source.resolve("a/b/file"));
    String longName = "é".repeat(100);
    Files.writeString(source.resolve(longName), "long");
    Files.setLastModifiedTime(source.resolve("a/b"), time);

    HostTree.extract(target, archive("copy"), false, warnings::add);

    Path copy = target.resolve("copy");
    assertThat(copy.resolve("a/b/file")).hasContent("text");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("a/b/file"))))
        .isEqualTo("rwxr-x--x");
    assertThat(Files.getLastModifiedTime(copy.resolve("a/b/file"))).isEqualTo(time);
    assertThat(Files.getLastModifiedTime(copy.resolve("a/b"))).isEqualTo(time);
    assertThat(Files.readSymbolicLink(copy.resolve("a/link"))).isEqualTo(Path.of("/etc/nothing"));
    assertThat(Files.isSameFile(copy.resolve("a/twin"), copy.resolve("a/b/file"))).isTrue();
    assertThat(copy.resolve(longName)).hasContent("long");
    assertThat(warnings).isEmpty();
  }

  @Test
  void tarReadsWhatIsWritten() throws Exception {
    Files.writeString(
        Files.createDirectories(source.resolve("a")).resolve("x".repeat(150)), "text");
    Path file = scratch.resolve("tree.tar");
    Files.write(file, archive(".").readAllBytes());

    Process tar =
        new ProcessBuilder("tar", "-xf", file.toString(), "-C", target.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(tar.waitFor()).isZero();
    assertThat(target.resolve("a").resolve("x".repeat(150))).hasContent("text");
  }

  @Test
  void theContentOfADirectoryLeavesTheTargetItselfAsItIs() throws IOException {
    Files.writeString(source.resolve("file"), "text");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));

    HostTree.extract(target, archive("."), false, warnings::add);

    assertThat(target.resolve("file")).hasContent("text");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void chosenMembersAreArchivedUnderTheirNamesAndNothingBesides() throws IOException {
    Files.writeString(Files.createDirectories(source.resolve("a/b")).resolve("file"), "text");
    Files.setPosixFilePermissions(
        source.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("/etc/nothing"));
    Files.writeString(source.resolve("other"), "not asked for");

    HostTree.extract(
        target,
        archiveEach(
            new Member(Path.of("a"), "new/a"),
            new Member(Path.of("a/b/file"), "new/a/b/file"),
            new Member(Path.of("link"), "link"),
            new Member(Path.of("gone"), "gone"),
            new Member(Path.of("other/gone"), "gone")),
        false,
        warnings::add);

    assertThat(target.resolve("new/a/b/file")).hasContent("text");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("new/a"))))
        .isEqualTo("rwxr-x---");
    assertThat(Files.readSymbolicLink(target.resolve("link"))).isEqualTo(Path.of("/etc/nothing"));
    try (Stream<Path> made = Files.list(target)) {
      assertThat(made.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("new", "link");
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void noMemberIsReachedThroughALink() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(source.resolve("door"), outside);

    HostTree.extract(
        target, archiveEach(new Member(Path.of("door/secret"), "secret")), false, warnings::add);

    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aRootThatIsALinkByNowIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.delete(source);
    Files.createSymbolicLink(source, outside);

    HostTree.extract(
        target, archiveEach(new Member(Path.of("secret"), "secret")), false, warnings::add);

    assertThat(target).isEmptyDirectory();
  }

  private ByteArrayInputStream archiveEach(Member... members) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    HostTree.archiveEach(source, List.of(members), tar, warnings::add);
    return new ByteArrayInputStream(tar.toByteArray());
  }

  @Test
  void noEntryGoesThroughALink() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarWriter writer = new TarWriter(tar);
    writer.begin(entry("door", EntryKind.SYMBOLIC_LINK, outside.toString(), 0777));
    writer.begin(entry("door/thief", EntryKind.FILE, "", 0644));
    writer.finish();

    assertThatThrownBy(() -> extract(tar)).isInstanceOf(RuntimeFailure.class);

    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLinkThatIsThereIsReplacedNotWrittenThrough() throws IOException {
    Path outside = Files.writeString(scratch.resolve("outside"), "precious");
    Files.createSymbolicLink(target.resolve("file"), outside);
    Files.writeString(source.resolve("file"), "new");

    HostTree.extract(target, archive("."), false, warnings::add);

    assertThat(outside).hasContent("precious");
    assertThat(Files.isRegularFile(target.resolve("file"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void noHardLinkLeadsOut() throws IOException {
    Files.writeString(scratch.resolve("outside"), "precious");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarWriter writer = new TarWriter(tar);
    writer.begin(entry("twin", EntryKind.HARD_LINK, "../outside", 0644));
    writer.finish();

    assertThatThrownBy(() -> extract(tar))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("leads out");
  }

  @Test
  void strangersGiveNoRightsOfOthersAndNoDevices() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarWriter writer = new TarWriter(tar);
    writer.begin(entry("become-root", EntryKind.FILE, "", 06755));
    writer.begin(entry("disk", EntryKind.BLOCK_DEVICE, "", 0666));
    writer.finish();

    extract(tar);

    assertThat((int) Files.getAttribute(target.resolve("become-root"), "unix:mode") & 07777)
        .isEqualTo(0755);
    assertThat(target.resolve("disk")).doesNotExist();
    assertThat(warnings).containsExactly("'disk' is left out: it is a device");
  }

  @Test
  void runsOfZerosBecomeHoles() throws IOException {
    Files.write(source.resolve("empty"), new byte[4 << 20]);

    HostTree.extract(target, archive("."), false, warnings::add);

    assertThat(target.resolve("empty")).hasSize(4 << 20);
    assertThat(allocated(target.resolve("empty"))).isLessThan(allocated(source.resolve("empty")));
  }

  private static long allocated(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    return Long.parseLong(
        new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
  }

  private ByteArrayInputStream archive(String name) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    HostTree.archive(source, false, name, tar, warnings::add);
    return new ByteArrayInputStream(tar.toByteArray());
  }

  private void extract(ByteArrayOutputStream tar) throws IOException {
    HostTree.extract(target, new ByteArrayInputStream(tar.toByteArray()), false, warnings::add);
  }

  private static TarEntry entry(String name, EntryKind kind, String link, int mode) {
    return new TarEntry(
        EntryName.of(name),
        kind,
        EntryName.of(link),
        mode,
        0,
        0,
        LONG_AGO,
        LONG_AGO,
        8,
        0,
        0,
        List.of(),
        0,
        Map.of());
  }
}
