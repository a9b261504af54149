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
  // counted from the field after the program's name, which may hold blanks
  private static final int PARENT = 4 - 3;
  private static final int START_TIME = 22 - 3;

  private ProcessStat() {}

  /** Returns when the process started, in clock ticks since boot; empty if there is none. */
  static OptionalLong startTicks(Path proc, long pid) {
    try {
      return OptionalLong.of(field(proc.resolve(Long.toString(pid)), START_TIME));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns the pid of a process's parent, or of whoever adopted it.
   *
   * @param process its directory
   * @throws IOException if it has ended
   */
  static long parent(Path process) throws IOException {
    return field(process, PARENT);
  }

  private static long field(Path process, int number) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[number]);
  }
}
