package io.jcompose.runtime.doctor;

import io.jcompose.model.value.Capability;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Who this process acts for and what it may do.
 *
 * @param user the number of the effective user
 * @param capabilities the effective ones, a bit each in the kernel's order
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
record Caller(int user, long capabilities) {
  private static final List<Capability> IN_KERNEL_ORDER = List.of(Capability.values());

  /** Returns the caller; empty if the process file system does not tell. */
  static Optional<Caller> of(HostView files) {
    List<String> status = files.lines("proc/self/status");
    Optional<Integer> user = field(status, "Uid", 1).map(Integer::parseUnsignedInt);
    Optional<Long> capabilities = field(status, "CapEff", 0).map(HexFormat::fromHexDigitsToLong);
    return user.flatMap(number -> capabilities.map(bits -> new Caller(number, bits)));
  }

  private static Optional<String> field(List<String> status, String name, int index) {
    return status.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip().split("\\s+"))
        .filter(words -> words.length > index)
        .map(words -> words[index])
        .findFirst();
  }

  boolean isRoot() {
    return user == 0;
  }

  boolean has(Capability capability) {
    return (capabilities & (1L << IN_KERNEL_ORDER.indexOf(capability))) != 0;
  }
}
