package io.jcompose.runtime.linux.security;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.runtime.syscall.Credentials;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

  private Confinement(Set<Capability> capabilities) {
    this.capabilities = capabilities;
  }

  /** Returns the confinement that a file asks for. Dropping wins over adding. */
  public static Confinement of(SecuritySettings settings) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (settings.addAll()) {
      capabilities.addAll(EnumSet.allOf(Capability.class));
    } else if (!settings.dropAll()) {
      capabilities.addAll(DEFAULT_CAPABILITIES);
    }
    capabilities.addAll(settings.added());
    capabilities.removeAll(settings.dropped());
    return new Confinement(capabilities);
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
