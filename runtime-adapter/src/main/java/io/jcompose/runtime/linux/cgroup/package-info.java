/**
 * A container's control groups, in whichever hierarchies this host offers.
 *
 * <p>Doors: {@link io.jcompose.runtime.linux.cgroup.Cgroups} makes and removes them, {@link
 * io.jcompose.runtime.linux.cgroup.Freezer} pauses what is in them, {@link
 * io.jcompose.runtime.linux.cgroup.Accounting} tells what that has used.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime} (the
 * failure), {@code io.jcompose.model.value}. A hierarchy that is missing or read-only is told and
 * left out: a container starts without it.
 */
@NullMarked
package io.jcompose.runtime.linux.cgroup;

import org.jspecify.annotations.NullMarked;
