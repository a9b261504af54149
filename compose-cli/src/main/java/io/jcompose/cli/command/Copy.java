package io.jcompose.cli.command;

import io.jcompose.cli.stream.Pipe;
import io.jcompose.scheduler.runtime.ContainerFiles.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * One copy from a path to a path, by docker's rules for where it ends up: into a directory that is
 * there, under its own name, or as its content where the source ends in {@code /.}; in place of a
 * file that is there; under the name given, where nothing is and the directory above it is there.
 *
 * @param followLink whether a link at the end of the source stands for what it leads to
 * @param keepOwners whether files keep their owners
 */
record Copy(CopySide from, CopySide to, boolean followLink, boolean keepOwners) {
  /** Where a copy goes: what its top is called in which directory. */
  private record Destination(String directory, String name) {}

  /**
   * Copies.
   *
   * @throws CommandFailure if the source is not there or the destination cannot be
   */
  void perform(CopyPlace source, CopyPlace destination) throws IOException {
    // a slash at the end goes through a link, as everywhere
    boolean follow = followLink || source.endsWithSlash();
    Kind kind =
        from.kind(source.path(), follow)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "cannot copy '" + source.path() + "': there is no such file",
                        "name a file or directory that is there"));
    if (source.endsWithSlash() && kind != Kind.DIRECTORY) {
      throw new CommandFailure(
          "cannot copy '" + source.path() + "': it is no directory",
          "leave out the slash at its end");
    }
    Destination where = destination(source, kind, destination);
    Pipe.between(
        tar -> from.archive(source.path(), follow, where.name(), tar),
        tar -> to.extract(where.directory(), tar, keepOwners));
  }

  private Destination destination(CopyPlace source, Kind kind, CopyPlace destination) {
    boolean directory = kind == Kind.DIRECTORY;
    Optional<Kind> there = to.kind(destination.path(), true);
    if (there.isPresent() && there.get() == Kind.DIRECTORY) {
      return new Destination(
          destination.path(), source.meansContent() ? "." : PathEnd.name(source.path()));
    }
    if (there.isPresent() && directory) {
      throw new CommandFailure(
          "cannot copy the directory '"
              + source.path()
              + "' to '"
              + destination.path()
              + "': that is a file",
          "name a directory, or one that is to be made");
    }
    if (destination.endsWithSlash() && !directory) {
      throw new CommandFailure(
          "cannot copy '"
              + source.path()
              + "' to '"
              + destination.path()
              + "': there is no such directory",
          "make the directory first, or leave out the slash at its end");
    }
    String above = PathEnd.directory(destination.path());
    if (to.kind(above, true).filter(Kind.DIRECTORY::equals).isEmpty()) {
      throw new CommandFailure(
          "cannot copy to '" + destination.path() + "': there is no directory '" + above + "'",
          "make the directory first");
    }
    return new Destination(above, PathEnd.name(destination.path()));
  }
}
