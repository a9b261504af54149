package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.HostFiles;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files configure registries, in the order in which a later one prevails.
 *
 * @see <a
 *     href="https://manpages.debian.org/unstable/containers-registries.conf.d.5">containers-registries.conf.d(5)</a>
 */
final class ConfigurationFiles {
  private static final String OVERRIDE = "CONTAINERS_REGISTRIES_CONF";

  private final UserFolders folders;

  ConfigurationFiles(UserFolders folders) {
    this.folders = folders;
  }

  /** One file that is there. */
  record Found(Path path, String text) {}

  /** Returns the files that are there. */
  List<Found> read() {
    Path system = folders.host("etc/containers/registries.conf");
    Path users = folders.configuration().resolve("containers/registries.conf");
    List<Found> found = new ArrayList<>();
    Optional<Path> given = folders.path(OVERRIDE);
    if (given.isPresent()) {
      found.add(readNamed(given.get()));
    } else {
      Optional<Found> own = readIfThere(users);
      if (own.isPresent()) {
        found.add(own.get()); // with one of their own, users hear nothing of the system's
        found.addAll(readDirectory(users.resolveSibling("registries.conf.d")));
        found.addAll(recorded());
        return found;
      }
      readIfThere(system).ifPresent(found::add);
    }
    found.addAll(readDirectory(system.resolveSibling("registries.conf.d")));
    found.addAll(readDirectory(users.resolveSibling("registries.conf.d")));
    found.addAll(recorded());
    return found;
  }

  /** The aliases that podman recorded after it asked its user. */
  private List<Found> recorded() {
    return readIfThere(folders.cache().resolve("containers/short-name-aliases.conf")).stream()
        .toList();
  }

  private static Found readNamed(Path file) {
    return readIfThere(file)
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "there is no file " + file + ", which " + OVERRIDE + " names",
                    "correct the variable, or unset it"));
  }

  private static List<Found> readDirectory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".conf"))
          .filter(Files::isRegularFile)
          .sorted()
          .flatMap(file -> readIfThere(file).stream())
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static Optional<Found> readIfThere(Path file) {
    try {
      return Optional.of(new Found(file, HostFiles.read(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RuntimeFailure unreadable(Path file, IOException cause) {
    return new RuntimeFailure(
        "cannot read " + file + ": " + cause.getMessage(), "make it readable, or remove it", cause);
  }
}
