/**
 * What stands on the host for a project, read through the port into one value.
 *
 * <p>Door: {@link io.jcompose.scheduler.observe.Observer}.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}. Changes
 * nothing.
 */
@NullMarked
package io.jcompose.scheduler.observe;

import org.jspecify.annotations.NullMarked;
