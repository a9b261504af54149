package io.jcompose.runtime.linux.usage;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import io.jcompose.scheduler.runtime.ProcessStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes processes.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class ProcessReader {
  /** What Linux shows to programs as a tick, on all architectures that we run on. */
  private static final long TICKS_PER_SECOND = 100;

  // counted from 1 as the manual does; the text after the name starts with field 3
  private static final int FIRST_FIELD = 3;
  private static final int PARENT = 4;
  private static final int TERMINAL = 7;
  private static final int USER_TIME = 14;
  private static final int SYSTEM_TIME = 15;
  private static final int START_TIME = 22;

  private final Path proc;
  private final HostFiles files;

  /** Creates a reader. */
  public ProcessReader(Host host) {
    this.proc = host.proc();
    this.files = new HostFiles(host);
  }

  /** Returns those of the processes that are there, sorted by pid. */
  public List<ProcessStatus> describe(Collection<Long> pids) {
    Map<String, String> users = users();
    Instant boot = boot();
    return pids.stream().sorted().flatMap(pid -> describe(pid, users, boot).stream()).toList();
  }

  private Optional<ProcessStatus> describe(long pid, Map<String, String> users, Instant boot) {
    Path process = proc.resolve(Long.toString(pid));
    try {
      String stat = HostFiles.read(process.resolve("stat"));
      // the name is in parentheses and may hold anything, parentheses and blanks included
      int nameEnd = stat.lastIndexOf(')');
      String name = stat.substring(stat.indexOf('(') + 1, nameEnd);
      String[] fields = stat.substring(nameEnd + 2).strip().split(" ", -1);
      String user = user(process);
      return Optional.of(
          new ProcessStatus(
              users.getOrDefault(user, user),
              pid,
              number(fields, PARENT),
              boot.plus(ticks(number(fields, START_TIME))),
              terminal(number(fields, TERMINAL)),
              ticks(number(fields, USER_TIME) + number(fields, SYSTEM_TIME)),
              command(process, name)));
    } catch (IOException e) {
      return Optional.empty(); // ended meanwhile
    }
  }

  private static long number(String[] fields, int field) {
    return Long.parseLong(fields[field - FIRST_FIELD]);
  }

  private static Duration ticks(long count) {
    return Duration.ofMillis(count * 1000 / TICKS_PER_SECOND);
  }

  /** Returns the number of the user whose rights it has. */
  private static String user(Path process) throws IOException {
    // Uid: real, effective, saved, for files
    return HostFiles.read(process.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> line.split("\\s+", -1)[2])
        .findFirst()
        .orElse("?");
  }

  private static String command(Path process, String name) throws IOException {
    String arguments = HostFiles.read(process.resolve("cmdline"));
    int end = arguments.length();
    while (end > 0 && arguments.charAt(end - 1) == '\0') {
      end--;
    }
    return end == 0 ? "[" + name + "]" : arguments.substring(0, end).replace('\0', ' ');
  }

  /** Returns the name of a terminal by its device number, as the kernel packs that. */
  private static Optional<String> terminal(long device) {
    long major = (device >> 8) & 0xfff;
    long minor = (device & 0xff) | ((device >> 12) & 0xfff00);
    if (major >= 136 && major <= 143) {
      return Optional.of("pts/" + ((major - 136) * 256 + minor));
    }
    if (major == 4) {
      return Optional.of(minor < 64 ? "tty" + minor : "ttyS" + (minor - 64));
    }
    return Optional.empty();
  }

  private Map<String, String> users() {
    Map<String, String> names = new HashMap<>();
    files
        .find("etc/passwd")
        .orElse("")
        .lines()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 2)
        .forEach(fields -> names.putIfAbsent(fields[2], fields[0]));
    return names;
  }

  private Instant boot() {
    return files
        .find("proc/stat")
        .orElse("")
        .lines()
        .filter(line -> line.startsWith("btime "))
        .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring("btime ".length()))))
        .findFirst()
        .orElse(Instant.EPOCH);
  }
}
