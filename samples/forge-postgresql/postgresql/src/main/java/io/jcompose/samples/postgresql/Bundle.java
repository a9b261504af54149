package io.jcompose.samples.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A directory with the content of one {@code .tar.xz} archive.
 *
 * <p>It is there as a whole or not at all: the archive is unpacked beside it and moved into place.
 * For one thread of one process at a time.
 */
public final class Bundle {
  private static final String STAMP = ".version";

  private final Path directory;
  private final String version;

  /**
   * Names a bundle; touches nothing.
   *
   * @param directory where it is to be
   * @param version of its content; another one there is replaced
   */
  public Bundle(Path directory, String version) {
    this.directory = directory;
    this.version = version;
  }

  /** Returns whether this very version is there. */
  public boolean isUnpacked() throws IOException {
    Path stamp = directory.resolve(STAMP);
    return Files.exists(stamp) && Files.readString(stamp).equals(version);
  }

  /**
   * Unpacks {@code archive} and puts it in the place of whatever is there.
   *
   * <p>Files are readable, and programs runnable, by everybody, since a container's user is not the
   * one who builds. Owners are left alone.
   *
   * @throws IOException if the archive is damaged, holds something that is neither file, directory
   *     nor link, or names a path outside of itself; what was there then still is
   */
  public void unpack(InputStream archive) throws IOException {
    Path draft = directory.resolveSibling(directory.getFileName() + ".draft");
    delete(draft);
    Files.createDirectories(draft);
    try (TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(archive))) {
      TarArchiveEntry entry = entries.getNextEntry();
      while (entry != null) {
        unpack(entry, entries, draft);
        entry = entries.getNextEntry();
      }
    }
    Files.writeString(draft.resolve(STAMP), version);
    delete(directory);
    Files.move(draft, directory);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path root)
      throws IOException {
    Path target = inside(root, root.resolve(entry.getName()), entry);
    Files.createDirectories(
        target.equals(root) ? target : inside(root, target.resolve(".."), entry));
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    } else if (entry.isSymbolicLink()) {
      inside(root, target.resolveSibling(entry.getLinkName()), entry);
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isFile() && !entry.isLink()) {
      Files.copy(content, target);
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    } else {
      throw new IOException("cannot unpack " + entry.getName() + ": not a file or a directory");
    }
  }

  /** Links of the archive lead to places inside too, so checking the name is enough. */
  private static Path inside(Path root, Path path, TarArchiveEntry entry) throws IOException {
    Path clean = path.normalize();
    if (!clean.startsWith(root.normalize())) {
      throw new IOException("cannot unpack " + entry.getName() + ": it leads out of the archive");
    }
    return clean;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
