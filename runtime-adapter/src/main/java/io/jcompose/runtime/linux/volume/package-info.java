/**
 * Volumes: directories that outlive containers, and what an image puts into a new one.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.volume.VolumeStore}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.state}, {@code .tree}, {@code .namespace},
 * {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux.volume;

import org.jspecify.annotations.NullMarked;
