package io.jcompose.runtime.linux.usage;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;

/** How much memory the machine has. */
public final class MachineMemory {
  private static final String TOTAL = "MemTotal:";
  private static final long KIBIBYTE = 1024;

  private final HostFiles files;

  /** Creates a reader. */
  public MachineMemory(Host host) {
    this.files = new HostFiles(host);
  }

  /** Returns it in bytes; 0 if the kernel does not tell. */
  public long bytes() {
    // MemTotal:        8145208 kB
    return files
        .find("proc/meminfo")
        .orElse("")
        .lines()
        .filter(line -> line.startsWith(TOTAL))
        .map(line -> line.substring(TOTAL.length()).strip().split(" ", -1)[0])
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) * KIBIBYTE)
        .findFirst()
        .orElse(0);
  }
}
