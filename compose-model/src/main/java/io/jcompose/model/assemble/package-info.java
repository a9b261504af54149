/**
 * Reads a checked tree, merged and in long form, into the typed project. What is in the tree is
 * known to be legal, so nothing here can fail on a user's mistake: an exception is a bug.
 *
 * <p>Door: {@link io.jcompose.model.assemble.ProjectAssembly}.
 *
 * <p>May depend on: {@code io.jcompose.model.project}, {@code io.jcompose.model.yaml}, {@code
 * io.jcompose.model.value}, {@code io.jcompose.model.error}, {@code io.jcompose.model.interpolate}
 * (its variables). Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.assemble;

import org.jspecify.annotations.NullMarked;
