package io.jcompose.runtime.linux.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the kernel tells of a process.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessStat {
  /** Field 22, counted from the one after the program's name, which may hold blanks. */
  private static final int START_TIME = 22 - 3;

  private ProcessStat() {}

  /** Returns when the process started, in clock ticks since boot; empty if there is none. */
  static OptionalLong startTicks(Path proc, long pid) {
    try {
      String stat = Files.readString(proc.resolve(pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return OptionalLong.of(Long.parseLong(fields[START_TIME]));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
