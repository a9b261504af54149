/**
 * Who a container's program is and what it may do.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.security.Confinement}; {@link
 * io.jcompose.runtime.linux.security.Users} tells who. The system calls that are allowed are data:
 * {@code system-calls.txt}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime} (the
 * failure), {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux.security;

import org.jspecify.annotations.NullMarked;
