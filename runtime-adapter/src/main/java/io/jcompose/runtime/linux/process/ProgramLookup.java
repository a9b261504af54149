package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Credentials;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.RootedFiles;
import io.jcompose.runtime.syscall.SyscallException;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a program along {@code PATH} as a shell does; on a thread that has the container's root and
 * acts for the container's user. It must be found beforehand: a pid namespace gets no second first
 * process.
 */
final class ProgramLookup {
  private final Fd root;
  private final String workingDirectory;
  private final List<String> searched;

  ProgramLookup(Fd root, String workingDirectory, String path) {
    this.root = root;
    this.workingDirectory = workingDirectory;
    this.searched = Arrays.asList(path.split(":", -1));
  }

  /**
   * Returns the program's path.
   *
   * @throws ProgramNotRunException if there is none
   */
  String find(String name) {
    if (!Credentials.mayExecute(workingDirectory)) {
      throw new ProgramNotRunException(
          "cannot run '"
              + name
              + "': its user may not enter the working directory "
              + workingDirectory,
          "correct 'working_dir' or 'user' of the service",
          ProgramNotRunException.NOT_EXECUTABLE);
    }
    if (name.contains("/")) {
      String path = inWorkingDirectory(name);
      return switch (judge(path)) {
        case EXECUTABLE -> path;
        case NOT_EXECUTABLE -> throw notExecutable(name, path);
        case MISSING -> throw notFound(name, "no such file in the container");
      };
    }
    String refused = "";
    for (String directory : searched) {
      String path = inWorkingDirectory(directory.isEmpty() ? name : directory + "/" + name);
      Verdict verdict = judge(path);
      if (verdict == Verdict.EXECUTABLE) {
        return path;
      }
      if (verdict == Verdict.NOT_EXECUTABLE) {
        refused = path; // there may be another one further on
      }
    }
    throw refused.isEmpty()
        ? notFound(name, "not found along the container's PATH " + String.join(":", searched))
        : notExecutable(name, refused);
  }

  private String inWorkingDirectory(String path) {
    return path.startsWith("/") ? path : workingDirectory + "/" + path;
  }

  private enum Verdict {
    EXECUTABLE,
    NOT_EXECUTABLE,
    MISSING
  }

  private Verdict judge(String path) {
    Fd file;
    try {
      file = RootedFiles.openPlace(root, path);
    } catch (SyscallException e) {
      return e.errno().equals(Errno.EACCES) ? Verdict.NOT_EXECUTABLE : Verdict.MISSING;
    }
    try {
      return Descriptors.status(file).isRegularFile() && Credentials.mayExecute(path)
          ? Verdict.EXECUTABLE
          : Verdict.NOT_EXECUTABLE;
    } finally {
      Descriptors.close(file);
    }
  }

  /** Returns what to tell when the kernel refuses a program that seemed right. */
  static RuntimeException refused(String name, SyscallException cause) {
    if (cause.errno().equals(Errno.ENOENT)) {
      return new ProgramNotRunException(
          "cannot run '" + name + "': its interpreter or loader is not in the container",
          "use a program built for the image's libc, or install its interpreter in the image",
          ProgramNotRunException.NOT_FOUND,
          cause);
    }
    if (cause.errno().equals(Errno.ENOEXEC)) {
      return new ProgramNotRunException(
          "cannot run '" + name + "': it is no program for this machine",
          "see its architecture with 'file', or begin a script with '#!/bin/sh'",
          ProgramNotRunException.NOT_EXECUTABLE,
          cause);
    }
    return new ProgramNotRunException(
        "cannot run '" + name + "': " + cause.getMessage(),
        "see whether the container's user may execute it, and what 'dmesg | tail' says",
        ProgramNotRunException.NOT_EXECUTABLE,
        cause);
  }

  private static ProgramNotRunException notFound(String name, String why) {
    return new ProgramNotRunException(
        "cannot run '" + name + "': " + why,
        "correct 'command' or 'entrypoint' of the service, or use an image that has the program",
        ProgramNotRunException.NOT_FOUND);
  }

  private static ProgramNotRunException notExecutable(String name, String path) {
    return new ProgramNotRunException(
        "cannot run '" + name + "': the container's user may not execute " + path,
        "make it executable with 'chmod +x', or correct 'user' of the service",
        ProgramNotRunException.NOT_EXECUTABLE);
  }
}
