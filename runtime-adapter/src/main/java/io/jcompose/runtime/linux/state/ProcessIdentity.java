package io.jcompose.runtime.linux.state;

/**
 * One process, told apart from all others that ever had its number.
 *
 * @param startTicks when it started, in clock ticks since boot, as {@code /proc/PID/stat} has it
 * @param boot the boot it lived in, as {@code /proc/sys/kernel/random/boot_id} has it
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public record ProcessIdentity(long pid, long startTicks, String boot) {}
