package io.jcompose.runtime.linux.tree;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies a tree file by file; the JDK's own copy carries owner, mode, times and attributes. */
final class TreeCopy extends SimpleFileVisitor<Path> {
  private final Path source;
  private final Path target;
  private final Map<Object, Path> copiesByInode = new HashMap<>();

  private TreeCopy(Path source, Path target) {
    this.source = source;
    this.target = target;
  }

  /** Copies the content of {@code source}, and its attributes, to the directory {@code target}. */
  static void of(Path source, Path target) throws IOException {
    Files.walkFileTree(source, new TreeCopy(source, target));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (!directory.equals(source)) {
      copyOne(directory);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Object inode = attributes.fileKey();
    boolean linked = (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
    Path copied = linked ? copiesByInode.putIfAbsent(inode, placeOf(file)) : null;
    if (copied == null) {
      copyOne(file);
    } else {
      Files.createLink(placeOf(file), copied);
    }
    return FileVisitResult.CONTINUE;
  }

  /** Only now: filling a directory changes its times, and its mode might forbid filling it. */
  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    makeAlike(directory, placeOf(directory));
    return FileVisitResult.CONTINUE;
  }

  /** Gives {@code place} the owner, the mode and the time of change of {@code directory}. */
  static void makeAlike(Path directory, Path place) throws IOException {
    Files.setAttribute(place, "unix:uid", Files.getAttribute(directory, "unix:uid"));
    Files.setAttribute(place, "unix:gid", Files.getAttribute(directory, "unix:gid"));
    Files.setAttribute(place, "unix:mode", modeOf(directory));
    Files.setLastModifiedTime(place, Files.getLastModifiedTime(directory));
  }

  /** Returns the permission bits, set-id and sticky bits included, without the file's type. */
  private static int modeOf(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:mode") & 07777;
  }

  private void copyOne(Path file) throws IOException {
    Files.copy(file, placeOf(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  private Path placeOf(Path file) {
    return target.resolve(source.relativize(file));
  }
}
