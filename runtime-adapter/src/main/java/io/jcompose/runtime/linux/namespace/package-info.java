/**
 * Threads that change their namespaces, and what can be made only from inside one.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.namespace.FreshThread}; {@link
 * io.jcompose.runtime.linux.namespace.ProcMount} mounts {@code /proc} of a pid namespace.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime} (the
 * failure).
 */
@NullMarked
package io.jcompose.runtime.linux.namespace;

import org.jspecify.annotations.NullMarked;
