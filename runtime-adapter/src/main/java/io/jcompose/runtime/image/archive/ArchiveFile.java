package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The files of an uncompressed tar archive, by name and in any order: the archive is indexed once.
 * Links between files, which old {@code docker save} archives have, are followed.
 */
final class ArchiveFile implements Closeable {
  private static final int MOST_LINKS = 8;
  private static final int LONGEST_NAME = 4095;
  private final FileChannel channel;
  private final Map<String, Member> members;

  /** Where a member is: a file by its offset and size, or a link by the name it leads to. */
  private record Member(long offset, long size, Optional<String> link) {}

  private ArchiveFile(FileChannel channel, Map<String, Member> members) {
    this.channel = channel;
    this.members = members;
  }

  static ArchiveFile open(Path path, ImageLimits limits) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    boolean open = false;
    try {
      ArchiveFile file = new ArchiveFile(channel, index(channel, limits));
      open = true;
      return file;
    } finally {
      if (!open) {
        channel.close();
      }
    }
  }

  private static Map<String, Member> index(FileChannel channel, ImageLimits limits)
      throws IOException {
    Map<String, Member> members = new HashMap<>();
    TarReader reader = new TarReader(new FileSlice(channel, 0, channel.size(), bytes -> {}));
    int count = 0;
    for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
      count++;
      if (count > limits.archiveEntries() || next.get().name().length() > LONGEST_NAME) {
        throw UnusableImageException.tooLarge(
            "the archive holds more than "
                + limits.archiveEntries()
                + " files, or one whose name is too long");
      }
      TarEntry entry = next.get();
      member(entry).ifPresent(member -> members.put(normal(entry.name().toString()), member));
    }
    return members;
  }

  private static Optional<Member> member(TarEntry entry) {
    if (entry.kind() == EntryKind.FILE) {
      if (entry.storedBytes() < entry.size()) {
        throw UnusableImageException.unsupported(
            "file '" + entry.name() + "' of the archive is stored as a sparse file");
      }
      return Optional.of(new Member(entry.dataOffset(), entry.size(), Optional.empty()));
    }
    if (entry.kind() == EntryKind.SYMBOLIC_LINK) {
      String name = entry.name().toString();
      String directory = name.substring(0, name.lastIndexOf('/') + 1);
      return Optional.of(new Member(0, 0, Optional.of(directory + entry.link())));
    }
    return entry.kind() == EntryKind.HARD_LINK
        ? Optional.of(new Member(0, 0, Optional.of(entry.link().toString())))
        : Optional.empty();
  }

  /** Returns a name without {@code .} and {@code ..}; what would lead out stays at the top. */
  private static String normal(String name) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  boolean has(String name) {
    return members.containsKey(normal(name));
  }

  private Member find(String name) {
    String wanted = normal(name);
    for (int links = 0; links < MOST_LINKS; links++) {
      Member member = members.get(wanted);
      if (member == null) {
        break;
      }
      if (member.link().isEmpty()) {
        return member;
      }
      wanted = normal(member.link().get());
    }
    throw UnusableImageException.damaged("the archive lacks its file '" + name + "'");
  }

  long size(String name) {
    return find(name).size();
  }

  /**
   * Opens a file of the archive.
   *
   * @param progress told how many bytes have been read so far
   */
  InputStream open(String name, LongConsumer progress) {
    Member member = find(name);
    return new FileSlice(channel, member.offset(), member.size(), progress);
  }

  /** Returns the whole of a file that must be small. */
  byte[] readDocument(String name, ImageLimits limits) throws IOException {
    long size = size(name);
    if (size > limits.documentBytes()) {
      throw UnusableImageException.tooLarge("'" + name + "' is " + size + " bytes long");
    }
    try (InputStream in = new BufferedInputStream(open(name, bytes -> {}))) {
      byte[] content = in.readNBytes((int) size);
      if (content.length < size) {
        throw UnusableImageException.damaged("'" + name + "' ends too early");
      }
      return content;
    }
  }

  /** Returns the whole of a blob, which must have the digest it is named by. */
  byte[] readBlob(Digest digest, ImageLimits limits) throws IOException {
    byte[] content = readDocument(blobName(digest), limits);
    Digest actual = Digest.of(content);
    if (!actual.equals(digest)) {
      throw UnusableImageException.damaged(
          "blob " + digest + " has the digest " + actual + " instead");
    }
    return content;
  }

  static String blobName(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
