package io.jcompose.runtime.linux.sockets;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.runtime.host.Host;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds who listens on a port of the host, and on which ports a container does. Sees what the
 * calling thread may see of {@code /proc}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
public final class SocketOwners {
  private static final int LOCAL_ADDRESS = 1; // columns of /proc/net/tcp and udp
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int SCTP_PORT = 5; // column of /proc/net/sctp/eps
  private static final String LISTENING = "0A";
  private static final String PROCESSES = "[0-9]*"; // the names of their directories

  private final Path proc;

  /** Creates a finder. */
  public SocketOwners(Host host) {
    this.proc = host.proc();
  }

  /** Returns whether the kernel lists a listener for SCTP, which no socket of the JDK can try. */
  public boolean hasSctp(int port) {
    return lines(proc.resolve("thread-self/net/sctp/eps")).stream()
        .map(line -> line.strip().split("\\s+", -1))
        .anyMatch(
            columns ->
                columns.length > SCTP_PORT && columns[SCTP_PORT].equals(Integer.toString(port)));
  }

  /** Returns who listens, such as {@code process 1234 (nginx)}. */
  public String owner(int port, Protocol protocol) {
    // of the thread, not of the process: /proc/net would be the main thread's namespace
    Map<String, Port> sockets = sockets(proc.resolve("thread-self/net"));
    sockets.values().retainAll(Set.of(new Port(port, protocol)));
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, PROCESSES)) {
      for (Path process : processes) {
        if (!held(process, sockets).isEmpty()) {
          return "process " + process.getFileName() + " (" + program(process) + ")";
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return "a process that " + proc + " does not show";
    }
    return "a process of another container or user";
  }

  /**
   * Returns the ports on which a process listens in its network namespace, or another in the same
   * pid namespace; none if it is gone.
   */
  public Set<Port> listening(long pid) {
    Path one = proc.resolve(Long.toString(pid));
    Map<String, Port> sockets = sockets(one.resolve("net"));
    Optional<Path> space = pidNamespace(one);
    Set<Port> ports = new TreeSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, PROCESSES)) {
      for (Path process : processes) {
        if (space.isPresent() && pidNamespace(process).equals(space)) {
          ports.addAll(held(process, sockets));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return ports; // what was found is true
    }
    return ports;
  }

  private static Optional<Path> pidNamespace(Path process) {
    try {
      return Optional.of(Files.readSymbolicLink(process.resolve("ns/pid")));
    } catch (IOException e) {
      return Optional.empty(); // ended meanwhile, or not ours to see
    }
  }

  /** Returns the ports of listening sockets by the links in /proc that name these. */
  private static Map<String, Port> sockets(Path tables) {
    Map<String, Port> sockets = new HashMap<>();
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      for (String table : List.of(protocol.toString(), protocol + "6")) {
        for (String line : lines(tables.resolve(table))) {
          String[] columns = line.strip().split("\\s+", -1);
          boolean listens = protocol != Protocol.TCP || columns[STATE].equals(LISTENING);
          int port = listens && columns.length > INODE ? port(columns[LOCAL_ADDRESS]) : 0;
          if (port > 0) {
            sockets.put("socket:[" + columns[INODE] + "]", new Port(port, protocol));
          }
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

  private static Set<Port> held(Path process, Map<String, Port> sockets) {
    Set<Port> ports = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        Optional.ofNullable(sockets.get(Files.readSymbolicLink(descriptor).toString()))
            .ifPresent(ports::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return ports; // ended meanwhile, or not ours to see
    }
    return ports;
  }

  private static String program(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      return "ended meanwhile";
    }
  }
}
