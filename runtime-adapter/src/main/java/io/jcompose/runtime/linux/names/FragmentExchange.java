package io.jcompose.runtime.linux.names;

import io.jcompose.model.plan.MalformedJsonException;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where projects tell each other who is in their common networks: a folder a network, a file a
 * project. Not kept over a reboot.
 */
final class FragmentExchange {
  private static final String SUFFIX = ".json";
  private static final String DRAFT = ".draft";

  private final Path directory;
  private final PlanJson json = new PlanJson();

  FragmentExchange(Path directory) {
    this.directory = directory;
  }

  /** Returns a network's folder, and makes it if it is missing. */
  Path folder(NetworkName network) {
    Path folder = directory.resolve(network.value());
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure("make", folder, e);
    }
  }

  /** Tells the others. */
  void publish(NetworkName network, ProjectName project, Fragment fragment) {
    Path file = folder(network).resolve(project + SUFFIX);
    Path draft = file.resolveSibling("." + project + DRAFT);
    try {
      Files.writeString(draft, json.write(fragment));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure("write", file, e);
    }
  }

  /** Takes back what was told; nothing told is a success. */
  void withdraw(NetworkName network, ProjectName project) {
    Path folder = directory.resolve(network.value());
    try {
      Files.deleteIfExists(folder.resolve(project + SUFFIX));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // others are in the folder: it goes with the last of them
    }
  }

  /** Returns what all projects but these told; what a process of another version wrote is not. */
  List<Fragment> others(NetworkName network, Iterable<ProjectName> own) {
    List<Fragment> fragments = new ArrayList<>();
    Path folder = directory.resolve(network.value());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        if (!isOf(file, own)) {
          read(file, fragments);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("list", folder, e);
    }
    return fragments;
  }

  private static boolean isOf(Path file, Iterable<ProjectName> own) {
    for (ProjectName project : own) {
      if (file.getFileName().toString().equals(project + SUFFIX)) {
        return true;
      }
    }
    return false;
  }

  private void read(Path file, List<Fragment> fragments) throws IOException {
    try {
      Fragment fragment = json.read(Files.readString(file), Fragment.class);
      if (fragment.version() == Fragment.VERSION) {
        fragments.add(fragment);
      }
    } catch (NoSuchFileException | MalformedJsonException e) {
      // taken back meanwhile, or told in words that this version does not know
    }
  }

  private static RuntimeFailure failure(String what, Path path, IOException cause) {
    return new RuntimeFailure(
        "cannot " + what + " " + path + " for names in a network: " + cause.getMessage(),
        "see with 'ls -ld " + path + "' and 'df -h' what is wrong there",
        cause);
  }
}
