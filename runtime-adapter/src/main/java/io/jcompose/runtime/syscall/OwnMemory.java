package io.jcompose.runtime.syscall;

/** Gives memory of this process back to the kernel. */
public final class OwnMemory {
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_NOHUGEPAGE = 15;

  private OwnMemory() {}

  /**
   * Gives back what was freed but is kept for the next allocation.
   *
   * @see <a href="https://man7.org/linux/man-pages/man3/malloc_trim.3.html">malloc_trim(3)</a>
   */
  public static void trimHeap() {
    RawLibc.malloc_trim(0);
  }

  /**
   * Lets go of the pages of a mapping. Those of a file are mapped again when they are touched, as
   * the file has them, and one by one where the kernel can: only for mappings that nobody has
   * written to. A mapping that the kernel does not let go of stays.
   *
   * @see <a href="https://man7.org/linux/man-pages/man2/madvise.2.html">madvise(2)</a>
   */
  public static void letGo(long address, long bytes) {
    SystemCall.MADVISE.orErrno(address, bytes, MADV_NOHUGEPAGE);
    PageFaults.answerByPage(address, bytes);
    SystemCall.MADVISE.orErrno(address, bytes, MADV_DONTNEED);
  }
}
