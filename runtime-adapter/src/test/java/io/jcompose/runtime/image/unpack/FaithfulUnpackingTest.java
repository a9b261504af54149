package io.jcompose.runtime.image.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.syscall.DirectoryTree;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GNU tar packs comes out as GNU tar would unpack it. */
@Privileged
class FaithfulUnpackingTest {
  private static final String SOURCE =
      """
      set -e
      mkdir -p usr/bin etc 'name with space' deep
      printf one > etc/one; ln etc/one etc/again; ln -s /etc/one absolute; ln -s ../../x escaping
      printf two > usr/bin/sudo; chown 12:34 usr/bin/sudo; chmod 4755 usr/bin/sudo
      chown 3000000000:2500000 etc; chmod 2750 etc
      : > "$(printf 'etc/na\\377me')"; : > "$(printf 'etc/\\303\\244')"
      mkfifo pipe; mknod null c 1 3; mknod disk b 259 70000; chmod 600 null
      d=deep; for i in 1 2 3 4 5 6; do d=$d/$(printf 'x%.0s' $(seq 60)); mkdir $d; done
      printf far > $d/$(printf 'y%.0s' $(seq 150)); ln -s $(printf 'z%.0s' $(seq 150)) longlink
      mkdir tmp; chmod 1777 tmp; chown -h 7:8 absolute
      head -c 300000 /dev/urandom > random
      truncate -s 20M holes; printf start | dd of=holes conv=notrunc status=none
      printf middle | dd of=holes bs=1 seek=10000000 conv=notrunc status=none
      truncate -s 3M allhole
      for i in $(seq 40); do printf x | dd of=many bs=1 seek=$((i*8192)) conv=notrunc status=none; done
      touch -d '2001-02-03 04:05:06.789012345 UTC' etc/one; touch -h -d '1969-12-31 23:00:00.5 UTC' absolute
      touch -d '2038-01-20 UTC' random
      find . -depth -type d -exec touch -d '1999-12-31 12:00:00 UTC' {} +
      """;
  private static final String ATTRIBUTES =
      """
      setcap cap_setuid,cap_net_raw+ep usr/bin/sudo
      setfattr -n user.note -v 0x00ff8001 etc/one
      touch -d '2001-02-03 04:05:06.789012345 UTC' etc/one
      """;
  private static final String LISTING =
      """
      cd "$1"
      find . -printf '%p %y %m %U %G %n %T@ %l\\n' | sed 's/\\.\\([0-9]*[1-9]\\)0* /.\\1 /' | sort
      find . -type f -size -9999999 -printf '%p %s\\n' | sort
      find . \\( -type b -o -type c \\) -exec stat -c '%n %t:%T' {} + | sort
      find . -type f -exec sha256sum {} + | sort
      """;

  private final FileCalls files = new FileCalls();
  private Path scratch;
  private Path source;

  // names that are no text: JUnit's own temporary directories cannot be removed with them inside
  @BeforeEach
  void makeTheSource() throws IOException {
    scratch = Files.createTempDirectory("unpacking");
    source = Files.createDirectory(scratch.resolve("source"));
    Programs.run("sh", "-c", "cd \"$1\"; " + SOURCE, "sh", source.toString());
  }

  @AfterEach
  void removeAll() {
    new DirectoryTree(files).remove(scratch);
    assertThat(scratch).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=gnu",
        "--format=gnu --sparse",
        "--format=posix",
        "--format=posix --sparse --sparse-version=1.0",
        "--format=posix --sparse --sparse-version=0.1",
        "--format=oldgnu"
      })
  void everyFormatComesOutAsGnuTarUnpacksIt(String options) throws IOException {
    String archive = pack(options);

    assertThat(listing(unpack(archive)))
        .isEqualTo(listing(unpackWithTar(archive)))
        .contains("./usr/bin/sudo f 4755 12 34 1 ");
  }

  @Test
  void capabilitiesAndBinaryAttributesAreKept() throws IOException {
    Programs.need("setcap", "libcap2-bin");
    Programs.need("setfattr", "attr");
    Programs.run("sh", "-c", "cd \"$1\"; " + ATTRIBUTES, "sh", source.toString());
    String archive = pack("--format=posix --xattrs --xattrs-include=*");

    Path ours = unpack(archive);
    Path theirs = unpackWithTar(archive);

    assertThat(listing(ours)).isEqualTo(listing(theirs));
    assertThat(attributes(ours))
        .isEqualTo(attributes(theirs))
        .contains("security.capability=")
        .contains("user.note=0x00ff8001");
    assertThat(Programs.run("getcap", ours.resolve("usr/bin/sudo").toString()))
        .contains("cap_setuid")
        .contains("cap_net_raw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=gnu",
        "--format=gnu --sparse",
        "--format=posix --xattrs",
        "--format=posix --sparse --sparse-version=1.0",
        "--format=posix --sparse --sparse-version=0.1",
        "--format=v7 --exclude=./deep --exclude=longlink --exclude=./etc --exclude=pipe --exclude=disk"
            + " --exclude=null --exclude=absolute",
        "--format=gnu --blocking-factor=2000"
      })
  void everyFormatIsWrittenAgainByteByByte(String options) throws IOException {
    String archive = pack(options);
    Path tree = unpack(archive);
    Path again = scratch.resolve("again.tar");

    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(again))) {
      new LayerTar(files, new LayerDirectory(scratch.resolve("ours"))).write(out);
    }

    Programs.run("cmp", archive, again.toString());
    assertThat(tree.resolveSibling("replaced")).doesNotExist();
  }

  @Test
  void holesStayHoles() throws IOException {
    Path ours = unpack(pack("--format=posix --sparse"));

    String blocks = Programs.run("stat", "-c", "%b", ours.resolve("holes").toString());
    assertThat(Long.parseLong(blocks.strip()) * 512).isLessThan(1_000_000);
    assertThat(ours.resolve("holes")).hasSize(20 * 1024 * 1024);
  }

  @Test
  void twoHardLinksAreOneFile() throws IOException {
    Path ours = unpack(pack("--format=gnu"));

    assertThat(Files.isSameFile(ours.resolve("etc/one"), ours.resolve("etc/again"))).isTrue();
  }

  private String pack(String options) {
    String archive = scratch.resolve("archive.tar").toString();
    Programs.run(
        "sh",
        "-c",
        "tar -C \"$1\" -cf \"$2\" --sort=name " + options + " .",
        "sh",
        source.toString(),
        archive);
    return archive;
  }

  private Path unpack(String archive) throws IOException {
    LayerDirectory target = new LayerDirectory(Files.createDirectory(scratch.resolve("ours")));
    Files.createDirectory(target.tree());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(archive)))) {
      new LayerUnpacker(files, ImageLimits.DEFAULT).unpack(in, target);
    }
    return target.tree();
  }

  private Path unpackWithTar(String archive) throws IOException {
    Path target = Files.createDirectory(scratch.resolve("theirs"));
    Programs.run(
        "tar",
        "-C",
        target.toString(),
        "-xpf",
        archive,
        "--numeric-owner",
        "--xattrs",
        "--xattrs-include=*");
    return target;
  }

  private static String listing(Path directory) {
    return Programs.run("sh", "-c", LISTING, "sh", directory.toString());
  }

  private static String attributes(Path directory) {
    return Programs.run(
        "sh",
        "-c",
        "cd \"$1\"; getfattr -R -h -d -m - -e hex . | sort",
        "sh",
        directory.toString());
  }
}
