/**
 * The files of this machine, for whoever has no better source: the one package of the model that
 * does I/O. Nothing else in the model knows it, so that a project can be loaded of files that are
 * in memory, in an archive or elsewhere, and only a program's outermost part decides.
 *
 * <p>Door: {@link io.jcompose.model.files.FileSourceReader}.
 *
 * <p>May depend on: {@code io.jcompose.model.load}, the JDK.
 */
@NullMarked
package io.jcompose.model.files;

import org.jspecify.annotations.NullMarked;
