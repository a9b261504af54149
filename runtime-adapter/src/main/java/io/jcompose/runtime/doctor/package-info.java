/**
 * Says what this host offers to containers, and what to do about what it does not.
 *
 * <p>Door: {@link io.jcompose.runtime.doctor.Doctor}; what it answers are {@link
 * io.jcompose.runtime.doctor.Finding}s. Every check looks at one concern and is told its world:
 * files below the host's root, and {@code Probes} for what files do not tell.
 *
 * <p>May depend on: {@code io.jcompose.runtime.host}, {@code io.jcompose.runtime.linux.cgroup},
 * {@code .network} and {@code .process} (each asked what it has, never to make anything), {@code
 * io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime} (the failure), {@code
 * io.jcompose.model}, Jackson. Reads only: nothing on the host changes.
 */
@NullMarked
package io.jcompose.runtime.doctor;

import org.jspecify.annotations.NullMarked;
