/**
 * The in-process runtime: the port's roles, played with the kernel by this process.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.LinuxRuntime}.
 *
 * <p>May depend on: the packages below, {@code io.jcompose.runtime.image}, {@code
 * io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux;

import org.jspecify.annotations.NullMarked;
