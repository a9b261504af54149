package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Privileged
class LoadedImageTest {
  private static final String TEXT =
      """
      services:
        box:
          image: localhost/box:1
          stop_grace_period: 0s
          volumes: ["data:/seeded"]
      volumes:
        data:
      """;

  @Test
  void anArchiveIsLoadedAndRunsAsItsConfigurationSays() throws Exception {
    try (Stack stack = Stack.of("boxes", TEXT)) {
      Path archive = busyboxArchive(stack.scratch());
      stack.jcompose("load", "-i", archive.toString()).succeeded();
      assertThat(stack.jcompose("images").exitCode()).isZero();

      stack.jcompose("up", "-d").succeeded();

      assertThat(
              stack
                  .jcompose("exec", "-T", "box", "sh", "-c", "id -u; pwd; echo $GREETING")
                  .succeeded())
          .isEqualTo("1234\n/work\nhello\n");
      assertThat(stack.jcompose("exec", "-T", "box", "cat", "/seeded/from-image").succeeded())
          .isEqualTo("seed\n");
      assertThat(
              stack
                  .jcompose("exec", "-T", "box", "sh", "-c", "tr '\\0' ' ' </proc/1/cmdline")
                  .succeeded())
          .isEqualTo("sleep 1000 ");
    }
  }

  /** Returns a {@code docker save} archive of static busybox, made with tar(1). */
  private static Path busyboxArchive(Path scratch) throws IOException, NoSuchAlgorithmException {
    Path root = Files.createDirectories(scratch.resolve("root"));
    for (String directory : new String[] {"bin", "etc", "proc", "sys", "dev", "tmp", "seeded"}) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
    for (String applet : new String[] {"sh", "sleep", "id", "cat", "tr", "pwd"}) {
      Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
    }
    Files.writeString(
        root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nbox:x:1234:1234::/work:\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nbox:x:1234:\n");
    Files.writeString(root.resolve("seeded/from-image"), "seed\n");

    Path image = Files.createDirectories(scratch.resolve("image"));
    Path layer = image.resolve("layer.tar");
    Shell.run("tar", "-C", root.toString(), "-cf", layer.toString(), ".").succeeded();
    String digest =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(layer)));
    Files.writeString(
        image.resolve("config.json"),
        """
        {"architecture":"amd64","os":"linux",
         "config":{"User":"box","WorkingDir":"/work","Env":["PATH=/bin","GREETING=hello"],
                   "Entrypoint":["sleep"],"Cmd":["1000"]},
         "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}
        """
            .formatted(digest));
    Files.writeString(
        image.resolve("manifest.json"),
        """
        [{"Config":"config.json","RepoTags":["box:1"],"Layers":["layer.tar"]}]
        """);
    Path archive = scratch.resolve("box.tar");
    Shell.run(
            image,
            Map.of(),
            List.of("tar", "-cf", archive.toString(), "manifest.json", "config.json", "layer.tar"))
        .succeeded();
    return archive;
  }
}
