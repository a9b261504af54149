/**
 * What the runtime's records need of a file system: files that are whole, claims that only one can
 * make, and failures that a user can act on.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.disk.Disk}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.tree}, {@code io.jcompose.runtime.syscall},
 * {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model.plan}.
 */
@NullMarked
package io.jcompose.runtime.linux.disk;

import org.jspecify.annotations.NullMarked;
