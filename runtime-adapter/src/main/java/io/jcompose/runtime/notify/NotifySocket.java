package io.jcompose.runtime.notify;

import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.runtime.syscall.UnixDatagrams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a service manager, such as systemd, hears how far this process is. Each message goes over a
 * socket of its own: there are few, far apart, and the manager may be started anew in between. Safe
 * to use from several threads.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/sd_notify.3.html">sd_notify(3)</a>
 */
public final class NotifySocket {
  /** The variable that names the socket. */
  public static final String VARIABLE = "NOTIFY_SOCKET";

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final String address;

  private NotifySocket(String address) {
    this.address = address;
  }

  /**
   * Returns the socket that whoever started this process named in its environment; empty if nobody
   * listens, or at an address of a kind that is unknown here, such as one of a virtual machine.
   */
  public static Optional<NotifySocket> of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(address -> address.length() > 1)
        .filter(address -> address.startsWith("/") || address.startsWith("@"))
        .map(NotifySocket::new);
  }

  /**
   * Tells assignments such as {@code READY=1}, in one message. Waits for a moment if the manager is
   * behind with reading.
   *
   * @param assignments without line breaks
   * @return whether they were sent; a process lives on if its manager does not hear it
   */
  public boolean tell(List<String> assignments) {
    byte[] message = String.join("\n", assignments).getBytes(StandardCharsets.UTF_8);
    try (UnixDatagrams socket = connected()) {
      long begun = System.nanoTime();
      boolean sent = socket.send(message);
      while (!sent && System.nanoTime() - begun < PATIENCE) {
        LockSupport.parkNanos(PAUSE);
        sent = socket.send(message);
      }
      return sent;
    } catch (SyscallException e) {
      return false;
    }
  }

  private UnixDatagrams connected() {
    return address.startsWith("@")
        ? UnixDatagrams.connectToAbstract(address.substring(1))
        : UnixDatagrams.connect(Path.of(address));
  }
}
