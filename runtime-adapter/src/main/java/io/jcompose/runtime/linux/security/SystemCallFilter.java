package io.jcompose.runtime.linux.security;

import io.jcompose.model.value.Capability;
import io.jcompose.runtime.syscall.Architecture;
import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.FilterInstruction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which system calls a container's programs may make; in substance Docker's default profile. All
 * others fail with EPERM, except that calls newer than our table fail with ENOSYS: libraries take
 * that for an older kernel and do without.
 *
 * <p>Unlike Docker's, the filter ends programs that use the 32-bit calls of x86 or Arm: their
 * numbers mean other calls, and would need tables of their own.
 */
final class SystemCallFilter {
  /** All {@code CLONE_NEW...} flags that clone(2) takes. */
  private static final int NAMESPACES = 0x7e020000;

  private static final int AF_ALG = 38;
  private static final int AF_VSOCK = 40;

  /**
   * The execution domains that are harmless: Linux, the one of 32-bit programs (8), both with an
   * old kernel's version told (0x20000), and the question which one it is.
   */
  private static final List<Integer> PERSONALITIES = List.of(0, 8, 0x20000, 0x20008, 0xffffffff);

  private final SystemCallTable table;
  private final Architecture architecture;

  private SystemCallFilter(Architecture architecture) {
    this.table = SystemCallTable.of(architecture);
    this.architecture = architecture;
  }

  /** Returns the filter's program for containers that have {@code capabilities}. */
  static List<FilterInstruction> program(Architecture architecture, Set<Capability> capabilities) {
    return new SystemCallFilter(architecture).assemble(capabilities);
  }

  private List<FilterInstruction> assemble(Set<Capability> capabilities) {
    FilterAssembler filter = new FilterAssembler();
    filter.loadArchitecture().unlessEqual(architecture.auditNumber(), FilterAssembler::kill);
    filter.loadCall();
    // also the x32 calls of x86_64: they are numbered from 0x40000000 on
    filter.whenAtLeast(table.highest() + 1, body -> body.refuse(Errno.ENOSYS));
    checkClone(filter, capabilities.contains(Capability.SYS_ADMIN));
    checkSocket(filter);
    checkPersonality(filter);
    allow(filter, table.allowedWith(capabilities));
    return filter.refuse(Errno.EPERM).program();
  }

  /**
   * The flags of clone3(2) are in memory, where a filter cannot see them; without the call,
   * libraries fall back on clone(2).
   */
  private void checkClone(FilterAssembler filter, boolean mayMakeNamespaces) {
    int clone = table.number("clone");
    int clone3 = table.number("clone3");
    if (mayMakeNamespaces) {
      filter.whenEqual(clone, FilterAssembler::allow).whenEqual(clone3, FilterAssembler::allow);
      return;
    }
    filter.whenEqual(
        clone,
        body ->
            body.loadFirstArgument()
                .and(NAMESPACES)
                .whenEqual(0, FilterAssembler::allow)
                .refuse(Errno.EPERM));
    filter.whenEqual(clone3, body -> body.refuse(Errno.ENOSYS));
  }

  /**
   * Sockets of AF_VSOCK reach the hypervisor and other machines of it past all network namespaces;
   * those of AF_ALG open the kernel's cryptography, which nobody needs and which has had holes.
   */
  private void checkSocket(FilterAssembler filter) {
    filter.whenEqual(
        table.number("socket"),
        body ->
            body.loadFirstArgument()
                .whenEqual(AF_VSOCK, refused -> refused.refuse(Errno.EPERM))
                .whenEqual(AF_ALG, refused -> refused.refuse(Errno.EPERM))
                .allow());
  }

  private void checkPersonality(FilterAssembler filter) {
    filter.whenEqual(
        table.number("personality"),
        body -> {
          body.loadFirstArgument();
          PERSONALITIES.forEach(domain -> body.whenEqual(domain, FilterAssembler::allow));
          body.refuse(Errno.EPERM);
        });
  }

  /**
   * Range by range; the kernel remembers what is always allowed, so that the order is no matter.
   */
  private static void allow(FilterAssembler filter, Set<Integer> numbers) {
    for (int first : new TreeSet<>(numbers)) {
      if (!numbers.contains(first - 1)) {
        int last = endOfRange(first, numbers);
        filter.whenAtLeast(first, body -> body.whenAtMost(last, FilterAssembler::allow));
      }
    }
  }

  private static int endOfRange(int first, Set<Integer> numbers) {
    int last = first;
    while (numbers.contains(last + 1)) {
      last++;
    }
    return last;
  }
}
