package io.jcompose.cli.watch;

import io.jcompose.model.project.Develop.Action;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ServiceName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is done for a service when something below a path changes.
 *
 * @param path the file or directory that is watched, without links on the way
 * @param target where it is in containers, absolute; {@code /} where nothing is copied
 * @param exec what is run in containers afterwards
 * @param initialSync whether all is copied once at first
 */
record Rule(
    ServiceName service,
    Path path,
    Action action,
    Path target,
    Optional<Hook> exec,
    PathFilter filter,
    boolean initialSync) {

  /** Returns whether a change of this file or directory is one for this rule. */
  boolean concerns(Path changed) {
    return changed.startsWith(path) && filter.accepts(changed);
  }

  /** Returns whether neither this file, nor anything if it is a directory, concerns this rule. */
  boolean isIndifferentTo(Path file) {
    if (path.startsWith(file)) {
      return false;
    }
    return !file.startsWith(path) || filter.refusesAllBelow(file);
  }

  /** Returns whether changed files are copied. */
  boolean copies() {
    return action == Action.SYNC
        || action == Action.SYNC_AND_RESTART
        || action == Action.SYNC_AND_EXEC;
  }

  /** Returns whether containers are restarted. */
  boolean restarts() {
    return action == Action.RESTART || action == Action.SYNC_AND_RESTART;
  }

  /** Returns where a file of the host is in containers. */
  Path targetOf(Path file) {
    return target.resolve(path.relativize(file).toString()).normalize();
  }
}
