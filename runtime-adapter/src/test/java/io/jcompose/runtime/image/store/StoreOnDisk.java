package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.registry.ClientSettings;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.Surroundings;
import io.jcompose.runtime.image.registry.TrustSource;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A store below a directory that is also the root of its host, which pulls from the registries of
 * this machine by plain HTTP, and whose pauses between two tries take no time.
 */
final class StoreOnDisk {
  private final Path directory;
  private final Host host;
  private ClientSettings settings = ClientSettings.DEFAULT;
  private ImageLimits limits = ImageLimits.DEFAULT;

  StoreOnDisk(Path directory) {
    this.directory = directory;
    this.host =
        new Host(
            Clock.systemUTC(),
            Map.of("REGISTRY_AUTH_FILE", directory.resolve("auth.json").toString()),
            directory,
            directory.resolve("state"),
            directory.resolve("run"));
    configure("");
  }

  StoreOnDisk with(ClientSettings changed) {
    settings = changed;
    return this;
  }

  StoreOnDisk with(ImageLimits changed) {
    limits = changed;
    return this;
  }

  /**
   * Writes registries.conf.
   *
   * @param more lines for its begin
   */
  void configure(String more) {
    write(
        "etc/containers/registries.conf",
        more + "\n[[registry]]\nlocation = \"127.0.0.1\"\ninsecure = true\n");
  }

  /** Writes who one is for a registry. */
  void login(String authority, String user, String password) {
    String login = user + ":" + password;
    write(
        "auth.json",
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
            .formatted(
                authority,
                Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
  }

  /** Writes a file at once: another process may be reading it. */
  private void write(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.resolveSibling(""));
      Path whole = Files.createTempFile(directory, "written", "");
      Files.writeString(whole, text);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  ImageStore open() {
    return new ImageStore(host, limits, Platform.linux("amd64"), this::client);
  }

  private RegistryClient client() {
    return new RegistryClient(
        AuthenticationFiles.of(host),
        TrustSource.USUAL,
        settings,
        new Surroundings(Map.of(), host.clock(), pause -> {}));
  }

  /** Nothing is half-made, and all that is there is what its digest says. */
  void assertSound() throws IOException {
    assertThat(names("staging")).isEmpty();
    assertThat(open().check(Progress.SILENT)).isEmpty();
  }

  /** Nothing at all is left on the disk. */
  void assertBare() throws IOException {
    assertThat(names("staging")).isEmpty();
    assertThat(names("layers")).isEmpty();
    assertThat(names("blobs/sha256")).isEmpty();
  }

  /** Returns what is in a directory of the store. */
  List<String> names(String kind) throws IOException {
    Path folder = directory.resolve("state/images").resolve(kind);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> String.valueOf(child.getFileName())).toList();
    }
  }
}
