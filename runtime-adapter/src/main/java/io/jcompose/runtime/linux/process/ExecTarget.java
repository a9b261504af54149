package io.jcompose.runtime.linux.process;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A running container as a further program needs to know it.
 *
 * @param pid of its process 1, as this process sees it
 * @param startTicks of that process, as {@link RunningProcess#startTicks} told; guards against a
 *     pid used again
 * @param self what the container calls itself
 * @param environment the container's own
 * @param user the container's own, as {@code user:} writes it
 * @param workingDirectory the container's own
 */
public record ExecTarget(
    ProjectName project,
    ContainerName name,
    long pid,
    long startTicks,
    UtsName self,
    Map<String, String> environment,
    String user,
    String workingDirectory,
    SecuritySettings security) {

  public ExecTarget {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /**
   * Returns a pidfd of the container's process 1.
   *
   * @param program what is to be run in it, for the message
   * @param proc where the host shows processes
   * @throws RuntimeFailure if it does not run
   */
  Fd open(String program, Path proc) {
    try {
      Fd process = Processes.open(pid);
      OptionalLong present = ProcessStat.startTicks(proc, pid);
      if (present.isPresent() && present.getAsLong() == startTicks) {
        return process;
      }
      Descriptors.close(process);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
    throw new RuntimeFailure(
        "cannot run '" + program + "' in container '" + name + "': the container does not run",
        "start it with 'jcompose start'");
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "ExecTarget[name="
        + name
        + ", pid="
        + pid
        + ", environment="
        + environment.keySet()
        + "]";
  }
}
