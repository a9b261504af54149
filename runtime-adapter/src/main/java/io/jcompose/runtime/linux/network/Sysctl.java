package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A setting of the kernel's network code, of the network namespace of the thread that reads or
 * writes it.
 *
 * @see <a href="https://docs.kernel.org/networking/ip-sysctl.html">ip-sysctl</a>
 */
final class Sysctl {
  private final Path file;

  private Sysctl(Path file) {
    this.file = file;
  }

  /**
   * Returns the setting of this name.
   *
   * @param name below {@code net}, with slashes, such as {@code ipv4/ip_forward}
   */
  static Sysctl of(Host host, String name) {
    return new Sysctl(host.proc().resolve("sys/net").resolve(name));
  }

  /** Returns whether this kernel has the setting. */
  boolean exists() {
    return Files.exists(file);
  }

  /** Returns whether this kernel has the setting, and it has this value. */
  boolean is(String value) {
    return exists() && read().equals(value);
  }

  /** Sets the value, unless what it is about is gone. */
  void writeIfThere(String value) {
    if (exists()) {
      write(value);
    }
  }

  /** Returns the value. */
  String read() {
    try {
      return HostFiles.read(file).strip();
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  /** Sets the value. */
  void write(String value) {
    try {
      Files.writeString(file, value);
    } catch (IOException e) {
      throw failure("write '" + value + "' to", e);
    }
  }

  private RuntimeFailure failure(String action, IOException e) {
    return new RuntimeFailure(
        "cannot " + action + " the network setting " + file + ": " + e.getMessage(),
        "run jcompose as root, where /proc/sys is writable",
        e);
  }
}
