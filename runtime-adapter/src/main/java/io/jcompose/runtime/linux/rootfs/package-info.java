/**
 * A container's root file system: layers, devices, mounts, made inside a mount namespace.
 *
 * <p>Door: {@code RootBuilder}, given a {@link io.jcompose.runtime.linux.rootfs.RootSpec}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime} (the
 * failure), {@code io.jcompose.model}. Every path inside a container is resolved by the kernel with
 * the container's root as {@code /}, so that no link of an image leads out of it.
 */
@NullMarked
package io.jcompose.runtime.linux.rootfs;

import org.jspecify.annotations.NullMarked;
