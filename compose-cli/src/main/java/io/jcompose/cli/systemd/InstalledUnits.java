package io.jcompose.cli.systemd;

import io.jcompose.model.export.systemd.SystemdUnits;
import io.jcompose.model.export.unit.UnitFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of units in one directory. Those that jcompose wrote are told by their text; no other
 * is ever changed or removed.
 */
public final class InstalledUnits {
  private static final String KIND = ".service";

  private final Path directory;

  /** Names a directory, which need not be there yet. */
  InstalledUnits(Path directory) {
    this.directory = directory;
  }

  /** Returns where a unit's file is, or would be. */
  public Path path(String unit) {
    return directory.resolve(unit);
  }

  /**
   * Returns the units that were written for a project, and their texts, sorted by name; templates
   * stand for projects of other names, and are none of it.
   */
  public Map<String, String> of(String project) {
    Map<String, String> units = new TreeMap<>();
    for (String name : names()) {
      text(name)
          .filter(text -> SystemdUnits.projectOf(text).filter(project::equals).isPresent())
          .ifPresent(text -> units.put(name, text));
    }
    return units;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + KIND)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.contains("@")) {
          names.add(name);
        }
      }
      return names;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("cannot look for units in " + directory, e);
    }
  }

  /**
   * Returns whether something that is not of {@code project} stands where a unit's file would be: a
   * unit of somebody else, or a link to one.
   */
  public boolean isTaken(String unit, String project) {
    return Files.exists(path(unit), LinkOption.NOFOLLOW_LINKS)
        && text(unit).flatMap(SystemdUnits::projectOf).filter(project::equals).isEmpty();
  }

  /** Returns what a file holds; empty if it is not there, a link, or no text. */
  private Optional<String> text(String unit) {
    Path file = path(unit);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException | MalformedInputException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("cannot read " + file, e);
    }
  }

  /** Writes a unit, all of it or nothing, with the directory if it is missing. */
  public void write(UnitFile unit) {
    Path file = path(unit.name());
    Path draft = file.resolveSibling("." + unit.name() + ".jcompose");
    try {
      Files.createDirectories(directory);
      Files.writeString(draft, unit.text());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure("cannot write " + file, e);
    }
  }

  /** Removes a unit's file. */
  public void remove(String unit) {
    try {
      Files.deleteIfExists(path(unit));
    } catch (IOException e) {
      throw failure("cannot remove " + path(unit), e);
    }
  }

  private static UnitFailure failure(String message, IOException e) {
    return new UnitFailure(
        message + ": " + e, "units of the system are root's; '--user' is for units of your own", e);
  }
}
