package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.GrantedFile.Attributes;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.runtime.linux.process.Workbench.Started;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made for a container in memory, as configs and secrets are. */
@Privileged
class GivenFilesTest {
  @TempDir Path directory;
  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = Workbench.in(directory);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void aFileHasTheOwnerTheModeAndTheContentThatAreAskedFor() throws IOException {
    assertThat(
            bench.sh(
                wish ->
                    wish.withMounts(
                        file("/run/secrets/key", 33, 34, 0440, "open sesame"),
                        file("/motd", 0, 0, 0444, ""),
                        file("/large", 1, 2, 04711, "x".repeat(1 << 20))),
                "stat -c '%u:%g %a %s %F' /run/secrets/key /motd /large; cat /run/secrets/key"))
        .isEqualTo(
            """
            33:34 440 11 regular file
            0:0 444 0 regular empty file
            1:2 4711 1048576 regular file
            open sesame""");
  }

  @Test
  void bytesArriveAsTheyAre() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    Path copy = Files.write(directory.resolve("copy"), all);
    var given = new RootMount.GivenFile("/all", Attributes.DEFAULT, HiddenContent.of(all));

    assertThat(bench.sh(wish -> wish.withMounts(given), "sha256sum < /all"))
        .isEqualTo(Programs.run("sh", "-c", "sha256sum < " + copy));
  }

  @Test
  void aReadOnlyRootHasThemInDirectoriesThatNoImageHas() throws IOException {
    assertThat(
            bench.sh(
                wish -> wish.withReadOnlyRoot().withMounts(file("/srv/a/b/key", 5, 6, 0400, "k")),
                "stat -c '%u:%g %a' /srv/a /srv/a/b /srv/a/b/key; cat /srv/a/b/key"))
        .isEqualTo("0:0 755\n0:0 755\n5:6 400\nk");
  }

  @Test
  void nobodyInTheContainerCanChangeThem() throws IOException {
    Started container =
        bench.start(
            wish -> wish.withMounts(file("/run/secrets/key", 0, 0, 0666, "k")),
            "sh",
            "-c",
            "echo x >> /run/secrets/key; chmod 777 /run/secrets/key; rm /run/secrets/key");

    assertThat(container.exitCode()).isNotZero();
    assertThat(container.error().lines())
        .hasSize(3)
        .allMatch(line -> line.matches(".*(Read-only file system|[Bb]usy).*"));
  }

  @Test
  void onlyWhatIsMeantToRunRunsAndNeverAsAnotherUser() throws IOException {
    String script = "#!/bin/sh\nid -u\n";
    assertThat(
            bench.sh(
                wish ->
                    wish.withUser("65534")
                        .withMounts(
                            file("/bin-run", 0, 0, 04755, script),
                            file("/no-run", 0, 0, 0444, script)),
                "/bin-run; /no-run || echo no; grep -o 'nosuid,nodev[a-z,]*' /proc/self/mountinfo"
                    + " | sort -u | head -c 400; grep -E ' /(bin|no)-run ' /proc/self/mountinfo"
                    + " | cut -d' ' -f5,6"))
        .startsWith("65534\nno\n")
        .contains("/bin-run ro,nosuid,nodev,relatime", "/no-run ro,nosuid,nodev,noexec,relatime");
  }

  @Test
  void theyLieInWhatIsMountedAboveThem() throws IOException {
    var memory = new RootMount.Tmpfs("/run", OptionalLong.empty(), OptionalInt.empty(), "");
    Path volume = Files.createDirectory(directory.resolve("volume"));
    var bind = new RootMount.Bind(volume, "/srv", false, Optional.empty());

    assertThat(
            bench.sh(
                wish ->
                    wish.withMounts(
                        memory,
                        bind,
                        file("/run/secrets/key", 0, 0, 0444, "k"),
                        file("/srv/conf", 0, 0, 0444, "c")),
                "cat /run/secrets/key /srv/conf; ls /run"))
        .isEqualTo("kcsecrets");
    assertThat(volume.resolve("conf")).isEmptyFile();
  }

  @Test
  void noLinkOfAStrangerLeadsThemOut() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Path strange = Files.createDirectory(directory.resolve("strange"));
    Files.createSymbolicLink(
        strange.resolve("secrets"), Path.of("../../../../../../../../../srv/jcompose-test"));
    Files.createSymbolicLink(strange.resolve("conf"), outside.resolve("absolute"));
    var stranger = new RootMount.Bind(strange, "/run", false, Optional.empty());

    assertThat(
            bench.sh(
                wish ->
                    wish.withMounts(
                        stranger,
                        file("/run/secrets/key", 0, 0, 0444, "1"),
                        file("/run/conf", 0, 0, 0444, "2")),
                "cat /run/secrets/key /run/conf; grep -c '/srv/jcompose-test/key '"
                    + " /proc/self/mountinfo"))
        .isEqualTo("121");
    assertThat(outside).isEmptyDirectory();
    assertThat(Path.of("/srv/jcompose-test")).doesNotExist();
  }

  @Test
  void theirMemoryEndsWithTheContainer() throws IOException {
    String mounts = "cat /proc/self/mountinfo | wc -l";
    String before = Programs.run("sh", "-c", mounts);
    Started container =
        bench.start(
            wish -> wish.withMounts(file("/key", 0, 0, 0444, "k")), "/bin/sleep", "infinity");
    String pid = Long.toString(container.process().pid());

    assertThat(Programs.run("sh", "-c", mounts)).isEqualTo(before);
    assertThat(Programs.run("nsenter", "-t", pid, "-m", "stat", "-f", "-c", "%T", "/key"))
        .isEqualTo("tmpfs");
    bench.removeContainers();
    assertThat(Programs.run("sh", "-c", mounts)).isEqualTo(before);
  }

  @Test
  void aDirectoryInTheirPlaceIsNamed() {
    assertThatThrownBy(
            () -> bench.start(wish -> wish.withMounts(file("/etc", 0, 0, 0444, "k")), "true"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/etc");
  }

  @Test
  void noFailureTellsTheContent() {
    RootMount.GivenFile file = file("/etc", 0, 0, 0444, "open sesame");

    assertThat(file.toString()).contains("11 bytes").doesNotContain("sesame", "b3Bl");
    assertThatThrownBy(() -> bench.start(wish -> wish.withMounts(file), "true"))
        .hasMessageNotContaining("sesame");
  }

  private static RootMount.GivenFile file(
      String target, int uid, int gid, int mode, String content) {
    return new RootMount.GivenFile(
        target,
        new Attributes(uid, gid, mode),
        HiddenContent.of(content.getBytes(StandardCharsets.UTF_8)));
  }
}
