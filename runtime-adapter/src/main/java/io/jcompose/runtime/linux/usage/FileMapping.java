package io.jcompose.runtime.linux.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file in a process's memory that is as the file has it, and cannot be written to.
 *
 * @param address where it begins
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html">proc_pid_smaps(5)</a>
 */
public record FileMapping(long address, long bytes) {
  // 7f9170000000-7f9171200000 r-xp 00200000 08:01 1234   /usr/lib/jvm/lib/server/libjvm.so
  private static final Pattern READ_ONLY_FILE =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r-[x-][ps] [0-9a-f]+ [0-9a-f:]+ [0-9]+ +/.*");

  private static final Pattern CHANGED = Pattern.compile("Anonymous: +([0-9]+) kB");

  /**
   * Returns those of a process.
   *
   * @param smaps what {@code /proc/PID/smaps} says
   */
  public static List<FileMapping> unchanged(String smaps) {
    List<FileMapping> found = new ArrayList<>();
    FileMapping last = null;
    for (String line : (Iterable<String>) smaps.lines()::iterator) {
      Matcher changed = CHANGED.matcher(line);
      if (changed.matches()) {
        // what was written to before it was made read-only is lost if it is let go
        if (last != null && changed.group(1).equals("0")) {
          found.add(last);
        }
        last = null;
      } else {
        Matcher mapping = READ_ONLY_FILE.matcher(line);
        if (mapping.matches()) {
          long address = Long.parseUnsignedLong(mapping.group(1), 16);
          last = new FileMapping(address, Long.parseUnsignedLong(mapping.group(2), 16) - address);
        }
      }
    }
    return found;
  }
}
