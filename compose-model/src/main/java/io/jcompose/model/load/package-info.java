/**
 * Compose files to {@link io.jcompose.model.project.Project}: finds the files, runs the phases one
 * after another, and tells everything that is wrong at once.
 *
 * <p>Door: {@link io.jcompose.model.load.ComposeLoader}.
 *
 * <p>May depend on: the other packages of the model except {@code io.jcompose.model.plan} and
 * {@code io.jcompose.model.files}, the JDK. Does no I/O of its own: bytes come through a {@link
 * io.jcompose.model.load.SourceReader}.
 */
@NullMarked
package io.jcompose.model.load;

import org.jspecify.annotations.NullMarked;
