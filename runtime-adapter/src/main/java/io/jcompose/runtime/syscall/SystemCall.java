package io.jcompose.runtime.syscall;

/**
 * The numbers of the system calls we make, for x86_64 and aarch64.
 *
 * @see <a
 *     href="https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/arch/x86/entry/syscalls/syscall_64.tbl">syscall_64.tbl</a>
 *     and include/uapi/asm-generic/unistd.h
 */
enum SystemCall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  IOCTL(16, 29),
  DUP3(292, 24),
  FCNTL(72, 25),
  OPENAT(257, 56),
  OPENAT2(437, 437),
  PIPE2(293, 59),
  SPLICE(275, 76),
  TEE(276, 77),
  PPOLL(271, 73),
  PWRITE64(18, 68),
  FTRUNCATE(77, 46),
  FSYNC(74, 82),
  SYNCFS(306, 267),
  STATFS(137, 43),
  FLOCK(73, 32),
  GETDENTS64(217, 61),
  MADVISE(28, 233),
  USERFAULTFD(323, 282),
  STATX(332, 291),
  FACCESSAT2(439, 439),
  MKDIRAT(258, 34),
  MKNODAT(259, 33),
  SYMLINKAT(266, 36),
  LINKAT(265, 37),
  RENAMEAT2(316, 276),
  UNLINKAT(263, 35),
  FCHOWNAT(260, 54),
  FCHMODAT(268, 53),
  UTIMENSAT(280, 88),
  GETXATTR(191, 8),
  LISTXATTR(194, 11),
  LSETXATTR(189, 6),
  READLINKAT(267, 78),
  FCHOWN(93, 55),
  FCHDIR(81, 50),
  UMASK(95, 166),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  MOUNT(165, 40),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  MOUNT_SETATTR(442, 442),
  UNSHARE(272, 97),
  SETNS(308, 268),
  SETHOSTNAME(170, 161),
  SETDOMAINNAME(171, 162),
  GETTID(186, 178),
  PRCTL(157, 167),
  CAPGET(125, 90),
  CAPSET(126, 91),
  SETGROUPS(116, 159),
  SETRESGID(119, 149),
  SETRESUID(117, 147),
  SECCOMP(317, 277),
  EPOLL_CREATE1(291, 20),
  EPOLL_CTL(233, 21),
  EPOLL_PWAIT(281, 22),
  EVENTFD2(290, 19),
  SOCKET(41, 198),
  BIND(49, 200),
  SENDTO(44, 206),
  RECVFROM(45, 207),
  SENDMSG(46, 211),
  RECVMSG(47, 212),
  SETSOCKOPT(54, 208),
  GETSOCKOPT(55, 209),
  GETSOCKNAME(51, 204),
  LISTEN(50, 201),
  ACCEPT4(288, 242),
  CONNECT(42, 203),
  SHUTDOWN(48, 210),
  PIDFD_OPEN(434, 434),
  PIDFD_SEND_SIGNAL(424, 424),
  PIDFD_GETFD(438, 438),
  WAITID(247, 95),
  EXIT_GROUP(231, 94);

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  private int number() {
    return Architecture.CURRENT == Architecture.X86_64 ? x86 : arm;
  }

  /** Makes the call once. Arguments that a call does not have are ignored by the kernel. */
  long once(CallText text, long... arguments) {
    long result = raw(arguments);
    if (result == -1) {
      throw new SyscallException(text.text(), RawLibc.lastError());
    }
    return result;
  }

  /** Makes the call, again and again while a signal interrupts it. */
  long retrying(CallText text, long... arguments) {
    while (true) {
      long result = raw(arguments);
      if (result != -1) {
        return result;
      }
      Errno errno = RawLibc.lastError();
      if (!errno.equals(Errno.EINTR)) {
        throw new SyscallException(text.text(), errno);
      }
    }
  }

  /**
   * Makes the call as {@link #retrying} does, where failing is as usual as not.
   *
   * @return the result, or {@code -errno}
   */
  long orErrno(long... arguments) {
    while (true) {
      long result = raw(arguments);
      if (result != -1) {
        return result;
      }
      int errno = RawLibc.lastError().number();
      if (errno != Errno.EINTR.number()) {
        return -errno;
      }
    }
  }

  private long raw(long... arguments) {
    return RawLibc.syscall(
        number(),
        at(arguments, 0),
        at(arguments, 1),
        at(arguments, 2),
        at(arguments, 3),
        at(arguments, 4),
        at(arguments, 5));
  }

  private static long at(long[] arguments, int index) {
    return index < arguments.length ? arguments[index] : 0;
  }

  /** Says what was called, with its arguments; only asked for when the call failed. */
  @FunctionalInterface
  interface CallText {
    String text();
  }
}
