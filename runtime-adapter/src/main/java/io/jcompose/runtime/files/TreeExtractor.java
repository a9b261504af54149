package io.jcompose.runtime.files;

import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarReader;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Links;
import io.jcompose.runtime.syscall.FileCalls.Status;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the files of an archive below a directory. A file that is there is replaced; a directory
 * that is there is kept, and so are its owner and mode where it is the one extracted to. Neither
 * takes the other's place. A file that something is mounted on cannot be replaced: the content goes
 * into the one that is there, which keeps its owner and mode.
 *
 * <p>Modes and times are the archive's. Unless owners are too, set-user-id and set-group-id bits
 * are dropped: they were another user's to give. Device nodes are left out: they open the host's
 * devices to whoever may read the file. Runs of zeros become holes. For one archive and one thread.
 */
public final class TreeExtractor {
  private static final int BUFFER = 64 * 1024;
  private static final int PERMISSIONS = 0777;
  private static final int ALL_BITS = 07777;
  private static final int MISSING_DIRECTORY = 0755;

  private final FileCalls files = new FileCalls();
  private final Fd target;
  private final FileOwner owner;
  private final Consumer<String> warnings;
  private final byte[] buffer = new byte[BUFFER];

  /** Set last: making anything in a directory changes its time. */
  private final Deque<DirectoryTime> directoryTimes = new ArrayDeque<>();

  private record DirectoryTime(EntryName directory, TarEntry.Moment changed) {}

  /**
   * Creates an extractor.
   *
   * @param target a directory; it stays open
   * @param owner whose what is made is, directories included that the archive does not list
   * @param warnings told what is left out
   */
  public TreeExtractor(Fd target, FileOwner owner, Consumer<String> warnings) {
    this.target = target;
    this.owner = owner;
    this.warnings = warnings;
  }

  /**
   * Extracts all of an archive.
   *
   * @throws io.jcompose.runtime.image.UnusableImageException if it is malformed
   * @throws RuntimeFailure if a name in it leads out of the directory, or something cannot be made;
   *     what was made before stays
   */
  public void extract(TarReader archive) throws IOException {
    Optional<TarEntry> entry = archive.next();
    while (entry.isPresent()) {
      try {
        extract(entry.get(), archive);
      } catch (SyscallException e) {
        throw CopyFailures.of("cannot make '" + entry.get().name() + "'", e);
      }
      entry = archive.next();
    }
    while (!directoryTimes.isEmpty()) {
      setTime(directoryTimes.pop());
    }
  }

  private void extract(TarEntry entry, TarReader content) throws IOException {
    List<byte[]> path = parts(entry.name());
    if (path.isEmpty()) {
      return; // the directory itself
    }
    byte[] name = path.get(path.size() - 1);
    List<byte[]> above = path.subList(0, path.size() - 1);
    Fd parent = directory(above);
    try {
      boolean exists = makeRoom(entry, parent, name);
      switch (entry.kind()) {
        case DIRECTORY -> {
          if (!exists) {
            files.makeDirectory(parent, name);
          }
          describe(entry, parent, name, FileCalls.DIRECTORY);
          directoryTimes.push(new DirectoryTime(entry.name(), entry.changed()));
        }
        case FILE -> {
          if (exists) {
            writeInPlace(entry, content, parent, name);
          } else {
            writeFile(entry, content, parent, name);
          }
        }
        case SYMBOLIC_LINK -> {
          files.makeSymbolicLink(entry.link().bytes(), parent, name);
          describe(entry, parent, name, FileCalls.SYMBOLIC_LINK);
          setTime(parent, name, entry.changed());
        }
        case HARD_LINK -> link(entry, parent, name);
        case FIFO -> {
          files.makeNode(parent, name, FileCalls.FIFO | 0600, 0, 0);
          describe(entry, parent, name, FileCalls.FIFO);
          setTime(parent, name, entry.changed());
        }
        case CHARACTER_DEVICE, BLOCK_DEVICE ->
            warnings.accept("'" + entry.name() + "' is left out: it is a device");
      }
    } finally {
      files.close(parent);
    }
  }

  /** Returns whether a directory, or a mounted file, stands there that the entry's can be. */
  private boolean makeRoom(TarEntry entry, Fd parent, byte[] name) {
    Optional<Status> present = files.status(parent, name);
    if (present.isEmpty()) {
      return false;
    }
    boolean directory = entry.kind() == EntryKind.DIRECTORY;
    if (present.get().isDirectory() != directory) {
      throw new RuntimeFailure(
          directory
              ? "cannot overwrite the file '" + entry.name() + "' with a directory"
              : "cannot overwrite the directory '" + entry.name() + "' with a file",
          "remove what is there, or copy to another place");
    }
    if (directory || isDevice(entry.kind())) {
      return directory;
    }
    if (entry.kind() == EntryKind.FILE && isMountedFile(parent, name)) {
      return true;
    }
    files.removeFile(parent, name);
    return false;
  }

  private boolean isMountedFile(Fd parent, byte[] name) {
    Fd place = files.openPlace(parent, name);
    try {
      return files.details(place).kind() == FileCalls.REGULAR_FILE && files.isMountPoint(place);
    } finally {
      files.close(place);
    }
  }

  private static boolean isDevice(EntryKind kind) {
    return kind == EntryKind.CHARACTER_DEVICE || kind == EntryKind.BLOCK_DEVICE;
  }

  private void writeFile(TarEntry entry, TarReader content, Fd parent, byte[] name)
      throws IOException {
    Fd file = files.createFile(parent, name);
    try {
      write(entry, content, file);
      setOwnerAndMode(entry, file);
    } finally {
      files.close(file);
    }
    setTime(parent, name, entry.changed());
  }

  private void writeInPlace(TarEntry entry, TarReader content, Fd parent, byte[] name)
      throws IOException {
    Fd place = files.openPlace(parent, name);
    try {
      if (files.details(place).kind() != FileCalls.REGULAR_FILE) {
        throw replaced(entry);
      }
      Fd file = files.openEmptied(place);
      try {
        write(entry, content, file);
      } finally {
        files.close(file);
      }
    } finally {
      files.close(place);
    }
  }

  private void write(TarEntry entry, TarReader content, Fd file) throws IOException {
    for (TarEntry.Segment segment : entry.segments()) {
      long at = segment.offset();
      long end = at + segment.length();
      while (at < end) {
        int count = content.read(buffer, end - at);
        if (!isZero(count)) {
          files.write(file, buffer, count, at);
        }
        at += count;
      }
    }
    files.truncate(file, entry.size());
  }

  private boolean isZero(int count) {
    for (int i = 0; i < count; i++) {
      if (buffer[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Only to what the archive itself could have made: a link on the way would lead elsewhere. */
  private void link(TarEntry entry, Fd parent, byte[] name) {
    List<byte[]> path = parts(entry.link());
    if (path.isEmpty()) {
      throw leadsOut(entry.link());
    }
    Fd other = directory(path.subList(0, path.size() - 1));
    try {
      files.makeHardLink(other, path.get(path.size() - 1), parent, name);
    } finally {
      files.close(other);
    }
  }

  /** Gives what was just made its owner and mode, unless somebody has put something else there. */
  private void describe(TarEntry entry, Fd parent, byte[] name, int kind) {
    Fd place = files.openPlace(parent, name);
    try {
      if (files.details(place).kind() != kind) {
        throw replaced(entry);
      }
      setOwnerAndMode(entry, place);
    } finally {
      files.close(place);
    }
  }

  private static RuntimeFailure replaced(TarEntry entry) {
    return new RuntimeFailure(
        "cannot make '" + entry.name() + "': somebody else replaced it meanwhile",
        "stop what writes there, and copy again");
  }

  private void setOwnerAndMode(TarEntry entry, Fd place) {
    boolean ofArchive = owner instanceof FileOwner.OfArchive;
    if (ofArchive) {
      files.changeOwner(place, entry.owner(), entry.group());
    } else {
      setOwner(place);
    }
    if (entry.kind() != EntryKind.SYMBOLIC_LINK) {
      // after the owner: changing that takes set-id bits away
      int sticky = entry.kind() == EntryKind.DIRECTORY ? 01000 : 0;
      files.changeMode(place, entry.mode() & (ofArchive ? ALL_BITS : PERMISSIONS | sticky));
    }
  }

  /** Gives a file the owner that all get, if there is one. */
  private void setOwner(Fd place) {
    if (owner instanceof FileOwner.Given given) {
      files.changeOwner(place, given.user(), given.group());
    }
  }

  private void setTime(DirectoryTime directory) {
    List<byte[]> path = parts(directory.directory());
    try {
      Fd parent = directory(path.subList(0, path.size() - 1));
      try {
        setTime(parent, path.get(path.size() - 1), directory.changed());
      } finally {
        files.close(parent);
      }
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ENOENT)) {
        throw CopyFailures.of("cannot set the time of a directory", e);
      }
    }
  }

  private void setTime(Fd parent, byte[] name, TarEntry.Moment changed) {
    FileCalls.Time time = new FileCalls.Time(changed.seconds(), changed.nanoseconds());
    files.changeTimes(parent, name, time, time);
  }

  /** Opens a directory below the target, made if it is missing; no link leads there. */
  private Fd directory(List<byte[]> path) {
    try {
      return files.openDirectoryInside(target, joined(path), Links.REFUSED);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ENOENT) || path.isEmpty()) {
        throw e;
      }
    }
    Fd parent = directory(path.subList(0, path.size() - 1));
    try {
      byte[] name = path.get(path.size() - 1);
      files.makeDirectory(parent, name);
      Fd made = files.openDirectoryInside(parent, name, Links.REFUSED);
      setOwner(made);
      files.changeMode(made, MISSING_DIRECTORY);
      return made;
    } finally {
      files.close(parent);
    }
  }

  private static byte[] joined(List<byte[]> path) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : path) {
      if (joined.size() > 0) {
        joined.write('/');
      }
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** Returns the parts of a name, without those that stay where they are. */
  private static List<byte[]> parts(EntryName name) {
    List<byte[]> parts = new ArrayList<>();
    byte[] bytes = name.bytes();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        byte[] part = Arrays.copyOfRange(bytes, start, i);
        start = i + 1;
        if (Arrays.equals(part, new byte[] {'.', '.'})) {
          throw leadsOut(name);
        }
        if (part.length > 0 && !Arrays.equals(part, new byte[] {'.'})) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private static RuntimeFailure leadsOut(EntryName name) {
    return new RuntimeFailure(
        "the archive is refused: '" + name + "' leads out of the directory it is extracted to",
        "make the archive anew, with names that have no '..'");
  }
}
