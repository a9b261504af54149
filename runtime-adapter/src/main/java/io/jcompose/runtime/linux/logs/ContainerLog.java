package io.jcompose.runtime.linux.logs;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One container's log on disk.
 *
 * @param container whose it is
 * @param directory where its files are
 * @param stdout the named pipe that its standard output leaves it by
 * @param stderr the same for its standard error
 */
public record ContainerLog(ContainerName container, Path directory, Path stdout, Path stderr) {
  /** Makes the empty log of a new container. A log that is there is left as it is. */
  public void create() {
    try {
      new SegmentRow(directory).createFirst();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot make a log in " + directory + ": " + e.getMessage(),
          "see with 'df -h " + directory + "' whether there is room left",
          e);
    }
  }

  /**
   * Opens it for reading. Not safe for several threads; each opens its own.
   *
   * @param containerId whose it is, for the reader to tell
   */
  public LogReader read(String containerId, LogSelection selection) {
    return FileLogReader.open(this, containerId, selection);
  }

  /**
   * Opens what a container writes, as it comes. Not safe for several threads; each opens its own.
   *
   * @param fromNow whether what has been written before is left out
   */
  public LiveOutput live(boolean fromNow) {
    create(); // where nobody keeps it, a reboot has taken it away
    return fromNow ? LiveOutput.fromNow(this) : LiveOutput.fromTheBeginning(this);
  }

  /**
   * Makes the named pipes, for root alone; who starts the container gives them to its user. What is
   * there already is left as it is.
   */
  public void createPipes() {
    for (Path pipe : List.of(stdout, stderr)) {
      Trees.makeDirectory(pipe.resolveSibling(""));
      try {
        Pipes.makeFifo(pipe, 0600);
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.EEXIST)) {
          throw e;
        }
      }
    }
  }
}
