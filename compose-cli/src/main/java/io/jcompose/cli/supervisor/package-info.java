/**
 * The supervisor of a project: the one process that acts on it, and how others reach it.
 *
 * <p>May depend on: {@code io.jcompose.scheduler}, {@code io.jcompose.model}, the JDK.
 */
@NullMarked
package io.jcompose.cli.supervisor;

import org.jspecify.annotations.NullMarked;
