package io.jcompose.runtime.files;

import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarReader;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Links;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Archives files of the host, and extracts archives there. */
public final class HostTree {
  private static final Set<Errno> GONE = Set.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP);

  private HostTree() {}

  /**
   * Writes a file or directory as an archive.
   *
   * @param path whose directory's links are followed
   * @param followLink whether a link at the end of the path is, too
   * @param name what it is called in the archive
   * @param warnings told what is left out
   */
  public static void archive(
      Path path, boolean followLink, String name, OutputStream tar, Consumer<String> warnings)
      throws IOException {
    Fd top = open(path, followLink);
    try {
      TarWriter writer = new TarWriter(tar);
      new TreeArchiver(writer, warnings).write(top, EntryName.of(name));
      writer.finish();
    } finally {
      Descriptors.close(top);
    }
  }

  /**
   * One file or directory of those that {@link #archiveEach} writes.
   *
   * @param path below the root; no part of it is {@code ..}
   * @param name what it is called in the archive
   */
  public record Member(Path path, String name) {}

  /**
   * Writes some files and directories below a root as an archive, directories without what is in
   * them. No link on the way is followed, and one at the end is written as a link: nothing outside
   * of the root gets in. What has gone meanwhile is left out.
   *
   * @param root a directory; links on the way to it are followed, one in its place is not
   * @param members in the order of the archive
   * @param warnings told what else is left out
   */
  public static void archiveEach(
      Path root, List<Member> members, OutputStream tar, Consumer<String> warnings)
      throws IOException {
    Fd top = open(root, false);
    try {
      TarWriter writer = new TarWriter(tar);
      TreeArchiver archiver = new TreeArchiver(writer, warnings);
      for (Member member : members) {
        Optional<Fd> place = openBelow(top, member.path());
        if (place.isPresent()) {
          try {
            archiver.writeAlone(place.get(), EntryName.of(member.name()));
          } finally {
            Descriptors.close(place.get());
          }
        }
      }
      writer.finish();
    } finally {
      Descriptors.close(top);
    }
  }

  private static Optional<Fd> openBelow(Fd root, Path path) {
    FileCalls files = new FileCalls();
    Path above = path.getParent();
    try {
      Fd parent = files.openDirectoryInside(root, bytes(above == null ? "" : above), Links.REFUSED);
      try {
        return Optional.of(files.openPlace(parent, bytes(path.getFileName())));
      } finally {
        files.close(parent);
      }
    } catch (SyscallException e) {
      // gone, or something else by now: whoever watches will hear of that
      if (GONE.contains(e.errno())) {
        return Optional.empty();
      }
      throw CopyFailures.of("cannot read " + path, e);
    }
  }

  private static byte[] bytes(Object path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Fd open(Path path, boolean followLink) {
    Path absolute = path.toAbsolutePath();
    Path name = absolute.getFileName();
    try {
      if (followLink || name == null) {
        return Descriptors.openPlace(absolute);
      }
      Fd parent = Descriptors.openPlace(absolute.resolveSibling(""));
      try {
        return new FileCalls().openPlace(parent, name.toString().getBytes(StandardCharsets.UTF_8));
      } finally {
        Descriptors.close(parent);
      }
    } catch (SyscallException e) {
      throw CopyFailures.of("cannot read " + path, e);
    }
  }

  /**
   * Extracts an archive into a directory that exists.
   *
   * @param tar read to the archive's end mark
   * @param keepOwners whether files get the owners that the archive names
   * @param warnings told what is left out
   */
  public static void extract(
      Path directory, InputStream tar, boolean keepOwners, Consumer<String> warnings)
      throws IOException {
    Fd target;
    try {
      target = Descriptors.openPlace(directory.toAbsolutePath());
    } catch (SyscallException e) {
      throw CopyFailures.of("cannot write to " + directory, e);
    }
    try {
      new TreeExtractor(target, keepOwners ? FileOwner.OF_ARCHIVE : FileOwner.CALLER, warnings)
          .extract(new TarReader(tar));
    } finally {
      Descriptors.close(target);
    }
  }
}
