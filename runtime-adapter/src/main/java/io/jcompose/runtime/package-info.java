/**
 * Opens the container runtime asked for.
 *
 * <p>Door: {@code Runtimes}; {@link io.jcompose.runtime.host.Host} is the world it is given.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}, the packages
 * below.
 */
@NullMarked
package io.jcompose.runtime;

import org.jspecify.annotations.NullMarked;
