/**
 * The port: what the scheduler needs of a container engine, as a handful of small roles.
 *
 * <p>Door: {@link io.jcompose.scheduler.runtime.ContainerRuntime}.
 *
 * <p>May depend on: {@code io.jcompose.model}. Sees nothing else of the scheduler.
 */
@NullMarked
package io.jcompose.scheduler.runtime;

import org.jspecify.annotations.NullMarked;
