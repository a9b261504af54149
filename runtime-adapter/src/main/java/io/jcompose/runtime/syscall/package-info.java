/**
 * Linux system calls, in the project's own types; the only package that knows JNA.
 *
 * <p>Two layers: package-private classes named {@code Raw…} bind libc by its own names and types,
 * without judgement; the public types make the calls this project makes, retry what EINTR means to
 * be retried, and fail with {@link io.jcompose.runtime.syscall.SyscallException}.
 *
 * <p>May depend on: JNA, the JDK.
 */
@NullMarked
package io.jcompose.runtime.syscall;

import org.jspecify.annotations.NullMarked;
