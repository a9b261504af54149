package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Command;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Runs things inside a pinned network namespace. */
final class InPod {
  private InPod() {}

  /** Returns what the program printed, and fails unless it ended well. */
  static String run(Path pin, String... command) {
    String[] whole = new String[command.length + 2];
    whole[0] = "nsenter";
    whole[1] = "--net=" + pin;
    System.arraycopy(command, 0, whole, 2, command.length);
    return Command.run(whole);
  }

  /** Returns what {@code work} returns. */
  static <T> T call(Path pin, Supplier<T> work) {
    try (PinnedNamespace namespace = PinnedNamespace.find(pin).orElseThrow()) {
      return namespace.inside(work);
    }
  }
}
