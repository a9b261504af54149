package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The files of an uncompressed tar archive, by name and in any order: the archive is indexed once.
 * Links between files, which old {@code docker save} archives have, are followed.
 */
final class ArchiveFile implements ArchiveContent {
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
      member(entry)
          .ifPresent(member -> members.put(ArchiveContent.normal(entry.name().toString()), member));
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

  @Override
  public boolean has(String name) {
    return members.containsKey(ArchiveContent.normal(name));
  }

  private Member find(String name) {
    String wanted = ArchiveContent.normal(name);
    for (int links = 0; links < MOST_LINKS; links++) {
      Member member = members.get(wanted);
      if (member == null) {
        break;
      }
      if (member.link().isEmpty()) {
        return member;
      }
      wanted = ArchiveContent.normal(member.link().get());
    }
    throw UnusableImageException.damaged("the archive lacks its file '" + name + "'");
  }

  @Override
  public long size(String name) {
    return find(name).size();
  }

  @Override
  public InputStream open(String name, LongConsumer progress) {
    Member member = find(name);
    return new FileSlice(channel, member.offset(), member.size(), progress);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
