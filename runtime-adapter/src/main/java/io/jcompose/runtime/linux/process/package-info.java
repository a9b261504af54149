/**
 * Container processes: their birth in namespaces of their own, their end, and further programs
 * beside them, in the container or on the host.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.process.ContainerLauncher}; {@link
 * io.jcompose.runtime.linux.process.HostPrograms} tells which programs there are.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.rootfs}, {@code .namespace}, {@code
 * .security}, {@code .cgroup}, {@code io.jcompose.runtime.syscall}, {@code
 * io.jcompose.runtime.host} {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}. Keeps
 * no file of its own on disk beyond the moment of a launch.
 */
@NullMarked
package io.jcompose.runtime.linux.process;

import org.jspecify.annotations.NullMarked;
