package io.jcompose.runtime.linux.logs;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

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
    for (Path file : List.of(file(Stream.STDOUT), file(Stream.STDERR), index())) {
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // left as it is
      } catch (IOException e) {
        throw new RuntimeFailure(
            "cannot make the log " + file + ": " + e.getMessage(),
            "see with 'df -h " + directory + "' whether there is room left",
            e);
      }
    }
  }

  /**
   * Opens it for reading. Not safe for several threads; each opens its own.
   *
   * @param tail how many of the last lines there are; empty for all
   */
  public LogReader read(OptionalInt tail) {
    return FileLogReader.open(this, tail);
  }

  Path index() {
    return directory.resolve("index");
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

  Path pipe(Stream stream) {
    return new Both<>(stdout, stderr).of(stream);
  }

  Path file(Stream stream) {
    return directory.resolve(stream.file());
  }
}
