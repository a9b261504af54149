package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.UnusableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** The files below a directory. A symbolic link is followed only to what lies in it, too. */
final class ArchiveDirectory implements ArchiveContent {
  private final Path root;

  private ArchiveDirectory(Path root) {
    this.root = root;
  }

  static ArchiveDirectory open(Path directory) throws IOException {
    return new ArchiveDirectory(directory.toRealPath());
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(root.resolve(ArchiveContent.normal(name)));
  }

  private Path find(String name) throws IOException {
    Path path = root.resolve(ArchiveContent.normal(name));
    if (!Files.isRegularFile(path)) {
      throw UnusableImageException.damaged("the directory lacks its file '" + name + "'");
    }
    Path real = path.toRealPath();
    if (!real.startsWith(root)) {
      throw UnusableImageException.unsafe(
          "'" + name + "' is a symbolic link that leads out of the directory");
    }
    return real;
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(find(name));
  }

  @Override
  public InputStream open(String name, LongConsumer progress) throws IOException {
    FileChannel channel = FileChannel.open(find(name), StandardOpenOption.READ);
    return new FileSlice(channel, 0, channel.size(), progress) {
      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public void close() {}
}
