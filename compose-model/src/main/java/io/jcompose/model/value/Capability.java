package io.jcompose.model.value;

import java.util.Locale;
import java.util.Optional;

/**
 * A Linux capability, in the order of the kernel's numbers: {@link #ordinal()} is the bit.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>
 */
public enum Capability {
  CHOWN,
  DAC_OVERRIDE,
  DAC_READ_SEARCH,
  FOWNER,
  FSETID,
  KILL,
  SETGID,
  SETUID,
  SETPCAP,
  LINUX_IMMUTABLE,
  NET_BIND_SERVICE,
  NET_BROADCAST,
  NET_ADMIN,
  NET_RAW,
  IPC_LOCK,
  IPC_OWNER,
  SYS_MODULE,
  SYS_RAWIO,
  SYS_CHROOT,
  SYS_PTRACE,
  SYS_PACCT,
  SYS_ADMIN,
  SYS_BOOT,
  SYS_NICE,
  SYS_RESOURCE,
  SYS_TIME,
  SYS_TTY_CONFIG,
  MKNOD,
  LEASE,
  AUDIT_WRITE,
  AUDIT_CONTROL,
  SETFCAP,
  MAC_OVERRIDE,
  MAC_ADMIN,
  SYSLOG,
  WAKE_ALARM,
  BLOCK_SUSPEND,
  AUDIT_READ,
  PERFMON,
  BPF,
  CHECKPOINT_RESTORE;

  /** Returns the capability named {@code text}, in any case and with or without {@code CAP_}. */
  public static Optional<Capability> parse(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    String bare = name.startsWith("CAP_") ? name.substring(4) : name;
    for (Capability capability : values()) {
      if (capability.name().equals(bare)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }
}
