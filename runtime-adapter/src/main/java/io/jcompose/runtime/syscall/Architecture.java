package io.jcompose.runtime.syscall;

/** What differs between the processors we know: numbers of calls, a few flags, one structure. */
public enum Architecture {
  X86_64(0xc000003e, 0x10000, 0x20000, 12, 4),
  AARCH64(0xc00000b7, 0x4000, 0x8000, 16, 8);

  private final int auditNumber;
  private final int openDirectory;
  private final int openNoFollow;
  private final int epollEventSize;
  private final int epollDataOffset;

  Architecture(
      int auditNumber,
      int openDirectory,
      int openNoFollow,
      int epollEventSize,
      int epollDataOffset) {
    this.auditNumber = auditNumber;
    this.openDirectory = openDirectory;
    this.openNoFollow = openNoFollow;
    this.epollEventSize = epollEventSize;
    this.epollDataOffset = epollDataOffset;
  }

  /** The one this JVM was built for. */
  public static final Architecture CURRENT = of(System.getProperty("os.arch", "unknown"));

  private static Architecture of(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64" -> AARCH64;
      default ->
          throw new UnsupportedOperationException(
              "jcompose knows the system calls of x86_64 and aarch64, not of " + name);
    };
  }

  /** Returns {@code AUDIT_ARCH_...} of linux/audit.h: how the kernel tells a filter of calls. */
  public int auditNumber() {
    return auditNumber;
  }

  /** {@code O_DIRECTORY} of fcntl.h. */
  int openDirectory() {
    return openDirectory;
  }

  /** {@code O_NOFOLLOW} of fcntl.h. */
  int openNoFollow() {
    return openNoFollow;
  }

  /** {@code sizeof(struct epoll_event)}: packed on x86_64 only. */
  int epollEventSize() {
    return epollEventSize;
  }

  /** Where {@code data} lies in {@code struct epoll_event}. */
  int epollDataOffset() {
    return epollDataOffset;
  }
}
