package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.SyscallException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A log's directory, held open: who reads in it goes on in the same one, even if it is moved, or
 * removed and another takes its name, as when a container is made anew.
 */
final class LogDirectory implements AutoCloseable {
  private final Fd descriptor;
  private boolean closed;

  private LogDirectory(Fd descriptor) {
    this.descriptor = descriptor;
  }

  static LogDirectory open(Path path) throws IOException {
    try {
      return new LogDirectory(Descriptors.openDirectory(path));
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        throw new FileNotFoundException(path + " is gone");
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Returns the segments in it; of no use once it is closed. */
  SegmentRow segments() {
    return new SegmentRow(Path.of("/proc/self/fd", Integer.toString(descriptor.number())));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(descriptor);
    }
  }
}
