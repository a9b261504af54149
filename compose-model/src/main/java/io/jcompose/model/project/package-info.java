/**
 * A Compose project as typed values: what the files say, after merging and interpolation.
 *
 * <p>Door: {@link io.jcompose.model.project.Project}.
 *
 * <p>May depend on: {@code io.jcompose.model.value}, the JDK. Reads no file, no clock, no
 * environment.
 */
@NullMarked
package io.jcompose.model.project;

import org.jspecify.annotations.NullMarked;
