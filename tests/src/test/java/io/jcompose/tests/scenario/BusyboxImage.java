package io.jcompose.tests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An image of static busybox, made with tar(1) as {@code docker save} would write it: a user {@code
 * box} with number 1234, and a file {@code /seeded/from-image}. What its configuration says is the
 * test's own.
 *
 * @param reference its name and tag, {@code box:1}
 * @param config the object {@code config} of the image's configuration, as JSON
 */
record BusyboxImage(String reference, String config) {
  private static final List<String> DIRECTORIES =
      List.of("bin", "etc", "proc", "sys", "dev", "tmp", "seeded");
  private static final List<String> APPLETS =
      List.of("sh", "sleep", "id", "cat", "tr", "pwd", "env", "echo", "ls", "touch", "test");

  /** Returns an image that sleeps and has these variables besides its {@code PATH}. */
  static BusyboxImage withEnvironment(String reference, String... variables) {
    StringBuilder environment = new StringBuilder("\"PATH=/bin\"");
    for (String variable : variables) {
      environment.append(",\"").append(variable).append('"');
    }
    return new BusyboxImage(
        reference,
        """
        {"Env":[%s],"Cmd":["sleep","1000"]}
        """
            .formatted(environment));
  }

  /** Makes the image and loads it with {@code jcompose load}. */
  void load(Stack stack) {
    stack.jcompose("load", "-i", archive(stack.scratch()).toString()).succeeded();
  }

  /** Makes the image as an archive below {@code scratch}. */
  Path archive(Path scratch) {
    try {
      Path image = Files.createTempDirectory(scratch, "image");
      Path root = root(image.resolve("root"));
      Path layer = image.resolve("layer.tar");
      Shell.run("tar", "-C", root.toString(), "-cf", layer.toString(), ".").succeeded();
      Files.writeString(
          image.resolve("config.json"),
          """
          {"architecture":"amd64","os":"linux","config":%s,
           "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}
          """
              .formatted(config, digest(layer)));
      Files.writeString(
          image.resolve("manifest.json"),
          """
          [{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]
          """
              .formatted(reference));
      Path archive = image.resolve("image.tar");
      Shell.run(
              image,
              Map.of(),
              List.of(
                  "tar", "-cf", archive.toString(), "manifest.json", "config.json", "layer.tar"))
          .succeeded();
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root(Path root) throws IOException {
    for (String directory : DIRECTORIES) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
    for (String applet : APPLETS) {
      Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
    }
    Files.writeString(
        root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nbox:x:1234:1234::/work:\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nbox:x:1234:\n");
    Files.writeString(root.resolve("seeded/from-image"), "seed\n");
    return root;
  }

  private static String digest(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
