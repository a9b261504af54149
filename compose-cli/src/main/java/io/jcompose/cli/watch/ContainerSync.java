package io.jcompose.cli.watch;

import io.jcompose.cli.stream.Pipe;
import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.files.HostTree;
import io.jcompose.runtime.files.HostTree.Member;
import io.jcompose.scheduler.runtime.ContainerFiles;
import io.jcompose.scheduler.runtime.ContainerFiles.Kind;
import io.jcompose.scheduler.runtime.ContainerFiles.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes files in one container what they are on the host. What is copied belongs to the container's
 * user and keeps its mode; links are copied as links.
 */
final class ContainerSync {
  private final ContainerFiles files;
  private final ContainerName container;
  private final Consumer<String> warnings;

  ContainerSync(ContainerFiles files, ContainerName container, Consumer<String> warnings) {
    this.files = files;
    this.container = container;
    this.warnings = warnings;
  }

  /**
   * Carries changes over. Each file is looked at now: one that has come back is copied, one that
   * has gone meanwhile is left to the change that says so.
   *
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if it is not possible
   */
  void sync(ServiceWork.Copied changes) throws IOException {
    Rule rule = changes.rule();
    highest(changes.removed()).forEach(file -> remove(file, rule.targetOf(file)));
    NavigableSet<Path> there = new TreeSet<>();
    for (Path file : concat(changes)) {
      boolean watchedDirectory = file.equals(rule.path()) && isDirectory(file);
      if (!watchedDirectory && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        there.add(file);
      }
    }
    if (!there.isEmpty()) {
      copy(rule, there);
    }
  }

  private static NavigableSet<Path> concat(ServiceWork.Copied changes) {
    NavigableSet<Path> all = new TreeSet<>(changes.touched());
    all.addAll(changes.removed());
    return all;
  }

  /** Returns those of the paths that are not below another. */
  private static List<Path> highest(NavigableSet<Path> paths) {
    List<Path> highest = new ArrayList<>();
    for (Path path : paths) {
      if (above(path).noneMatch(paths::contains)) {
        highest.add(path);
      }
    }
    return highest;
  }

  private static Stream<Path> above(Path path) {
    return Stream.iterate(path.getParent(), p -> p != null, Path::getParent);
  }

  /** What is there again, and of its kind, is overwritten, so that it is never missing. */
  private void remove(Path file, Path target) {
    boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    Optional<Kind> kind =
        there ? files.kind(container, target.toString(), false) : Optional.empty();
    boolean replaceable = kind.isPresent() && (kind.get() == Kind.DIRECTORY) == isDirectory(file);
    if (!replaceable) {
      files.remove(container, target.toString());
    }
  }

  private void copy(Rule rule, NavigableSet<Path> there) throws IOException {
    Path root = isDirectory(rule.path()) ? rule.path() : rule.path().resolveSibling("");
    Path base = base(isDirectory(rule.path()) ? rule.target() : rule.target().resolveSibling(""));
    List<Member> members = new ArrayList<>();
    for (Path file : there) {
      members.add(
          new Member(root.relativize(file), base.relativize(rule.targetOf(file)).toString()));
    }
    Pipe.between(
        tar -> HostTree.archiveEach(root, members, tar, warnings),
        tar -> files.copyIn(container, base.toString(), tar, Owners.CONTAINER_USER, warnings));
  }

  /** Returns the directory, or the nearest above it, that the container has. */
  private Path base(Path directory) {
    Path base = directory;
    while (base.getParent() != null
        && files.kind(container, base.toString(), true).filter(Kind.DIRECTORY::equals).isEmpty()) {
      base = base.getParent();
    }
    return base;
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
