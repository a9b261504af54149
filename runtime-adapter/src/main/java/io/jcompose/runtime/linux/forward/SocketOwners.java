package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.host.Host;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds who listens on a port of the host, as far as {@code /proc} tells.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
final class SocketOwners {
  private static final int LOCAL_ADDRESS = 1; // columns of /proc/net/tcp and udp
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int SCTP_PORT = 5; // column of /proc/net/sctp/eps
  private static final String LISTENING = "0A";

  private final Path proc;

  SocketOwners(Host host) {
    this.proc = host.proc();
  }

  /** Returns whether the kernel lists a listener for SCTP, which no socket of the JDK can try. */
  boolean hasSctp(int port) {
    return lines(proc.resolve("thread-self/net/sctp/eps")).stream()
        .map(line -> line.strip().split("\\s+", -1))
        .anyMatch(
            columns ->
                columns.length > SCTP_PORT && columns[SCTP_PORT].equals(Integer.toString(port)));
  }

  /** Returns who listens, such as {@code process 1234 (nginx)}. */
  String owner(int port, Protocol protocol) {
    Set<String> sockets = sockets(port, protocol);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holdsOne(process, sockets)) {
          return "process " + process.getFileName() + " (" + program(process) + ")";
        }
      }
    } catch (IOException e) {
      return "a process that " + proc + " does not show";
    }
    return "a process of another container or user";
  }

  /** Returns the sockets on the port, as links in /proc name them. */
  private Set<String> sockets(int port, Protocol protocol) {
    // of the thread, not of the process: /proc/net would be the main thread's namespace
    Path tables = proc.resolve("thread-self/net");
    Set<String> sockets = new HashSet<>();
    for (String table : List.of(protocol.toString(), protocol + "6")) {
      for (String line : lines(tables.resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        boolean listens = protocol != Protocol.TCP || columns[STATE].equals(LISTENING);
        if (listens && columns.length > INODE && port(columns[LOCAL_ADDRESS]) == port) {
          sockets.add("socket:[" + columns[INODE] + "]");
        }
      }
    }
    return sockets;
  }

  private static List<String> lines(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines.skip(1).toList(); // the headings
    } catch (IOException e) {
      return List.of(); // a kernel without IPv6 has no tcp6
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  private static boolean holdsOne(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false; // ended meanwhile, or not ours to see
    }
    return false;
  }

  private static String program(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      return "ended meanwhile";
    }
  }
}
