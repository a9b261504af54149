package io.jcompose.runtime.doctor;

import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.syscall.FileSystems.Space;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the files of a host do not tell.
 *
 * @param java the JVM that runs us
 * @param writable whether this process may write a file, or make files in a directory
 * @param space how much room there is where a path lies
 * @param fileCapabilities whether a program gives capabilities to whoever runs it
 */
record Probes(
    Java java,
    FirewallView firewall,
    Predicate<Path> writable,
    Function<Path, Space> space,
    Predicate<Path> fileCapabilities) {

  /** A JVM, by its own names for things. */
  record Java(String version, String home, String processor) {
    static Java ofThisProcess() {
      return new Java(
          System.getProperty("java.version", "unknown"),
          System.getProperty("java.home", "unknown"),
          System.getProperty("os.arch", "unknown"));
    }
  }
}
