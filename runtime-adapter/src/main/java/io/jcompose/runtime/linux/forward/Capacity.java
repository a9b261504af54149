package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How many connections and datagram sessions may be open at once, on all ports together. A flood of
 * clients must leave descriptors and memory to the rest of the process.
 */
final class Capacity {
  private static final int MOST = 16 * 1024;
  private static final int LEAST = 64;
  private static final int DESCRIPTORS_EACH = 6; // two sockets, and pipes where bytes wait
  private static final int RESERVED = 256; // descriptors for everything else

  private final Loop loop;
  private final Consumer<String> warnings;
  private final int most;
  private final Set<Watched> waiting = new LinkedHashSet<>();
  private int used;
  private boolean warned;

  private Capacity(Loop loop, Consumer<String> warnings, int most) {
    this.loop = loop;
    this.warnings = warnings;
    this.most = most;
  }

  /** Returns the capacity that this process's limit of open files allows. */
  static Capacity of(Host host, Loop loop, Consumer<String> warnings) {
    return new Capacity(loop, warnings, most(openFiles(host.proc().resolve("self/limits"))));
  }

  static int most(long openFiles) {
    return (int) Math.max(LEAST, Math.min(MOST, (openFiles - RESERVED) / DESCRIPTORS_EACH));
  }

  /** Reads {@code Max open files SOFT HARD files}. */
  private static long openFiles(Path limits) {
    try (Stream<String> lines = Files.lines(limits)) {
      String soft =
          lines
              .filter(line -> line.startsWith("Max open files"))
              .map(line -> line.strip().split("\\s+", -1)[3])
              .findFirst()
              .orElse("0");
      return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** Returns whether no place is left. */
  boolean isFull() {
    return used >= most;
  }

  /** Takes a place. */
  void take() {
    used++;
  }

  /** Gives a place back; who waits for one is told. */
  void giveBack() {
    used--;
    retry();
  }

  /** Tells {@code listener} again when there may be room: a place, a descriptor, memory. */
  void await(Watched listener, String why) {
    if (!warned) {
      warned = true;
      warnings.accept(
          "published ports have "
              + used
              + " connections open and "
              + why
              + ": further clients wait until others go");
    }
    waiting.add(listener);
  }

  /** Waits no longer. */
  void forget(Watched listener) {
    waiting.remove(listener);
  }

  /** Tells all who wait; also what others closed may have made room. */
  void retry() {
    if (!waiting.isEmpty()) {
      waiting.forEach(loop::again);
      waiting.clear();
    }
  }
}
