package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * How the kernel answers the faults of this process. A touch of a file's mapping usually maps 16 to
 * 512 pages around it, so that a process which rests soon holds all of its programs again. Where
 * faults are watched through a userfaultfd, the kernel maps what was touched and no more. Of all
 * that can be watched we watch writes, to which the kernel itself answers, and which mappings that
 * cannot be written never see.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/userfaultfd.2.html">userfaultfd(2)</a>
 */
final class PageFaults {
  private static final long O_CLOEXEC = 0x80000;
  private static final long UFFD_USER_MODE_ONLY = 1;
  private static final long UFFDIO_API = 0xc018aa3fL;
  private static final long UFFD_API = 0xaa;
  private static final long UFFD_FEATURE_WP_ASYNC = 1 << 15;
  private static final long UFFDIO_REGISTER = 0xc020aa00L;
  private static final long UFFDIO_REGISTER_MODE_WP = 2;

  private static final Optional<Fd> WATCH = open();

  private PageFaults() {}

  /**
   * From now on maps one page a fault in {@code bytes} from {@code address}, whole mappings of this
   * process. Does nothing where the kernel (before 6.7) or its rules do not allow it. A second call
   * changes nothing.
   */
  static void answerByPage(long address, long bytes) {
    WATCH.ifPresent(watch -> register(watch, address, bytes));
  }

  private static void register(Fd watch, long address, long bytes) {
    try (Scratch scratch = new Scratch()) {
      Pointer request = scratch.block(32);
      request.setLong(0, address);
      request.setLong(8, bytes);
      request.setLong(16, UFFDIO_REGISTER_MODE_WP);
      SystemCall.IOCTL.orErrno(watch.number(), UFFDIO_REGISTER, Scratch.address(request));
    }
  }

  private static Optional<Fd> open() {
    long number = SystemCall.USERFAULTFD.orErrno(O_CLOEXEC | UFFD_USER_MODE_ONLY);
    if (number < 0) {
      return Optional.empty();
    }
    Fd watch = new Fd((int) number);
    try (Scratch scratch = new Scratch()) {
      Pointer request = scratch.block(24);
      request.setLong(0, UFFD_API);
      request.setLong(8, UFFD_FEATURE_WP_ASYNC);
      if (SystemCall.IOCTL.orErrno(watch.number(), UFFDIO_API, Scratch.address(request)) == 0) {
        return Optional.of(watch);
      }
    }
    Descriptors.close(watch);
    return Optional.empty();
  }
}
