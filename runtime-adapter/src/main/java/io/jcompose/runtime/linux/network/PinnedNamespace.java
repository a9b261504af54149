package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Netlink;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Mounts;
import io.jcompose.runtime.syscall.Namespaces;
import io.jcompose.runtime.syscall.Namespaces.Kind;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network namespace that a file keeps alive, as {@code ip netns} does it; open until closed. */
public final class PinnedNamespace implements AutoCloseable {
  // of the thread, not of the process: /proc/self would be the main thread's namespace
  private static final Path OWN = Path.of("/proc/thread-self/ns/net");

  private final Fd fd;
  private final Netlink netlink;
  private boolean closed;

  private PinnedNamespace(Fd fd, Netlink netlink) {
    this.fd = fd;
    this.netlink = netlink;
  }

  /** Opens the namespace pinned at {@code pin}; empty if none is pinned there. */
  public static Optional<PinnedNamespace> find(Path pin) {
    if (!Files.exists(pin)) {
      return Optional.empty();
    }
    Fd fd = Descriptors.openForReading(pin);
    try {
      Netlink netlink =
          NamespaceThread.call(
              () -> {
                Namespaces.enter(fd, Kind.NETWORK);
                return Netlink.open();
              });
      return Optional.of(new PinnedNamespace(fd, netlink));
    } catch (SyscallException e) {
      Descriptors.close(fd);
      if (e.errno().equals(Errno.EINVAL)) {
        return Optional.empty(); // the file is there without its mount: after a reboot
      }
      throw e;
    }
  }

  /**
   * Makes a new namespace, pins it and opens it.
   *
   * @param prepare is run inside before the namespace is pinned, so that what is pinned is prepared
   */
  static PinnedNamespace make(Path pin, Consumer<Netlink> prepare) {
    try {
      if (!Files.exists(pin)) {
        Files.createFile(pin);
      }
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot create " + pin + " to pin a network namespace on: " + e.getMessage(),
          "check that root may write to " + pin.getParent(),
          e);
    }
    Netlink netlink =
        NamespaceThread.call(
            () -> {
              Namespaces.unshare(Kind.NETWORK);
              Netlink inside = Netlink.open();
              try {
                prepare.accept(inside);
                mountOwn(pin);
                return inside;
              } catch (RuntimeException e) {
                inside.close();
                throw e;
              }
            });
    return new PinnedNamespace(Descriptors.openForReading(pin), netlink);
  }

  /**
   * Removes a pin; once nobody is inside, the namespace is gone. A pin that is gone is a success.
   */
  static void remove(Path pin) {
    unmount(pin);
    try {
      Files.deleteIfExists(pin);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot remove the network namespace's pin " + pin + ": " + e.getMessage(),
          "remove the file after 'umount " + pin + "'",
          e);
    }
  }

  private static void mountOwn(Path pin) {
    Fd place = Descriptors.openPlace(pin);
    try {
      Fd namespace = Mounts.copy(OWN, false);
      try {
        Mounts.attach(namespace, place);
      } finally {
        Descriptors.close(namespace);
      }
    } finally {
      Descriptors.close(place);
    }
  }

  private static void unmount(Path pin) {
    try {
      Mounts.detach(pin);
    } catch (SyscallException e) {
      boolean gone = e.errno().equals(Errno.EINVAL) || e.errno().equals(Errno.ENOENT);
      if (!gone) {
        throw e;
      }
    }
  }

  /** Returns the descriptor, open until this is closed. */
  Fd fd() {
    return fd;
  }

  /** Returns the links inside, open until this is closed. */
  Netlink netlink() {
    return netlink;
  }

  /** Returns what {@code work} returns, run inside the namespace on a thread of its own. */
  public <T> T inside(Supplier<T> work) {
    return NamespaceThread.call(
        () -> {
          Namespaces.enter(fd, Kind.NETWORK);
          return work.get();
        });
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      netlink.close();
      Descriptors.close(fd);
    }
  }
}
