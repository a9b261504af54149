/**
 * What processes do and use, as {@code /proc} tells.
 *
 * <p>Doors: {@link io.jcompose.runtime.linux.usage.ProcessReader}, {@link
 * io.jcompose.runtime.linux.usage.NetworkCounters}, {@link
 * io.jcompose.runtime.linux.usage.MachineMemory}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.host}, {@code io.jcompose.scheduler.runtime} (the
 * values). Processes may end while they are looked at: they are then left out.
 */
@NullMarked
package io.jcompose.runtime.linux.usage;

import org.jspecify.annotations.NullMarked;
