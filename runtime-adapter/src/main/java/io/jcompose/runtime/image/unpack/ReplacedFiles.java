package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps files that a later entry of their layer takes the place of, for the archive that is to be
 * written again holds them too. Each is named by its inode, which nobody else has as long as it is
 * kept. The directory is made with the first of them.
 */
final class ReplacedFiles implements AutoCloseable {
  private final FileCalls files;
  private final Path directory;
  private @Nullable Fd opened;
  private boolean any;

  ReplacedFiles(FileCalls files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /** Returns whether any name has lost what it stood for, be it kept or not. */
  boolean any() {
    return any;
  }

  /** Returns the name here of the file with that inode. */
  static byte[] name(long inode) {
    return Long.toUnsignedString(inode).getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes a name, which is no directory, out of the layer. */
  void take(Fd parent, byte[] name) {
    any = true;
    Fd place = files.openPlace(parent, name);
    try {
      FileCalls.Details details = files.details(place);
      if (details.kind() == FileCalls.REGULAR_FILE && details.size() > 0) {
        files.rename(parent, name, open(), name(details.status().inode()));
      }
    } finally {
      files.close(place);
    }
    // rename(2) does nothing if another name of the same file was kept already
    if (files.status(parent, name).isPresent()) {
      files.removeFile(parent, name);
    }
  }

  /** Keeps a second name of a file that cannot be told by where it is. */
  void keepAlso(Fd parent, byte[] name, long inode) {
    files.makeHardLink(parent, name, open(), name(inode));
  }

  private Fd open() {
    Fd known = opened;
    if (known != null) {
      return known;
    }
    try {
      Files.createDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Fd made = files.openDirectory(directory);
    opened = made;
    return made;
  }

  @Override
  public void close() {
    if (opened != null) {
      files.close(opened);
      opened = null;
    }
  }
}
