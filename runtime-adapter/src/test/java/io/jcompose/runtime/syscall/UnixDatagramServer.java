package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The other side of {@link UnixDatagrams}, as the journal and syslog servers are. */
public final class UnixDatagramServer implements AutoCloseable {
  private final Path path;
  private final Fd socket;

  /** Listens at a name in the kernel's own list, where nothing is yet. */
  public static UnixDatagramServer atAbstract(String name) {
    Fd socket = UnixDatagrams.open();
    try (Scratch scratch = new Scratch()) {
      SystemCall.BIND.once(
          () -> "bind(@" + name + ")",
          socket.number(),
          UnixDatagrams.abstractAddress(scratch, name),
          UnixDatagrams.abstractSize(name));
    }
    return new UnixDatagramServer(Path.of("/proc/none"), socket);
  }

  private UnixDatagramServer(Path path, Fd socket) {
    this.path = path;
    this.socket = socket;
  }

  /** Listens at a path where nothing is yet. */
  public static UnixDatagramServer at(Path path) {
    Fd socket = UnixDatagrams.open();
    try (Scratch scratch = new Scratch()) {
      SystemCall.BIND.once(
          () -> "bind(" + path + ")",
          socket.number(),
          UnixDatagrams.address(scratch, path),
          UnixDatagrams.ADDRESS_SIZE);
    }
    return new UnixDatagramServer(path, socket);
  }

  /** Returns the next datagram, waiting for it. */
  public byte[] receive() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Optional<byte[]> datagram = poll();
    while (datagram.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("nothing came to " + path);
      }
      LockSupport.parkNanos(1_000_000);
      datagram = poll();
    }
    return datagram.get();
  }

  /** Returns a datagram that is there. */
  public Optional<byte[]> poll() {
    int size = 256 * 1024;
    try (Scratch scratch = new Scratch()) {
      Pointer data = scratch.block(size);
      long length =
          SystemCall.RECVFROM.orErrno(socket.number(), Scratch.address(data), size, 0, 0, 0);
      return length < 0 ? Optional.empty() : Optional.of(data.getByteArray(0, (int) length));
    }
  }

  @Override
  public void close() throws IOException {
    Descriptors.close(socket);
    Files.deleteIfExists(path);
  }
}
