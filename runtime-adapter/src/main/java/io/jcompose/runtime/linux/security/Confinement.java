package io.jcompose.runtime.linux.security;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.runtime.syscall.Architecture;
import io.jcompose.runtime.syscall.Credentials;
import io.jcompose.runtime.syscall.FilterInstruction;
import io.jcompose.runtime.syscall.Seccomp;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Door of the package: what a container's programs may do, put upon the thread that spawns them.
 */
public final class Confinement {
  /** What a container may do unless its file says otherwise; the same fourteen as Docker's. */
  public static final Set<Capability> DEFAULT_CAPABILITIES =
      Collections.unmodifiableSet(
          EnumSet.of(
              Capability.CHOWN,
              Capability.DAC_OVERRIDE,
              Capability.FSETID,
              Capability.FOWNER,
              Capability.MKNOD,
              Capability.NET_RAW,
              Capability.SETGID,
              Capability.SETUID,
              Capability.SETFCAP,
              Capability.SETPCAP,
              Capability.NET_BIND_SERVICE,
              Capability.SYS_CHROOT,
              Capability.KILL,
              Capability.AUDIT_WRITE));

  private static final List<Capability> IN_KERNEL_ORDER = List.of(Capability.values());
  private static final int LAST_POSSIBLE_CAPABILITY = 63;

  private final Set<Capability> capabilities;
  private final List<FilterInstruction> filter;

  private Confinement(Set<Capability> capabilities, List<FilterInstruction> filter) {
    this.capabilities = capabilities;
    this.filter = List.copyOf(filter);
  }

  /**
   * Returns the confinement that a file asks for. Dropping wins over adding.
   *
   * @param warnings told if this kernel cannot filter system calls; the container runs without the
   *     filter then
   */
  public static Confinement of(SecuritySettings settings, Consumer<String> warnings) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (settings.addAll()) {
      capabilities.addAll(EnumSet.allOf(Capability.class));
    } else if (!settings.dropAll()) {
      capabilities.addAll(DEFAULT_CAPABILITIES);
    }
    capabilities.addAll(settings.added());
    capabilities.removeAll(settings.dropped());
    return new Confinement(capabilities, filter(capabilities, warnings));
  }

  /** Returns no confinement at all: all capabilities, every system call. */
  public static Confinement none() {
    return new Confinement(EnumSet.allOf(Capability.class), List.of());
  }

  private static List<FilterInstruction> filter(
      Set<Capability> capabilities, Consumer<String> warnings) {
    if (!Seccomp.available()) {
      warnings.accept(
          "containers may make all system calls: this kernel is built without CONFIG_SECCOMP_FILTER");
      return List.of();
    }
    return SystemCallFilter.program(Architecture.CURRENT, capabilities);
  }

  /** Returns what programs of root may do; others may do it only through a set-user-id program. */
  public Set<Capability> capabilities() {
    return Collections.unmodifiableSet(capabilities);
  }

  /**
   * Confines the calling thread for good and makes it act for {@code identity}.
   *
   * <p>Of root's own capabilities only the bounding set is cut: the kernel cuts the rest when the
   * program is executed, and until then the child, which still shares our memory, has more of them
   * than any process in the container that would like to look into it.
   */
  public void applyToThread(Identity identity) {
    Credentials.hideProcess();
    if (!filter.isEmpty()) {
      // before the rights are given up: without "no new privileges", which would keep
      // set-user-id programs from working, only CAP_SYS_ADMIN may do this
      Seccomp.filterThread(filter);
    }
    for (int number = 0; number <= LAST_POSSIBLE_CAPABILITY; number++) {
      if (!allows(number) && Credentials.mayBound(number)) {
        Credentials.dropFromBoundingSet(number);
      }
    }
    Credentials.clearInheritableCapabilities();
    Credentials.setSupplementaryGroups(identity.supplementary());
    Credentials.setGroup(identity.group());
    Credentials.setUser(identity.user());
  }

  private boolean allows(int number) {
    return number < IN_KERNEL_ORDER.size() && capabilities.contains(IN_KERNEL_ORDER.get(number));
  }
}
