package io.jcompose.runtime.files;

import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarReader;
import io.jcompose.runtime.image.tar.TarWriter;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Archives files of the host, and extracts archives there. */
public final class HostTree {
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
      new TreeExtractor(target, keepOwners, warnings).extract(new TarReader(tar));
    } finally {
      Descriptors.close(target);
    }
  }
}
