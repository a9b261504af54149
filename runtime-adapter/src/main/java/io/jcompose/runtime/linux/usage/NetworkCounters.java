package io.jcompose.runtime.linux.usage;

import io.jcompose.runtime.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes that went over the interfaces of a network namespace, the loopback one left out.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
public record NetworkCounters(long received, long sent) {
  private static final NetworkCounters NONE = new NetworkCounters(0, 0);
  private static final int RECEIVED = 0; // columns after the interface's name
  private static final int SENT = 8;

  /**
   * Reads those of a process's namespace; none if it has ended, or shares ours: what goes over the
   * host's interfaces is not one container's.
   */
  public static NetworkCounters of(Path proc, long pid) {
    Path process = proc.resolve(Long.toString(pid));
    try {
      Path network = Path.of("ns/net");
      return Files.readSymbolicLink(process.resolve(network))
              .equals(Files.readSymbolicLink(proc.resolve("self").resolve(network)))
          ? NONE
          : parse(HostFiles.read(process.resolve("net/dev")));
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Adds up what the kernel tells; two lines of headings come first. */
  static NetworkCounters parse(String table) {
    long received = 0;
    long sent = 0;
    for (String line : table.lines().skip(2).toList()) {
      int colon = line.indexOf(':');
      String[] columns = line.substring(colon + 1).strip().split("\\s+", -1);
      if (colon > 0 && columns.length > SENT && !line.substring(0, colon).strip().equals("lo")) {
        received += Long.parseLong(columns[RECEIVED]);
        sent += Long.parseLong(columns[SENT]);
      }
    }
    return new NetworkCounters(received, sent);
  }
}
